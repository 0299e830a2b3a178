package dev.parallax.elements.std.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.StdElements;
import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.pipeline.Message;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JpegPipelineTest {
  @TempDir Path dir;

  private record Seen(PixelFormat format, int width, int height, long pts, int flags) {}

  private final List<Seen> seen = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private void run(String text) {
    var probe =
        StdElements.mapVideo(f -> {
          VideoFormat format = f.format();
          seen.add(new Seen(format.format(), f.width(), f.height(), f.pts(), f.flags()));
        });
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("probe", probe))) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof Message.Warning warning) {
              warnings.add(warning.text());
            }
          });
      pipeline.run();
    }
  }

  private static byte[] picture(PixelFormat format, int width, int height) {
    return MadeJpeg.of(format, width, height, JpegSubsampling.YUV420, 0, false, 80, 1).jpeg();
  }

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return Files.write(dir.resolve("in.jpg"), all.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "GRAY8, , GRAY8",
    "I420, , I420",
    "RGB, , I420",
    "GRAY8, 'video/x-raw,format=I420 !', I420",
    "GRAY8, 'video/x-raw,format=I420,colorimetry=bt601 !', I420",
    "RGB, 'video/x-raw,format=I420,colorimetry=bt601 !', I420",
    "GRAY8, 'video/x-raw,format=RGB !', RGB",
    "I420, 'video/x-raw,format=RGB !', RGB"
  })
  void shouldChooseAFormatThatIsTakenWhenThereAreSeveral(
      PixelFormat of, String filter, PixelFormat wanted) throws IOException {
    Path file = file(picture(of, 33, 17));
    run(
        "filesrc location="
            + file
            + " blocksize=100 ! jpegdec ! "
            + (filter == null ? "" : filter)
            + " ${probe} ! fakesink");
    assertThat(seen).containsExactly(new Seen(wanted, 33, 17, Buffer.NO_TIME, 0));
  }

  @Test
  void shouldFollowWhenPicturesOfAStreamDiffer() throws IOException {
    Path file =
        file(
            picture(PixelFormat.I420, 33, 17),
            picture(PixelFormat.I420, 33, 17),
            new byte[100],
            picture(PixelFormat.GRAY8, 16, 40));
    run("filesrc location=" + file + " blocksize=777 ! jpegdec ! ${probe} ! fakesink");
    assertThat(seen)
        .extracting(Seen::format)
        .containsExactly(PixelFormat.I420, PixelFormat.I420, PixelFormat.GRAY8);
    assertThat(seen).extracting(Seen::height).containsExactly(17, 17, 40);
    assertThat(warnings).containsExactly("jpeg is followed by other data bytes=100");
  }

  @Test
  void shouldKeepTimesWhenPacketsAreDecoded() {
    run(
        "videotestsrc num-buffers=4 ! video/x-raw,width=48,height=32,framerate=25/1 ! jpegenc !"
            + " jpegdec ! ${probe} ! fakesink");
    assertThat(seen)
        .extracting(Seen::pts)
        .containsExactly(0L, 40_000_000L, 80_000_000L, 120_000_000L);
  }

  @Test
  void shouldFailClearlyWhenFileIsCutOff() throws IOException {
    byte[] whole = picture(PixelFormat.I420, 64, 64);
    for (int length : new int[] {1, 3, 30, 400, whole.length - 40}) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> run("filesrc location=" + file + " ! jpegdec ! ${probe} ! fakesink"))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("jpeg picture is cut off");
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void shouldDecodeWhenOnlyEoiIsMissing() throws IOException {
    byte[] whole = picture(PixelFormat.I420, 64, 64);
    Path file = file(Arrays.copyOf(whole, whole.length - 2));
    run("filesrc location=" + file + " ! jpegdec ! ${probe} ! fakesink");
    assertThat(seen).extracting(Seen::flags).containsExactly(0);
    assertThat(warnings).hasSize(1).allMatch(w -> w.contains("jpeg ends without EOI"));
  }

  @Test
  void shouldMarkThePictureWhenItsLastScanIsMissing() throws IOException {
    byte[] whole = TinyProgressive.file(33, 17, false);
    int lastScan = whole.length - 2;
    while (whole[lastScan] != -1 || whole[lastScan + 1] != (byte) 0xda) {
      lastScan--;
    }
    Path file = file(Arrays.copyOf(whole, lastScan));
    run("filesrc location=" + file + " ! jpegdec ! ${probe} ! fakesink");
    assertThat(seen).extracting(Seen::flags).containsExactly(Buffer.CORRUPTED);
    assertThat(warnings).hasSize(1).allMatch(w -> w.contains("jpeg ends without EOI"));
  }

  @Test
  void shouldMarkThePictureWhenDataOfAScanEndsEarly() throws IOException {
    byte[] whole = picture(PixelFormat.I420, 64, 64);
    byte[] cut = Arrays.copyOf(whole, whole.length - 60);
    Path file = file(cut, new byte[] {(byte) 0xff, (byte) 0xd9});
    run("filesrc location=" + file + " ! jpegdec ! ${probe} ! fakesink");
    assertThat(seen).extracting(Seen::flags).containsExactly(Buffer.CORRUPTED);
    assertThat(warnings).hasSize(1).allMatch(w -> w.contains("data ends before a marker"));
  }

  @Test
  void shouldRefuseBeforeMemoryIsTakenWhenPictureIsTooLarge() throws IOException {
    byte[] hostile = picture(PixelFormat.GRAY8, 8, 8);
    for (int i = 0; i < hostile.length - 9; i++) {
      if (hostile[i] == -1 && hostile[i + 1] == (byte) 0xc0) {
        Arrays.fill(hostile, i + 5, i + 9, (byte) 0x7f); // 32639 x 32639
      }
    }
    Path file = file(hostile);
    assertThatThrownBy(() -> run("filesrc location=" + file + " ! jpegdec ! ${probe} ! fakesink"))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("jpeg is too large width=32639 height=32639")
        .hasMessageContaining("max-pixels=67108864 offset=0x0");
  }

  /** JPEG has the matrix of BT.601; what comes from high definition is brought to it. */
  @ParameterizedTest
  @ValueSource(strings = {"bt601", "bt709", "1:4:0:0", "bt2020"})
  void shouldKeepColorsWhenInputHasAnotherColorimetry(String colorimetry) {
    List<int[]> corners = new ArrayList<>();
    var probe =
        StdElements.mapVideo(
            f -> corners.add(new int[] {f.u8(0, 0, 0), f.u8(0, 1, 0), f.u8(0, 2, 0)}));
    String text =
        "videotestsrc num-buffers=1 pattern=solid-color foreground-color=0xffb43c50 !"
            + " video/x-raw,format=RGB,width=32,height=32 ! videoconvert !"
            + " video/x-raw,format=I420,colorimetry="
            + colorimetry
            + " ! jpegenc quality=100 ! jpegdec ! videoconvert ! video/x-raw,format=RGB !"
            + " ${probe} ! fakesink";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("probe", probe))) {
      pipeline.run();
    }
    int[] wanted = {0xb4, 0x3c, 0x50};
    for (int c = 0; c < 3; c++) {
      assertThat(corners.get(0)[c]).isBetween(wanted[c] - 4, wanted[c] + 4);
    }
  }

  @Test
  void shouldEndAfterOnePictureWhenSnapshot() {
    run("videotestsrc ! jpegenc snapshot=true ! jpegdec ! ${probe} ! fakesink");
    assertThat(seen).hasSize(1);
  }
}
