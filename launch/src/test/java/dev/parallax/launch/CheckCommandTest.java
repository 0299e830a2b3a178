package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parallax check}: what it finds in which files, and what it says. */
class CheckCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode check(String name, String text, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    List<String> words = new ArrayList<>(List.of("check"));
    words.addAll(List.of(options));
    words.add(file.toString());
    return new Cli(print(out), print(err)).run(words.toArray(String[]::new));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
  }

  private String summary() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldSayNothingWhenAPipelineFileIsRight() throws IOException {
    assertThat(
            check(
                "tone.pipeline",
                """
                # a tone
                audiotestsrc num-buffers=${n} ! wavenc
                  ! filesink location=${folder}/a.wav
                """))
        .isEqualTo(ExitCode.OK);
    assertThat(errors()).isEmpty();
    assertThat(summary()).isEqualTo("1 pipelines checked, 0 wrong, 0 not checked\n");
  }

  @Test
  void shouldSayWhatTheCompilerSaysWhenAPipelineFileIsWrong() throws IOException {
    assertThat(check("tone.pipeline", "audiotestsrc ! pngenc ! fakesink\n"))
        .isEqualTo(ExitCode.NEGOTIATION);
    assertThat(errors())
        .startsWith(
            """
            tone.pipeline:1: error: [PLX-CAPS-003] audiotestsrc0.out cannot feed pngenc0.in
              "audiotestsrc ! pngenc ! fakesink
                              ^^^^^^
            """);
    assertThat(summary()).isEqualTo("1 pipelines checked, 1 wrong, 0 not checked\n");
  }

  @Test
  void shouldFindCommandsWhenAScriptHasThem() throws IOException {
    assertThat(
            check(
                "run.sh",
                """
                #!/bin/sh
                ./parallax launch "audiotestsrc num-buffers=$n ! wavenc ! filesink location=${1}.wav" && echo done
                parallax launch -q fakesrc num-buffers=3 '!' \\
                  fakesnk | cat
                # parallax check: skip
                parallax launch "fakesrc ! wrong on purpose"
                parallax launch "$whole ! fakesink"; parallax launch "`cat x` ! fakesink"
                parallax launch -c "videotestsrc ! video/x-raw,format=I420 ! pngenc ! fakesink" > x
                parallax list ; otherparallax launch "x ! y"
                parallax launch --nonsense "fakesrc ! fakesink"
                """))
        .isEqualTo(ExitCode.USAGE);
    assertThat(errors())
        .isEqualTo(
            """
            run.sh:3: error: [PLX-PIPE-002] no element is named fakesnk
              "fakesrc num-buffers=3 ! fakesnk"
                                       ^^^^^^^
              fix      did you mean fakesink or fakesrc?
            run.sh:7: not checked: it depends on the shell
            run.sh:10: not checked: launch has no option --nonsense
            """);
    assertThat(summary()).isEqualTo("4 pipelines checked, 1 wrong, 2 not checked\n");
  }

  @Test
  void shouldNotJudgeWhenAVariableStandsForMoreThanAValue() throws IOException {
    assertThat(
            check("run.sh", "parallax launch \"videotestsrc ! video/x-raw,width=$w ! fakesink\""))
        .isEqualTo(ExitCode.OK);
    assertThat(errors())
        .isEqualTo(
            "run.sh:1: not checked: a variable of the shell decides: a placeholder stands in a"
                + " caps filter offset=33\n");
  }

  @Test
  void shouldKnowElementsOfPluginsAndRunNoneOfTheirCodeWhenAFolderIsNamed() throws IOException {
    Path mark = folder.resolve("mark");
    Path plugins = folder.resolve("plugins");
    new PluginProject(folder.resolve("project"), PluginProject.marking(mark))
        .jar(plugins.resolve("demo.jar"), "1");
    Files.writeString(plugins.resolve("broken.jar"), "PK no zip");
    String script =
        """
        parallax launch "fakesrc ! mark value=7 ! fakesink"
        parallax launch "fakesrc ! mark value=300 ! fakesink"
        parallax launch "fakesrc ! mrk ! fakesink"
        """;

    assertThat(check("run.sh", script)).isEqualTo(ExitCode.USAGE);
    assertThat(summary()).isEqualTo("3 pipelines checked, 3 wrong, 0 not checked\n");
    err.reset();
    out.reset();
    assertThat(check("run.sh", script, "--plugins=" + folder.resolve("none") + ":" + plugins))
        .isEqualTo(ExitCode.USAGE);
    assertThat(errors())
        .contains("warning: [PLX-PLUG-001] plugin is not used jar=plugins/broken.jar")
        .contains("run.sh:2: error: [PLX-PROP-003] value is out of range")
        .contains("run.sh:3: error: [PLX-PIPE-002] no element is named mrk")
        .contains("did you mean mark");
    assertThat(summary()).isEqualTo("3 pipelines checked, 2 wrong, 0 not checked\n");
    assertThat(mark).doesNotExist();
    assertThat(System.getProperty("demo.ran")).isNull();
  }

  @Test
  void shouldFailWhenAFileCannotBeRead() {
    ExitCode exit = new Cli(print(out), print(err)).run("check", folder.resolve("none").toString());
    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).startsWith("none: error: can't be read: ");
  }

  @Test
  void shouldEndWhenQuotesHaveNoEnd() {
    for (String hostile :
        List.of(
            "parallax launch '! ".repeat(2000),
            "parallax launch \"! ".repeat(2001),
            "parallax launch ! ${",
            "parallax launch ! \\",
            "parallax launch ! $")) {
      assertThat(PipelinesInFiles.inCommands(hostile)).hasSizeLessThan(2002);
    }
  }
}
