package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Pipelines that documents show are negotiated, and what documents quote of the command is what it
 * says.
 *
 * <p>In Markdown, blocks {@code sh} have commands {@code ./parallax launch "..."} and blocks {@code
 * pipeline} one pipeline a paragraph; all of these must fit. Quotations are files in {@code
 * documents}: a command, and what it prints; {@code -Dgolden.update=true} writes them anew.
 */
class DocumentsTest {
  private static final Path QUOTATIONS = Path.of("src/test/resources/documents");
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|pipeline)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile(
          "^\\./parallax (?:launch|explain|graph)(?: -\\S+)* \"(.*?)\"",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final String FIX =
      "if the new output is right: -Dgolden.update=true here, then -Dparallax.docs.write=true for"
          + " the module checks (see CONTRIBUTING)";
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TestFactory
  Stream<DynamicTest> shouldNegotiateWhenADocumentShowsAPipeline() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      for (String pipeline : pipelines(Files.readString(document))) {
        tests.add(
            DynamicTest.dynamicTest(
                document.getFileName() + ": " + pipeline, () -> negotiate(pipeline)));
      }
    }
    assertThat(tests).as("pipelines in documents").hasSizeGreaterThan(20);
    return tests.stream();
  }

  private static void negotiate(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertThat(pipeline.explain().elements()).isNotEmpty();
    } catch (ParallaxException e) {
      throw new AssertionError(
          "a document shows a pipeline that does not run\n" + e.getMessage(), e);
    }
  }

  private static List<String> pipelines(String document) {
    List<String> pipelines = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(document).results().toList()) {
      if (block.group(1).equals("pipeline")) {
        pipelines.addAll(List.of(block.group(2).strip().split("\\n\\s*\\n")));
      } else {
        COMMAND
            .matcher(block.group(2))
            .results()
            .forEach(c -> pipelines.add(c.group(1).replace("\\\n", "")));
      }
    }
    return pipelines;
  }

  /** The README and what lies in docs. */
  private static List<Path> documents() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(root.resolve("parallax"))) {
      root = root.getParent();
      assertThat(root)
          .as("folder with the script parallax, above the working directory")
          .isNotNull();
    }
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      List<Path> documents =
          new ArrayList<>(docs.filter(f -> f.toString().endsWith(".md")).sorted().toList());
      documents.add(root.resolve("README.md"));
      return documents;
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldSayWhatADocumentQuotesWhenTheCommandRuns() throws IOException {
    try (Stream<Path> files = Files.list(QUOTATIONS)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    String quoted = Files.readString(file);
    String command = quoted.lines().findFirst().orElseThrow();
    assertThat(command).startsWith("$ ./parallax ");
    String said = command + "\n" + run(command.substring("$ ./parallax ".length()));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, said);
    }
    assertThat(withoutLines(said)).as(FIX).isEqualTo(withoutLines(Files.readString(file)));
  }

  /** Where an element stands in its file is no reason to touch a document. */
  private static String withoutLines(String text) {
    return text.replaceAll("\\.java:\\d+\\)", ".java)");
  }

  private static String run(String line) {
    String[] words =
        WORD.matcher(line)
            .results()
            .map(w -> w.group(1) == null ? w.group(2) : w.group(1))
            .toArray(String[]::new);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      new Cli(out, out).run(words);
    }
    return bytes.toString(StandardCharsets.UTF_8).replaceAll("(?m) +$", "").stripTrailing() + "\n";
  }
}
