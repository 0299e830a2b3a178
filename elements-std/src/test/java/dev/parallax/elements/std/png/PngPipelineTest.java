package dev.parallax.elements.std.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.StdElements;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PngPipelineTest {
  @TempDir Path dir;

  private final List<PixelFormat> formats = new ArrayList<>();
  private final List<byte[]> frames = new ArrayList<>();

  private void run(String text) {
    var probe =
        StdElements.mapVideo(f -> {
          formats.add(f.format().format());
          byte[] rows = new byte[(int) f.size()];
          java.lang.foreign.MemorySegment.copy(
              f.segment(),
              java.lang.foreign.ValueLayout.JAVA_BYTE,
              f.offset(),
              rows,
              0,
              rows.length);
          frames.add(rows);
        });
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("probe", probe))) {
      pipeline.run();
    }
  }

  private static TinyPng.Kind kind(PngHeader.Color color, boolean transparency) {
    return new TinyPng.Kind(color, 8, false, transparency);
  }

  @ParameterizedTest
  @CsvSource({
    "GRAY, false, , GRAY8",
    "GRAY, true, , RGBA",
    "GRAY, false, 'video/x-raw,format=RGB !', RGB",
    "GRAY, false, 'video/x-raw,format=RGBA !', RGBA",
    "GRAY_ALPHA, false, , RGBA",
    "RGB, false, , RGB",
    "RGB, false, 'video/x-raw,format=RGBA !', RGBA",
    "PALETTE, false, , RGB",
    "PALETTE, true, , RGBA",
    "RGBA, false, , RGBA"
  })
  void shouldGiveTheDocumentedFormatWhenDecoded(
      PngHeader.Color color, boolean transparency, String filter, PixelFormat wanted)
      throws IOException {
    Path file = Files.write(dir.resolve("in.png"), TinyPng.file(kind(color, transparency), 19, 11));
    run(
        "filesrc location="
            + file
            + " blocksize=50 ! pngdec ! "
            + (filter == null ? "" : filter)
            + " ${probe} ! fakesink");
    assertThat(formats).containsExactly(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RGB", "RGBA", "GRAY8"})
  void shouldComeBackTheSameWhenEncodedAndDecoded(String format) {
    String source =
        "videotestsrc num-buffers=3 pattern=snow ! video/x-raw,width=50,height=31,format=" + format;
    run(source + " ! ${probe} ! fakesink");
    run(source + " ! pngenc compression-level=1 ! pngdec ! ${probe} ! fakesink");
    assertThat(frames).hasSize(6);
    for (int i = 0; i < 3; i++) {
      assertThat(pixels(frames.get(3 + i), format)).isEqualTo(pixels(frames.get(i), format));
    }
  }

  /** Rows without what lies between them. */
  private static byte[] pixels(byte[] frame, String format) {
    int bytes = 50 * (format.equals("GRAY8") ? 1 : format.length());
    int stride = frame.length / 31;
    byte[] packed = new byte[bytes * 31];
    for (int y = 0; y < 31; y++) {
      System.arraycopy(frame, y * stride, packed, y * bytes, bytes);
    }
    return packed;
  }

  @Test
  void shouldExchangeRedAndBlueWhenInputIsBgra() {
    String source = "videotestsrc num-buffers=1 ! video/x-raw,width=40,height=20,format=";
    run(source + "RGBA ! pngenc ! pngdec ! ${probe} ! fakesink");
    run(source + "BGRA ! pngenc ! pngdec ! ${probe} ! fakesink");
    assertThat(frames.get(1)).isEqualTo(frames.get(0));
  }

  @Test
  void shouldDecodeEveryPictureWhenThereAreSeveral() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (TinyPng.Kind kind : TinyPng.kinds()) {
      all.writeBytes(TinyPng.file(kind, 9, 14));
      all.writeBytes(new byte[] {'P', (byte) 0x89, 'P', 'N'});
    }
    Path file = Files.write(dir.resolve("in.png"), all.toByteArray());
    run(
        "filesrc location="
            + file
            + " blocksize=13 ! pngdec ! video/x-raw,format=RGBA ! ${probe} ! fakesink");
    assertThat(frames).hasSize(TinyPng.kinds().size());
  }

  @Test
  void shouldFailClearlyWhenFileIsCutOff() throws IOException {
    byte[] whole = TinyPng.file(kind(PngHeader.Color.RGB, false), 19, 11);
    for (int length : new int[] {3, 8, 20, 70, whole.length - 1}) {
      Path file = Files.write(dir.resolve("in.png"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> run("filesrc location=" + file + " ! pngdec ! ${probe} ! fakesink"))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("png is cut off offset=0x");
    }
  }

  @Test
  void shouldRefuseBeforeMemoryIsTakenWhenPictureIsTooLarge() throws IOException {
    byte[] hostile = TinyPng.file(kind(PngHeader.Color.RGB, false), 19, 11);
    Arrays.fill(hostile, 18, 20, (byte) 0x20);
    Arrays.fill(hostile, 22, 24, (byte) 0x20); // 8224 x 8224
    TinyPng.fixChecks(hostile);
    Path file = Files.write(dir.resolve("in.png"), hostile);
    assertThatThrownBy(() -> run("filesrc location=" + file + " ! pngdec ! ${probe} ! fakesink"))
        .hasMessageContaining("png is too large width=8224 height=8224");
    assertThatThrownBy(() ->
            run(
                "filesrc location="
                    + file
                    + " ! pngdec max-pixels=1000000000 ! ${probe} ! fakesink"))
        .hasMessageContaining("png image data is too short for its size width=8224");
  }

  @Test
  void shouldBeAcceptedByPngcheckWhenInstalled() throws Exception {
    Path pngcheck = Path.of("/usr/bin/pngcheck");
    Assumptions.assumeTrue(Files.isExecutable(pngcheck), "pngcheck is not there");
    for (String format : List.of("RGB", "RGBA", "BGRA", "GRAY8")) {
      for (int level : new int[] {0, 6, 9}) {
        Path file = dir.resolve("out.png");
        try (Pipeline p =
            Pipeline.parse(
                "videotestsrc num-buffers=1 ! video/x-raw,width=61,height=33,format="
                    + format
                    + " ! pngenc compression-level="
                    + level
                    + " ! filesink location="
                    + file)) {
          p.run();
        }
        Process check =
            new ProcessBuilder(pngcheck.toString(), "-q", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("said").toFile())
                .start();
        assertThat(check.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(dir.resolve("said"))).isEmpty();
        assertThat(check.exitValue()).isZero();
      }
    }
  }
}
