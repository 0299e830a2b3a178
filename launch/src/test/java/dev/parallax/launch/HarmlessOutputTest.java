package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.ForeignText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever words, names and files the command is given, a terminal does not obey what it prints.
 */
class HarmlessOutputTest {
  private static final String EVIL =
      "\033[2J\033]0;title\007\u009b1m\u202e\u2066\r" + Character.toString(0xe0041);

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode run(String... words) {
    return new Cli(print(out), print(err)).run(words);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private void assertHarmless() {
    String printed = printed();
    assertThat(printed).isNotEmpty();
    assertThat(printed.replace("\n", "").codePoints().allMatch(ForeignText::isHarmless))
        .as(printed)
        .isTrue();
  }

  /** {@code %} stands for what is evil. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "help|%",
        "launch|%",
        "launch|--%",
        "launch|--json|fakesrc x=% ! fakesink",
        "launch|-v|fakesrc num-buffers=1 ! fakesink name=\"%\"",
        "launch|--isolate=%|fakesrc num-buffers=1 ! fakesink",
        "launch|--restarts=%|fakesrc num-buffers=1 ! fakesink",
        "launch|--eos-timeout=%|fakesrc num-buffers=1 ! fakesink",
        "launch|--plugins=/none%|fakesrc num-buffers=1 ! %",
        "launch|filesrc location=\"/none/%\" ! fakesink",
        "launch|--json|filesrc location=\"/none/%\" ! fakesink",
        "launch|-v|fakesrc num-buffers=1 ! video/x-raw,format=\"%\" ! fakesink",
        "explain|%",
        "explain|fakesrc ! application/octet-stream,x=\"%\" ! fakesink",
        "graph|fakesrc ! fakesink name=\"%\"",
        "graph|--format=mermaid|fakesrc ! application/octet-stream,x=\"%\" ! fakesink",
        "inspect|%",
        "check|/none/%",
        "rtcheck|/none/%",
        "trust|/none/%",
        "trust|--revoke|/none/%",
        "completion|%",
        "top|%"
      })
  void shouldNotObeyWordsOfTheCommand(String words) {
    ExitCode unused = run(words.replace("%", EVIL).split("\\|"));
    assertHarmless();
  }

  @Test
  void shouldNotObeyAFileThatIsChecked() throws IOException {
    Path file = Files.writeString(folder.resolve("evil.pipeline"), "fakesrc ! " + EVIL + "\n");
    assertThat(run("check", file.toString())).isNotEqualTo(ExitCode.OK);
    assertHarmless();
  }

  /** Headers that their readers quote. */
  @Test
  void shouldNotObeyAStreamThatIsWrong() throws IOException {
    for (String head : List.of("YUV4MPEG2 W" + EVIL + " H1\n", "RIFF" + EVIL, "fLaC" + EVIL)) {
      Path file = Files.writeString(folder.resolve("evil"), head);
      for (String element : List.of("y4mdec", "wavparse", "flacdec")) {
        for (String option : List.of("-v", "--json")) {
          assertThat(
                  run(
                      "launch",
                      option,
                      "filesrc location=" + file + " ! " + element + " ! fakesink"))
              .isNotEqualTo(ExitCode.OK);
        }
      }
    }
    assertHarmless();
  }

  @Test
  void shouldKeepWhatIsRawWhenWeWantIt() {
    try (PrintStream harmless = new HarmlessStream(print(out))) {
      harmless.print('\033');
      harmless.print(new char[] {'\r', 'a'});
      harmless.println((Object) "\u202e");
      harmless.printf("%s%n", "\u0007 b");
      HarmlessStream.raw(harmless, "\033[K");
      harmless.print((String) null);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\\u001b\\u000da\\u202e\n\\u0007 b\n\033[Knull");
  }
}
