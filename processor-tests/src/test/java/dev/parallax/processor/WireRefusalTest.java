package dev.parallax.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every refusal of a wire record by itself: id, text, file and line, and nothing besides. Those
 * that come from a schema file are in {@link WireSchemaTest}. Expected messages are in {@code
 * X.expected}; {@code -Dgolden.update=true} writes them anew, to be reviewed.
 */
class WireRefusalTest {
  private static final Path FOLDER = Path.of("src/test/resources/wire/refusals");

  /** Code that uses what is generated: without a stub it would have errors of its own. */
  private static final String USE =
      """
      package refused;
      final class Use {
        Object codec = %1$sWire.CODEC;
        int size = %1$sWire.SIZE;
        Object view = new %1$sView();
      }
      """;

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".java"))
          .map(n -> n.replace(".java", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldRefuseWithOneMessageWhenRecordIsWrong(String name) throws IOException {
    String source = Files.readString(FOLDER.resolve(name + ".java"));
    List<JavaFileObject> sources =
        new ArrayList<>(List.of(JavaFileObjects.forSourceString("refused." + name, source)));
    if (source.contains("\nrecord " + name + "(")) {
      sources.add(JavaFileObjects.forSourceString("refused.Use", USE.formatted(name)));
    }
    Compilation compilation =
        javac()
            .withProcessors(new WireProcessor())
            .withOptions("-Xlint:all,-processing,-rawtypes", "--should-stop=ifError=FLOW")
            .compile(sources);
    String actual =
        compilation.diagnostics().stream()
            .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
            .map(WireRefusalTest::line)
            .collect(Collectors.joining());
    Path golden = FOLDER.resolve(name + ".expected");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
    assertThat(actual.lines().filter(l -> l.contains(".java:")))
        .as("one root cause, one message")
        .hasSize(1);
  }

  private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject file = diagnostic.getSource();
    String place =
        file == null
            ? "nowhere"
            : file.getName().replaceAll(".*/", "") + ":" + diagnostic.getLineNumber();
    return place
        + ": "
        + diagnostic.getKind().toString().toLowerCase(Locale.ROOT)
        + ": "
        + diagnostic.getMessage(Locale.ROOT)
        + "\n";
  }

  @Test
  void shouldReachEveryIdOfRecords() throws IOException {
    Set<String> reached = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".expected")).toList()) {
        Matcher id = Pattern.compile("\\[(PLX-[A-Z]+-\\d+)]").matcher(Files.readString(file));
        assertThat(id.find()).as("%s has an id", file).isTrue();
        reached.add(id.group(1));
      }
    }
    reached.addAll(WireSchemaTest.IDS);
    Set<String> wanted = new TreeSet<>();
    for (DiagnosticId id : DiagnosticId.values()) {
      if (id.code().matches("PLX-WIRE-1..")) {
        wanted.add(id.code());
      }
    }
    assertThat(reached).isEqualTo(wanted);
  }
}
