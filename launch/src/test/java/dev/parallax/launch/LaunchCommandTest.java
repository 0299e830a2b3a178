package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.launch.ParallaxCommand.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parallax launch} as users run it. */
@Timeout(120)
@Tag("packaged")
class LaunchCommandTest {
  @TempDir Path directory;

  @Test
  void shouldSayNothingWhenAllIsWell() {
    assertThat(ParallaxCommand.run("launch", "fakesrc num-buffers=1 ! fakesink"))
        .isEqualTo(new Result(0, "", ""));
    assertThat(ParallaxCommand.run("launch", "fakesrc", "num-buffers=1", "!", "fakesink"))
        .isEqualTo(new Result(0, "", ""));
  }

  @Test
  void shouldExitWith1WhenAnElementFails() {
    Result result =
        ParallaxCommand.run(
            "launch", "filesrc location=" + directory.resolve("none") + " ! fakesink");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).startsWith("error: [PLX-RUN-001] filesrc0: ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void shouldExitWith2AndPrintACaretWhenTheStringIsWrong() {
    Result result = ParallaxCommand.run("launch", "fakesrc ! fakesnk");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("error: [PLX-PIPE-002]")
        .contains("did you mean fakesink")
        .contains("^^^^^^^");
    assertThat(ParallaxCommand.run("launch", "--nonsense").exit()).isEqualTo(2);
    assertThat(ParallaxCommand.run().exit()).isEqualTo(2);
  }

