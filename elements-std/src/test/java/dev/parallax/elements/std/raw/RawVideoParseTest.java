package dev.parallax.elements.std.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RawVideoParseTest {
  @TempDir Path dir;

  private static void run(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
    }
  }

  @Test
  void shouldEqualThePipelinesLayoutWhenNothingElseIsSaid() {
    for (PixelFormat format : PixelFormat.values()) {
      VideoFormat video = VideoFormat.of(format, 35, 17, Fraction.ZERO);
      assertThat(RawVideoLayout.of(video, "", "", 0)).isEqualTo(PlaneLayout.of(video));
    }
  }

  @Test
  void shouldSayWhatDoesNotFitWhenPropertiesAreWrong() {
    VideoFormat video = VideoFormat.of(PixelFormat.I420, 4, 4, Fraction.ZERO);
    for (String[] wrong :
        new String[][] {
          {"1,2", "", "plane-offsets has another number of planes"},
          {"1,2,3,4,5,6", "", "plane-offsets has another number of planes"},
          {"", "1,b,3", "plane-strides is no list of whole numbers"},
          {"", "4,-4,4", "plane-strides is no list of whole numbers"},
          {"0,4294967295,0", "", "plane-offsets is out of range"},
          {"", "3,4,4", "plane does not fit plane=0"}
        }) {
      assertThatThrownBy(() -> RawVideoLayout.of(video, wrong[0], wrong[1], 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[2]);
    }
    assertThatThrownBy(() -> RawVideoLayout.of(video, "", "", 10))
        .hasMessageContaining("plane does not fit");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4608, 100_000})
  void shouldGiveTheBytesBackWhenCutAnywhere(int blocksize) throws Exception {
    byte[] bytes = new byte[(64 * 48 * 3 / 2) * (blocksize == 1 ? 1 : 5)];
    new Random(1).nextBytes(bytes);
    Path in = Files.write(dir.resolve("in"), bytes);
    Path out = dir.resolve("out");
    run(
        "filesrc location=%s blocksize=%d ! rawvideoparse width=64 height=48 ! filesink location=%s"
            .formatted(in, blocksize, out));
    assertThat(out).hasSameBinaryContentAs(in);
  }

  @Test
  void shouldSayWhatTheNumbersMeanWhenColorimetryIsGiven() throws Exception {
    Path in = Files.write(dir.resolve("in"), new byte[64 * 48 * 3 / 2]);
    Path out = dir.resolve("out");
    String text =
        "filesrc location=%s ! rawvideoparse width=64 height=48 colorimetry=%s !"
            + " video/x-raw,colorimetry=1:4:0:0 ! filesink location=%s";
    run(text.formatted(in, "1:4:0:0", out));
    assertThat(out).hasSameBinaryContentAs(in);
    assertThatThrownBy(() -> run(text.formatted(in, "bt709", out)))
        .hasMessageContaining("colorimetry");
    assertThatThrownBy(() -> run(text.formatted(in, "bt7", out)))
        .hasMessageContaining("unknown colorimetry");
  }

  @Test
  void shouldLeaveOutGapsWhenStridesOffsetsAndFrameSizeAreGiven() throws Exception {
    byte[] bytes = new byte[2 * 40];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Path in = Files.write(dir.resolve("in"), bytes);
    Path out = dir.resolve("out");
    run(
        "filesrc location=%s blocksize=7 ! rawvideoparse format=gray8 width=4 height=3"
                .formatted(in)
            + " plane-offsets=5 plane-strides=10 frame-size=40 ! filesink location="
            + out);
    assertThat(Files.readAllBytes(out))
        .isEqualTo(
            new byte[] {
              5, 6, 7, 8, 15, 16, 17, 18, 25, 26, 27, 28, 45, 46, 47, 48, 55, 56, 57, 58, 65, 66,
              67, 68
            });
  }

  @Test
  void shouldWarnWhenTheLastPictureIsCutOff() throws Exception {
    Path in = Files.write(dir.resolve("in"), new byte[100]);
    Path out = dir.resolve("out");
    List<Message> messages = new ArrayList<>();
    String text =
        "filesrc location=%s ! rawvideoparse format=gray8 width=8 height=8 ! filesink location=%s"
            .formatted(in, out);
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.bus().listen(messages::add);
      pipeline.run();
    }
    assertThat(Files.size(out)).isEqualTo(64);
    assertThat(Arrays.toString(messages.toArray()))
        .contains("raw video ends within a picture, which is dropped picture=1 bytes=36 of=64");
  }
}
