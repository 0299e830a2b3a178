package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.processor.Cases.Case;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken pipelines: each has one message, the same from the compiler and at run time. They are in
 * {@code pipelines/broken.txt} with their messages; {@code -Dgolden.update=true} writes the
 * messages anew, to be reviewed.
 */
class BrokenPipelinesTest {
  private static final Path FILE = Path.of("src/test/resources/pipelines/broken.txt");
  private static final Pattern MESSAGE =
      Pattern.compile("^P(\\d+)\\.java:\\d+: ERROR: ", Pattern.MULTILINE);

  /** Reached elsewhere: with user code, parameters, hints or streams. */
  private static final Set<DiagnosticId> ELSEWHERE =
      Set.of(
          DiagnosticId.PIPE_TOO_LARGE,
          DiagnosticId.PROP_NOT_LIVE,
          DiagnosticId.PIPE_PLACEHOLDER,
          DiagnosticId.PIPE_PARAMETER,
          DiagnosticId.PIPE_SPEC,
          DiagnosticId.PIPE_NOT_GENERATED);

  @TempDir static Path folder;

  private static List<Case> cases = List.of();
  private static final Map<Integer, List<String>> COMPILED = new TreeMap<>();

  @BeforeAll
  static void compile() throws IOException {
    cases = Cases.read(FILE);
    Workspace work = new Workspace(folder);
    for (int i = 0; i < cases.size(); i++) {
      work.source(
          "src",
          "broken.P" + i,
          "package broken;\n@dev.parallax.annotations.PipelineSpec(%s)\ninterface P%d {}\n"
              .formatted(literal(cases.get(i).input()), i));
    }
    String said = work.javac("out", "", work.sources("src"));
    Matcher message = MESSAGE.matcher(said);
    List<Integer> starts = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    while (message.find()) {
      ends.add(message.start());
      starts.add(message.end());
      ids.add(Integer.parseInt(message.group(1)));
    }
    ends.add(said.length());
    for (int i = 0; i < ids.size(); i++) {
      COMPILED
          .computeIfAbsent(ids.get(i), id -> new ArrayList<>())
          .add(plain(said.substring(starts.get(i), ends.get(i + 1))));
    }
    cases = Cases.update(FILE, cases, i -> String.join("\n", COMPILED.getOrDefault(i, List.of())));
  }

  /** Without the two columns by which javac indents all lines but the first. */
  private static String plain(String message) {
    return lineless(message.stripTrailing().replace("\n  ", "\n"));
  }

  /** Lines of elements' sources move whenever somebody edits those. */
  private static String lineless(String message) {
    return message.replaceAll("\\.java:[0-9]+\\)", ".java:N)");
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  @TestFactory
  List<DynamicTest> shouldSayTheSameWhenCompiledAndWhenRun() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case broken = cases.get(i);
      List<String> compiled = COMPILED.getOrDefault(i, List.of());
      tests.add(
          DynamicTest.dynamicTest(
              broken.title(),
              () -> {
                assertThat(compiled)
                    .as("messages of the compiler")
                    .containsExactly(broken.expected());
                assertThat(atRunTime(broken.input())).isEqualTo(broken.expected());
              }));
    }
    return tests;
  }

  private static String atRunTime(String text) {
    ParallaxException error =
        catchThrowableOfType(
            ParallaxException.class,
            () -> {
              try (Pipeline pipeline = Pipeline.parse(text)) {
                pipeline.check();
              }
            });
    return error == null || error.getMessage() == null
        ? "no error"
        : lineless(error.getMessage().stripTrailing());
  }

  @Test
  void shouldBeSixtyAtLeastAndReachEveryIdOfStrings() {
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
    Set<String> wanted = new TreeSet<>();
    for (DiagnosticId id : DiagnosticId.values()) {
      if (id.code().matches("PLX-(PIPE|GRAPH)-.*|PLX-PROP-00[1-8]") && !ELSEWHERE.contains(id)) {
        wanted.add(id.code());
      }
    }
    Set<String> reached = new TreeSet<>();
    for (Case broken : cases) {
      Matcher id = Pattern.compile("^\\[(PLX-[A-Z]+-\\d+)]").matcher(broken.expected());
      assertThat(id.find()).as(broken.title()).isTrue();
      reached.add(id.group(1));
    }
    assertThat(reached).containsAll(wanted);
  }
}