  @Test
  void shouldExitWith3WhenCapsDoNotFitAndWith0WhenConvertersMayBeInserted() {
    String pipeline =
        "videotestsrc num-buffers=2 ! video/x-raw,format=I420 ! videoscale !"
            + " video/x-raw,format=RGBA ! fakesink";
    Result refused = ParallaxCommand.run("launch", pipeline);

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).startsWith("error: [PLX-CAPS-003]").contains("∅").contains("fix ");
    assertThat(ParallaxCommand.run("launch", "--convert", pipeline))
        .isEqualTo(new Result(0, "", ""));
  }

  @Test
  void shouldKeepWhatWasMadeWhenTheStreamIsFaulty() throws IOException {
    Path flac = corpus("flac_ietf_subset");
    byte[] bytes = Files.readAllBytes(flac);
    int damage = bytes.length / 2;
    for (int i = damage; i < damage + 400; i++) {
      bytes[i] ^= 0x55;
    }
    Path damaged = Files.write(directory.resolve("damaged.flac"), bytes);
    Path pcm = directory.resolve("out.pcm");

    Result result =
        ParallaxCommand.run(
            "launch", "filesrc location=" + damaged + " ! flacdec ! filesink location=" + pcm);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).startsWith("error: [PLX-RUN-001] flacdec0: ").contains("frame");
    assertThat(Files.size(pcm)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void shouldFinishTheFileWhenASignalComes(String signal) throws IOException {
    Path wav = directory.resolve("a.wav");
    List<String> words =
        List.of(
            ParallaxCommand.script().toString(),
            "launch",
            "audiotestsrc is-live=true ! wavenc ! filesink location=" + wav);
    try (ParallaxCommand command = ParallaxCommand.start(ParallaxCommand.builder(words), true)) {
      command.await("samples in the file", () -> wav.toFile().length() > 20_000);
      command.signal(signal);
      Result result = command.result();

      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.err()).contains("ending the streams");
    }
    byte[] file = Files.readAllBytes(wav);
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(header.getInt(4)).as("RIFF size").isEqualTo(file.length - 8);
    Result read =
        ParallaxCommand.run("launch", "filesrc location=" + wav + " ! wavparse ! fakesink");
    assertThat(read).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void shouldStopAtOnceWhenTheSecondSignalComes() throws IOException {
    try (ParallaxCommand command = stuck()) {
      command.signalUntilDead("INT");
      Result result = command.result();

      assertThat(result.exit()).isEqualTo(130);
      assertThat(result.err()).contains("interrupted again: stopping at once");
    }
  }

  @Test
  void shouldStopAtOnceWhenTheStreamsDoNotEndInTime() throws IOException {
    try (ParallaxCommand command = stuck("--eos-timeout=0.2")) {
      command.signal("TERM");
      Result result = command.result();

      assertThat(result.exit()).isEqualTo(130);
      assertThat(result.err()).contains("timeoutMs=200");
    }
  }

  @Test
  void shouldGiveOneJsonObjectPerLineWhenAsked() {
    Result result =
        ParallaxCommand.run("launch", "--json", "fakesrc num-buffers=3 ! identity ! fakesink");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    List<Map<String, Object>> lines = result.out().lines().map(JsonReader::object).toList();
    assertThat(lines)
        .extracting(l -> l.get("type"))
        .contains("prepared", "state", "eos")
        .endsWith("end");
    assertThat(lines.getLast())
        .containsEntry("exit", 0.0)
        .containsEntry("buffers", 3.0)
        .containsEntry("drops", 0.0);
  }

  @Test
  void shouldTellErrorsAsJsonWhenAsked() {
    Result result = ParallaxCommand.run("launch", "--json", "fakesrc ! fakesnk");

    assertThat(result.exit()).isEqualTo(2);
    List<Map<String, Object>> lines = result.out().lines().map(JsonReader::object).toList();
    assertThat(lines.getFirst()).containsEntry("type", "error").containsEntry("id", "PLX-PIPE-002");
    assertThat(lines.getLast()).containsEntry("type", "end").containsEntry("exit", 2.0);
  }

  @Test
  void shouldLeaveStandardOutputToTheDataWhenThePipelineWritesThere() throws IOException {
    Path data = randomFile(5000);
    Path out = directory.resolve("out");
    ProcessBuilder builder =
        ParallaxCommand.builder(
            List.of(
                ParallaxCommand.script().toString(),
                "launch",
                "--json",
                "filesrc location=" + data + " ! fdsink"));
    try (ParallaxCommand command =
        ParallaxCommand.start(builder.redirectOutput(out.toFile()), false)) {
      Result result = command.result();

      assertThat(result.exit()).isZero();
      assertThat(result.err().lines().map(JsonReader::object).toList().getLast())
          .containsEntry("type", "end");
    }
    assertThat(out).hasSameBinaryContentAs(data);
  }

  @Test
  void shouldReadStandardInputWhenItIsAPipe() throws IOException {
    Path copy = directory.resolve("copy");
    byte[] data = new byte[300_000];
    new Random(7).nextBytes(data);
    List<String> words =
        List.of(
            ParallaxCommand.script().toString(),
            "launch",
            "fdsrc fd=0 ! queue ! filesink location=" + copy);
    try (ParallaxCommand command = ParallaxCommand.start(ParallaxCommand.builder(words), true)) {
      try (OutputStream in = command.process().getOutputStream()) {
        in.write(data);
      }
      assertThat(command.result()).isEqualTo(new Result(0, "", ""));
    }
    assertThat(copy).hasBinaryContent(data);
  }

  @Test
  void shouldDrawProgressOnATerminalOnly() {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/script")), "no script(1), which gives a terminal");
    String pipeline = "audiotestsrc is-live=true num-buffers=40 ! fakesink";
    Result terminal =
        ParallaxCommand.runWords(
            List.of(
                "/usr/bin/script",
                "-qec",
                ParallaxCommand.script() + " launch '" + pipeline + "'",
                "/dev/null"));
    Result pipe = ParallaxCommand.run("launch", pipeline);
    Result forced = ParallaxCommand.run("launch", "--progress", pipeline);

    assertThat(terminal.out())
        .contains("\r\033[K")
        .contains(" fps  ")
        .contains("40 buffers  0 drops");
    assertThat(pipe).isEqualTo(new Result(0, "", ""));
    assertThat(forced.err()).contains("40 buffers  0 drops\n").doesNotContain("\033");
  }

  /** A pipeline that can't end: nobody reads what it writes. */
  private ParallaxCommand stuck(String... options) throws IOException {
    Path marker = directory.resolve("marker");
    List<String> words = new ArrayList<>(List.of(ParallaxCommand.script().toString(), "launch"));
    words.addAll(List.of(options));
    words.add(
        "videotestsrc ! video/x-raw,format=RGB,width=320,height=240 ! tee name=t t. ! queue !"
            + " filesink location="
            + marker
            + " t. ! fdsink fd=1");
    ParallaxCommand command = ParallaxCommand.start(ParallaxCommand.builder(words), false);
    command.await("buffers in the file", () -> marker.toFile().length() > 0);
    return command;
  }

  private Path randomFile(int bytes) throws IOException {
    byte[] data = new byte[bytes];
    new Random(3).nextBytes(data);
    return Files.write(directory.resolve("data"), data);
  }

  private static Path corpus(String set) throws IOException {
    String given = System.getProperty("parallax.corpus");
    Path at = ParallaxCommand.root();
    Path corpus = given == null ? null : Path.of(given);
    while (corpus == null && at != null) {
      if (Files.isDirectory(at.resolve("shared/corpus"))) {
        corpus = at.resolve("shared/corpus");
      }
      at = at.getParent();
    }
    assumeTrue(
        corpus != null && Files.isDirectory(corpus.resolve(set)),
        "no corpus: set -Dparallax.corpus");
    try (var files = Files.list(corpus.resolve(set))) {
      return files.filter(f -> f.toString().endsWith(".flac")).sorted().findFirst().orElseThrow();
    }
  }
}
