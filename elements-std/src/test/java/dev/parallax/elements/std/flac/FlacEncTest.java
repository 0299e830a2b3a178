package dev.parallax.elements.std.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The encoder in pipelines. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlacEncTest {
  private static final String TONE =
      "audiotestsrc num-buffers=9 samplesperbuffer=1000 ! audio/x-raw,format=S16LE,channels=2 ! ";

  @TempDir Path dir;

  private static void run(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
    }
  }

  private byte[] file(String source) throws Exception {
    Path file = dir.resolve("a.flac");
    run(source + " ! filesink location=" + file);
    return Files.readAllBytes(file);
  }

  private static FlacStreamInfo info(byte[] file) {
    return FlacStreamInfo.parse(file, 8);
  }

  @Test
  void shouldCompleteTheHeaderWhenTheSinkCanWriteThere() throws Exception {
    byte[] file = file(TONE + "flacenc");
    assertThat(info(file).samples()).isEqualTo(9000);
    assertThat(info(file).hasMd5()).isTrue();
    assertThat(info(file).blockSize()).isEqualTo(4096);
    Decoded decoded = Decoded.of(file, 100_000);
    assertThat(decoded.warnings).isEmpty();
    assertThat(decoded.samples).isEqualTo(9000);
    assertThat(decoded.frames).isEqualTo(3);
  }

  @Test
  void shouldBeReadableWhenTheHeaderIsNotCompleted() throws Exception {
    ByteArrayOutputStream piped = new ByteArrayOutputStream();
    var sink =
        StdElements.appSink(b -> {
          if (dev.parallax.elements.std.io.FilePlace.of(b) < 0) {
            byte[] bytes = new byte[(int) b.size()];
            b.copyTo(0, bytes, 0, bytes.length);
            piped.writeBytes(bytes);
          }
        });
    try (Pipeline pipeline = Pipeline.parse(TONE + "flacenc ! ${sink}", Map.of("sink", sink))) {
      pipeline.run();
    }
    byte[] file = piped.toByteArray();
    assertThat(info(file).samples()).isZero();
    assertThat(info(file).hasMd5()).isFalse();
    assertThat(Decoded.of(file, 999).samples).isEqualTo(9000);
  }

  @Test
  void shouldGiveTheSamplesBackWhenDecodedAtOnce() throws Exception {
    Path raw = dir.resolve("raw");
    Path decoded = dir.resolve("decoded");
    run(
        TONE
            + "tee name=t  t. ! queue ! filesink location="
            + raw
            + "  t. ! queue ! flacenc quality=8 ! flacdec ! filesink location="
            + decoded);
    assertThat(decoded).hasSameBinaryContentAs(raw);
  }

  @Test
  void shouldGoOnWhenANewSegmentBegins() throws Exception {
    byte[] cut = file(TONE + "toycut ! flacenc");
    assertThat(info(cut).samples()).isEqualTo(9000);
    assertThat(Decoded.of(cut, 4096).frames).isEqualTo(3);
  }

  @Test
  void shouldHaveAHeaderWhenThereAreNoSamples() throws Exception {
    byte[] file = file("audiotestsrc num-buffers=0 ! audio/x-raw,format=S24LE ! flacenc");
    Decoded decoded = Decoded.of(file, 100);
    assertThat(decoded.samples).isZero();
    assertThat(decoded.formats).hasSize(1);
  }

  @Test
  void shouldReserveRoomWhenAsked() throws Exception {
    byte[] plain = file(TONE + "flacenc");
    byte[] roomy = file(TONE + "flacenc padding=1000 seekpoints=5");
    assertThat(roomy.length - plain.length).isEqualTo(4 + 1000 + 4 + 5 * 18);
    assertThat(Decoded.of(roomy, 4096).warnings).isEmpty();
  }

  @Test
  void shouldFollowPropertiesWhenTheyOverruleTheQuality() throws Exception {
    byte[] file = file(TONE + "flacenc quality=0 blocksize=300 max-lpc-order=12");
    assertThat(info(file).blockSize()).isEqualTo(300);
    assertThat(Decoded.of(file, 4096).frames).isEqualTo(30);
  }

  @Test
  void shouldSayWhatHelpsWhenTheFormatChanges() {
    assertThatThrownBy(() -> run("changingaudio num-buffers=20 ! flacenc ! fakesink"))
        .hasStackTraceContaining("flac can't change its format in mid-stream");
  }
}
