package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's wire records, compiled as users do it and run in a JVM of their own. */
class WireConsumerTest {
  private static final Path FOLDER = Path.of("src/test/resources/wire");
  private static final String EXPECTED =
      """
      größe SECOND Box[x=1, y=2] 3 OptionalInt[4] Optional[five] [6, 7] [Box[x=8, y=9]]
      true
      7 true größe SECOND 2 3 4 five 7 8 2
      parallax-wire 1
      record consumer.Main.Report
      field at i64
      field index bool
      field offset text(12)
      field length enum(FIRST,SECOND)
      field box record(consumer.other.Box,24)
      field bytes bytes(4)
      field from optional(i32)
      field to optional(text(8))
      field values list(3,i32)
      field boxes list(2,record(consumer.other.Box,24))
      end
      """;

  @TempDir private Path folder;

  private Workspace consumer() throws IOException {
    return new Workspace(folder)
        .source("src", "consumer.Main", Files.readString(FOLDER.resolve("consumer/Main.java")))
        .source("src", "consumer.other.Box", Files.readString(FOLDER.resolve("consumer/Box.java")));
  }

  private static String run(Workspace work, String... path) {
    String all = String.join(File.pathSeparator, path) + File.pathSeparator + Workspace.ALL;
    return work.java("-Dstdout.encoding=UTF-8", "-cp", all, "consumer.Main");
  }

  @Test
  void shouldCompileWithoutWarningsAndRunWhenJavacCompiles() throws IOException {
    Workspace work = consumer();
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
    assertThat(run(work, work.path("out").toString())).isEqualTo(EXPECTED);
  }

  @Test
  void shouldGenerateTheSameAndRunWhenEclipseCompiles() throws IOException {
    Workspace work = consumer();
    assertThat(work.ecj("ecj", Workspace.ALL, work.sources("src"))).isEmpty();
    assertThat(work.javac("javac", "", work.sources("src"))).isEmpty();
    assertThat(work.tree("gen-ecj")).isEqualTo(work.tree("gen-javac"));
    assertThat(run(work, work.path("ecj").toString())).isEqualTo(EXPECTED);
  }

  @Test
  void shouldGenerateTheSameWhenInnerRecordIsInAJar() throws IOException {
    Workspace work = consumer();
    assertThat(work.javac("all", "", work.sources("src"))).isEmpty();
    String box = work.path("src/consumer/other/Box.java").toString();
    String main = work.path("src/consumer/Main.java").toString();
    assertThat(work.javac("box", "", List.of(box))).isEmpty();
    String jar = work.jar("box.jar", "box").toString();
    String path = jar + File.pathSeparator + Workspace.ALL;
    assertThat(work.javac("main", path, List.of(main), "-Werror")).isEmpty();
    assertThat(work.ecj("ecj", path, List.of(main))).isEmpty();
    for (String generated : List.of("gen-main", "gen-ecj")) {
      work.tree(generated)
          .forEach((name, text) -> assertThat(work.tree("gen-all")).containsEntry(name, text));
      assertThat(work.tree(generated)).containsKey("consumer/ReportWire.java");
    }
    assertThat(run(work, work.path("main").toString(), jar)).isEqualTo(EXPECTED);
  }

  @Test
  void shouldGenerateTheseFilesWhenRecordIsCompiled() throws IOException {
    Workspace work = new Workspace(folder);
    String source = Files.readString(FOLDER.resolve("golden/Detection.java"));
    work.source("src", "golden.Detection", source);
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
    assertThat(work.tree("gen-out"))
        .containsOnlyKeys(
            "golden/BoxView.java",
            "golden/BoxWire.java",
            "golden/DetectionView.java",
            "golden/DetectionWire.java");
    for (String name : List.of("DetectionView.java", "DetectionWire.java")) {
      String text = work.tree("gen-out").getOrDefault("golden/" + name, "");
      Path golden = FOLDER.resolve("golden/" + name + ".golden");
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(golden, text);
      }
      assertThat(text).as(name).isEqualTo(Files.readString(golden));
    }
  }
}
