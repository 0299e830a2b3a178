package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The code that the documents show compiles and does what they say, and what they quote of the
 * compiler is what it says. The documents copy these files by snippet comments. {@code
 * -Dgolden.update=true} writes the quotations anew.
 */
class DocumentsTest {
  private static final Path FOLDER = Path.of("src/test/resources/documents");
  private static final String FIX =
      "if the new output is right: -Dgolden.update=true here, then -Dparallax.docs.write=true for"
          + " the module checks (see CONTRIBUTING)";
  private static final String EVERY_ELEMENT =
      """
      peak 0.5
      pixel 0
      line 0 one
      line 1 two
      line 0 three
      line 1 four
      merged 0 0 one
      merged 0 1 two
      merged 0 0 three
      merged 0 1 four
      sorted two
      sorted four
      mixed 127
      mixed 127
      settled 1 four
      in turn 0 one
      in turn 1 two
      in turn 0 three
      in turn 1 four
      in turn 0 one
      in turn 1 two
      in turn 0 three
      in turn 1 four
      difference 255
      {my/number=0, carrying Tag} Tag[number=0]
      {my/number=1, carrying Tag} Tag[number=1]
      """;

  private static final String TYPED_OPERATORS =
      """
      [1² = 1, 3² = 9, 5² = 25]
      loudest 0.400
      per second [7, 5]
      paid [4.5, 6.0, 10.0]
      {false=3, true=0}
      doubled [2, 4]
      file [ann, bob, ann]
      """;

  @TempDir Path folder;

  /** What the command javac prints, run in the folder of the sources. */
  private String javac(String sources) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-Xlint:all,-processing",
                "-classpath",
                Workspace.ALL,
                "-processorpath",
                Workspace.ALL));
    command.addAll(List.of("-d", folder.toString()));
    try (Stream<Path> files = Files.list(FOLDER.resolve(sources))) {
      files
          .map(Path::toString)
          .filter(name -> name.endsWith(".java"))
          .sorted()
          .forEach(command::add);
    }
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(writer, writer, command.toArray(String[]::new));
    writer.flush();
    return printed.toString().replace(FOLDER.resolve(sources) + File.separator, "");
  }

  private String java(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "--add-modules=jdk.incubator.vector",
                "-cp",
                folder + File.pathSeparator + Workspace.ALL,
                main));
    command.addAll(List.of(arguments));
    return new Workspace(folder)
        .java(command.toArray(String[]::new))
        .lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void shouldCompileWithoutWarningsAndRunWhenADocumentShowsIt() throws IOException {
    assertThat(javac("sound")).isEmpty();
    assertThat(java("sound.All", folder.resolve("lines.txt").toString())).isEqualTo(EVERY_ELEMENT);
    quoted("sound/program.txt", java("sound.FirstProgram"));
    assertThat(java("sound.Typed", folder.resolve("orders.txt").toString()))
        .isEqualTo(TYPED_OPERATORS);
    assertThat(java("sound.Recording", folder.toString()))
        .isEqualTo("2.0 PlanCounts[used=1, refused=0, reason=]\n");
    assertThat(java("sound.ChainTest")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mismatch, javac.txt",
    "refusal, javac.txt",
    "checked, javac.txt",
    "chain, javac.txt"
  })
  void shouldSayWhatADocumentQuotesWhenCodeIsWrong(String sources, String quotation)
      throws IOException {
    quoted(sources + "/" + quotation, "$ javac ...\n" + javac(sources));
  }

  private static void quoted(String file, String said) throws IOException {
    Path path = FOLDER.resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(path, said);
    }
    assertThat(said).as(FIX).isEqualTo(Files.readString(path));
  }
}
