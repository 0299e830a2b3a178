package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process: exit codes, standard input, signals. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndToEndTest {
  private static final String BRANCHES =
      "videotestsrc num-buffers=300 ! video/x-raw,format=I420,width=1280,height=720 ! tee name=t "
          + " t. ! queue ! videoscale ! %s video/x-raw,format=RGB,width=320,height=180 ! pngenc"
          + " snapshot=true ! filesink location=%s  t. ! queue ! videoconvert !"
          + " video/x-raw,format=RGBA ! fakesink";

  @TempDir Path dir;

  private record Result(int code, String err) {}

  private Result run(String pipeline) throws IOException, InterruptedException {
    try (RealCommand command = RealCommand.start(dir, "launch", pipeline)) {
      int code = command.await();
      return new Result(code, command.err());
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  // ---- flac

  @ParameterizedTest
  @ValueSource(strings = {"flac_ietf_subset", "flac_ietf_other", "flac_misc"})
  void shouldGiveTheMd5OfStreaminfo(String set) throws Exception {
    CorpusFiles.Firm file = CorpusFiles.firmFlac(set).getFirst();
    Path out = dir.resolve("out.pcm");
    Result result =
        run("filesrc location=\"" + file.file() + "\" ! flacdec ! filesink location=" + out);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(CorpusTest.md5(out)).isEqualTo(file.md5());
  }

  @Test
  void shouldKeepWhatWasDecodedWhenFlacIsDamagedOrCutOff() throws Exception {
    CorpusFiles.Firm firm = CorpusFiles.firmFlac("flac_misc").getFirst();
    Path whole = dir.resolve("whole.pcm");
    assertThat(
            run("filesrc location=\"" + firm.file() + "\" ! flacdec ! filesink location=" + whole)
                .code())
        .isZero();
    byte[] samples = Files.readAllBytes(whole);
    byte[] flac = Files.readAllBytes(firm.file());
    byte[] damaged = flac.clone();
    damaged[flac.length / 2] ^= 0x10;
    byte[] cut = Arrays.copyOf(flac, flac.length * 2 / 3);
    for (byte[] faulty : List.of(damaged, cut)) {
      Path in = Files.write(dir.resolve("faulty.flac"), faulty);
      Path out = dir.resolve("out.pcm");
      Result result = run("filesrc location=" + in + " ! flacdec ! filesink location=" + out);
      assertThat(result.code()).isEqualTo(ExitCode.STREAM.code());
      assertThat(result.err())
          .containsPattern(
              "error: .*flacdec0: flac frame is (damaged|cut off) frame=\\d+ offset=0x[0-9a-f]+");
      byte[] kept = Files.readAllBytes(out);
      assertThat(kept.length).isBetween(samples.length / 4, samples.length - 1);
      assertThat(kept).isEqualTo(Arrays.copyOf(samples, kept.length));
    }
  }

  // ---- pictures

  @Test
  void shouldMakeThePictureWhenTwoBranchesRun() throws Exception {
    Path png = dir.resolve("a.png");
    Result result = run(BRANCHES.formatted("videoconvert !", png));
    assertThat(result.code()).as(result.err()).isZero();
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getHeight()).isEqualTo(180);
    // GStreamer's bars are at 100 %: white, yellow, cyan, green, magenta, red, blue.
    int[] bars = {0xffffff, 0xffff00, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0x0000ff};
    for (int i = 0; i < bars.length; i++) {
      int seen = image.getRGB(320 * (2 * i + 1) / 14, 40);
      for (int shift = 0; shift <= 16; shift += 8) {
        assertThat(seen >> shift & 0xff)
            .as("bar " + i + " shift " + shift)
            .isCloseTo(bars[i] >> shift & 0xff, org.assertj.core.data.Offset.offset(6));
      }
    }
  }

  @Test
  void shouldExplainWhenTheConverterIsMissing() throws Exception {
    Path png = dir.resolve("a.png");
    Result result = run(BRANCHES.formatted("", png));
    assertThat(result.code()).isEqualTo(ExitCode.NEGOTIATION.code());
    assertThat(result.err())
        .contains("[PLX-CAPS-003]")
        .contains("offers   video/x-raw {I420}")
        .contains("accepts  video/x-raw {RGB}")
        .contains("{I420} ∩ {RGB} = ∅")
        .contains("fix      insert videoconvert");
    assertThat(png).doesNotExist();
  }

  // ---- standard input, signals

  @Test
  void shouldDecodeStandardInputWhileOtherBranchesRun() throws Exception {
    CorpusFiles.Firm firm = CorpusFiles.firmFlac("flac_misc").getFirst();
    byte[] flac = Files.readAllBytes(firm.file());
    Path pcm = dir.resolve("out.pcm");
    Path other = dir.resolve("other");
    String pipeline =
        "fdsrc fd=0 ! flacdec ! filesink location="
            + pcm
            + "  audiotestsrc num-buffers=400 ! audio/x-raw,format=S16LE,channels=1 ! queue !"
            + " filesink location="
            + other;
    try (RealCommand command = RealCommand.start(dir, "launch", pipeline)) {
      try (OutputStream in = command.process().getOutputStream()) {
        in.write(flac, 0, flac.length / 2);
        in.flush();
        await("the other branch ends while input is missing", () -> size(other) == 400 * 1024 * 2);
        assertThat(command.process().isAlive()).isTrue();
        in.write(flac, flac.length / 2, flac.length - flac.length / 2);
      }
      assertThat(command.await()).as(command.err()).isZero();
    }
    assertThat(CorpusTest.md5(pcm)).isEqualTo(firm.md5());
  }

  @Test
  void shouldFinishTheFileWhenInterrupted() throws Exception {
    Path wav = dir.resolve("a.wav");
    try (RealCommand command =
        RealCommand.startHearing(
            dir,
            "launch",
            "audiotestsrc is-live=true samplesperbuffer=100 ! wavenc ! filesink location=" + wav)) {
      await("some samples are written", () -> size(wav) > 5000);
      new ProcessBuilder("kill", "-INT", Long.toString(command.process().pid())).start().waitFor();
      assertThat(command.await()).as(command.err()).isZero();
    }
    byte[] bytes = Files.readAllBytes(wav);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(header.getInt(4)).isEqualTo(bytes.length - 8);
    assertThat(header.getInt(40)).isEqualTo(bytes.length - 44);
    Path samples = dir.resolve("samples");
    assertThat(run("filesrc location=" + wav + " ! wavparse ! filesink location=" + samples).code())
        .isZero();
    assertThat(Files.size(samples)).isEqualTo(bytes.length - 44);
  }

  // ---- starvation

  @Test
  void shouldFailWithTheReasonWhenBranchesStarveEachOther() throws Exception {
    Path toys =
        Path.of("..", "elements-std", "target", "test-classes").toAbsolutePath().normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(toys), "no test elements: compile the tests of elements-std");
    byte[] container =
        new byte[4 * 20_002]; // two streams are opened, data comes for one of them only
    container[0] = 1;
    container[4] = 2;
    for (int at = 8; at < container.length; at += 4) {
      container[at] = 1;
      container[at + 1] = 1;
    }
    Path file = Files.write(dir.resolve("toy.bin"), container);
    String pipeline =
        "filesrc location="
            + file
            + " ! toydemux name=d  d. ! queue max-size-buffers=2 ! toymux name=m  d. ! queue"
            + " max-size-buffers=2 ! m.  m. ! fakesink";
    try (RealCommand command = RealCommand.start(dir, List.of(toys), "launch", pipeline)) {
      assertThat(command.await()).isEqualTo(ExitCode.STREAM.code());
      assertThat(command.err())
          .contains("PLX-RUN-002")
          .contains("m.in_1 waits for data")
          .contains("fix");
    }
  }
}
