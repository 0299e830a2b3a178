package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.ChromaSite;
import dev.parallax.model.format.Colorimetry;
import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConverterTest {
  private static final int[][] SIZES = {
    {1, 1}, {2, 1}, {1, 2}, {3, 3}, {5, 2}, {7, 5}, {15, 3}, {16, 2}, {17, 4}, {31, 2}, {32, 5},
    {33, 3}, {63, 2}, {64, 3}, {67, 33}, {130, 7}
  };

  static Stream<Arguments> pairs() {
    return Pictures.formats().flatMap(from -> Pictures.formats().map(to -> Arguments.of(from, to)));
  }

  private static VideoFormat format(PixelFormat format, int width, int height) {
    return new VideoFormat(format, width, height, Fraction.ZERO);
  }

  private static VideoFormat format(
      PixelFormat format, int width, int height, String colors, ChromaSite site) {
    return new VideoFormat(format, width, height, Fraction.ZERO, Colorimetry.parse(colors), site);
  }

  private static Picture convert(
      Arena arena, Picture in, PixelFormat to, int padding, RowKernels rows) {
    VideoFormat from = format(in.format(), in.width(), in.height());
    return convert(arena, in, from, format(to, in.width(), in.height()), true, padding, rows);
  }

  private static Picture convert(
      Arena arena,
      Picture in,
      VideoFormat from,
      VideoFormat to,
      boolean linear,
      int padding,
      RowKernels rows) {
    Picture out = Pictures.noise(arena, to.format(), in.width(), in.height(), padding, 99);
    new Converter(from, to, linear, RowChoice.only(rows)).convert(in, out);
    return out;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldGiveSameBytesWhenVectorsAreUsed(PixelFormat from, PixelFormat to) {
    assumeTrue(VectorSupport.usable(), "no vectors in this JVM");
    for (int[] size : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Pictures.noise(arena, from, size[0], size[1], 5, 7);
        byte[] scalar = Pictures.bytes(convert(arena, in, to, 3, ScalarRows.INSTANCE));
        byte[] vector = Pictures.bytes(convert(arena, in, to, 3, VectorSupport.rows()));
        assertThat(vector).as("%dx%d", size[0], size[1]).isEqualTo(scalar);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldLeaveBytesOutsideThePlanesAlone(PixelFormat from, PixelFormat to) {
    for (int[] size : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Pictures.noise(arena, from, size[0], size[1], 0, 7);
        byte[] source = Pictures.bytes(in);
        byte[] before = Pictures.outside(Pictures.noise(arena, to, size[0], size[1], 9, 99));
        byte[] after = Pictures.outside(convert(arena, in, to, 9, VectorSupport.rows()));
        assertThat(after).as("%dx%d", size[0], size[1]).isEqualTo(before);
        assertThat(Pictures.bytes(in)).isEqualTo(source);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldBeWithinOneLevelOfExactArithmetic(PixelFormat from, PixelFormat to) {
    for (int[] size : new int[][] {{1, 1}, {3, 3}, {67, 33}}) {
      for (boolean linear : new boolean[] {true, false}) {
        check(format(from, size[0], size[1]), format(to, size[0], size[1]), linear);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldBeWithinOneLevelWhenColorimetriesAndSitesDiffer(PixelFormat from, PixelFormat to) {
    String[][] colors = {
      {"bt709", "bt601"},
      {"bt601", "bt2020"},
      {"1:4:0:0", "bt601"},
      {"bt709", "1:3:5:1"},
      {"smpte240m", "smpte240m"}
    };
    ChromaSite[][] sites = {
      {ChromaSite.MPEG2, ChromaSite.JPEG},
      {ChromaSite.JPEG, ChromaSite.MPEG2},
      {ChromaSite.COSITED, ChromaSite.COSITED},
      {ChromaSite.JPEG, ChromaSite.V_COSITED},
      {ChromaSite.V_COSITED, ChromaSite.MPEG2}
    };
    for (int i = 0; i < colors.length; i++) {
      for (ChromaSite[] site : sites) {
        check(
            format(from, 39, 9, PixelFormats.isRgb(from) ? "sRGB" : colors[i][0], site[0]),
            format(to, 39, 9, PixelFormats.isRgb(to) ? "sRGB" : colors[i][1], site[1]),
            true);
      }
    }
  }

  /** Noise by both kinds of loops against the reference. */
  private static void check(VideoFormat from, VideoFormat to, boolean linear) {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, from.format(), from.width(), from.height(), 1, 11);
      Picture out = convert(arena, in, from, to, linear, 2, VectorSupport.rows());
      Picture plain = convert(arena, in, from, to, linear, 2, ScalarRows.INSTANCE);
      assertThat(Pictures.bytes(out)).isEqualTo(Pictures.bytes(plain));
      ExactColor exact = new ExactColor(in, from, to, linear);
      for (int c = 0; c < ExactColor.components(to.format()); c++) {
        for (int y = 0; y < ExactColor.rows(to, c); y++) {
          for (int x = 0; x < ExactColor.columns(to, c); x++) {
            double wanted = Math.rint(exact.level(c, x, y));
            if (Math.abs(ExactColor.level(out, c, x, y) - wanted) > 1) {
              assertThat((double) ExactColor.level(out, c, x, y))
                  .as("%s to %s linear=%s component=%d %d,%d", from, to, linear, c, x, y)
                  .isCloseTo(wanted, within(1.0));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "I420,NV12",
    "NV12,I420",
    "YUYV,UYVY",
    "UYVY,YUYV",
    "RGBA,BGRA",
    "RGB,BGRA",
    "RGBA,RGB"
  })
  void shouldOnlyMoveSamplesWhenFormatsDifferInOrder(PixelFormat from, PixelFormat to) {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, from, 67, 7, 0, 3);
      Picture out = convert(arena, in, to, 0, VectorSupport.rows());
      VideoFormat format = format(to, 67, 7);
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < ExactColor.rows(format, c); y++) {
          for (int x = 0; x < ExactColor.columns(format, c); x++) {
            assertThat(ExactColor.level(out, c, x, y)).isEqualTo(ExactColor.level(in, c, x, y));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldKeepLumaWhenBothHaveIt(PixelFormat to) {
    if (PixelFormats.isRgb(to) || to == PixelFormat.GRAY8) {
      return;
    }
    int step = PixelFormats.bits(to) == 10 ? 4 : 1;
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, PixelFormat.I420, 67, 7, 0, 3);
      Picture out = convert(arena, in, to, 0, VectorSupport.rows());
      for (int y = 0; y < 7; y++) {
        for (int x = 0; x < 67; x++) {
          assertThat(ExactColor.level(out, 0, x, y)).isEqualTo(step * Pictures.u8(in, 0, x, y));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldComeBackUnchangedWhenTenBitsAreMadeOfEight(PixelFormat format) {
    if (format != PixelFormat.I420 && format != PixelFormat.NV12) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, format, 67, 7, 0, 3);
      Picture ten = convert(arena, in, PixelFormat.I420_10LE, 0, VectorSupport.rows());
      Picture back = convert(arena, ten, format, 0, VectorSupport.rows());
      VideoFormat video = format(format, 67, 7);
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < ExactColor.rows(video, c); y++) {
          for (int x = 0; x < ExactColor.columns(video, c); x++) {
            assertThat(ExactColor.level(back, c, x, y)).isEqualTo(ExactColor.level(in, c, x, y));
          }
        }
      }
    }
  }

  @Test
  void shouldGiveSameBytesWhileLoopsAreChosenRowByRow() {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, PixelFormat.I420, 333, 101, 0, 1);
      byte[] plain = Pictures.bytes(convert(arena, in, PixelFormat.RGB, 0, ScalarRows.INSTANCE));
      Converter mixed = new Converter(PixelFormat.I420, PixelFormat.RGB, 333, 101);
      Picture out = Pictures.noise(arena, PixelFormat.RGB, 333, 101, 0, 99);
      for (int i = 0; i < 300; i++) {
        mixed.convert(in, out);
        assertThat(Pictures.bytes(out)).as("picture %d", i).isEqualTo(plain);
      }
    }
  }

  @Test
  void shouldMakeAlphaOpaqueWhenSourceHasNone() {
    try (Arena arena = Arena.ofConfined()) {
      for (PixelFormat from :
          new PixelFormat[] {
            PixelFormat.I420, PixelFormat.YUYV, PixelFormat.RGB, PixelFormat.GRAY8
          }) {
        for (PixelFormat to : new PixelFormat[] {PixelFormat.RGBA, PixelFormat.BGRA}) {
          Picture out =
              convert(arena, Pictures.noise(arena, from, 37, 3, 0, 1), to, 0, VectorSupport.rows());
          for (int x = 0; x < 37; x++) {
            assertThat(Pictures.u8(out, 0, 4 * x + 3, 2)).isEqualTo(255);
          }
        }
      }
    }
  }

  @Test
  void shouldKeepAlphaWhenBothHaveIt() {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, PixelFormat.RGBA, 37, 2, 0, 1);
      Picture out = convert(arena, in, PixelFormat.BGRA, 0, VectorSupport.rows());
      for (int x = 0; x < 37; x++) {
        assertThat(Pictures.u8(out, 0, 4 * x + 3, 1)).isEqualTo(Pictures.u8(in, 0, 4 * x + 3, 1));
      }
    }
  }

  @Test
  void shouldGiveTheLevelsOfTheStandardWhenColorsArePure() {
    int[][] rgbToYuv = {
      {255, 255, 255, 235, 128, 128},
      {0, 0, 0, 16, 128, 128},
      {255, 0, 0, 81, 90, 240},
      {0, 255, 0, 145, 54, 34},
      {0, 0, 255, 41, 240, 110}
    };
    try (Arena arena = Arena.ofConfined()) {
      for (int[] color : rgbToYuv) {
        Picture in = Pictures.noise(arena, PixelFormat.RGB, 2, 2, 0, 1);
        for (int i = 0; i < 12; i++) {
          in.segment()
              .set(
                  java.lang.foreign.ValueLayout.JAVA_BYTE,
                  in.row(0, i / 6) + i % 6,
                  (byte) color[i % 3]);
        }
        Picture out = convert(arena, in, PixelFormat.I420, 0, VectorSupport.rows());
        assertThat(
                new int[] {
                  Pictures.u8(out, 0, 1, 1), Pictures.u8(out, 1, 0, 0), Pictures.u8(out, 2, 0, 0)
                })
            .containsExactly(color[3], color[4], color[5]);
      }
    }
  }

  @Test
  void shouldRefuseWhenPictureIsOfAnotherSize() {
    try (Arena arena = Arena.ofConfined()) {
      Picture small = Pictures.noise(arena, PixelFormat.RGB, 2, 2, 0, 1);
      Picture large = Pictures.noise(arena, PixelFormat.RGBA, 4, 4, 0, 1);
      Converter converter = new Converter(PixelFormat.RGB, PixelFormat.RGBA, 4, 4);
      assertThatThrownBy(() -> converter.convert(small, large))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("format=RGB width=2 height=2 expected=RGB 4x4");
    }
  }

  @Test
  void shouldRefuseWhenColorimetryMakesNoSense() {
    VideoFormat yuv = format(PixelFormat.I420, 4, 4, "sRGB", ChromaSite.JPEG);
    VideoFormat limited = format(PixelFormat.RGB, 4, 4, "2:1:7:1", ChromaSite.JPEG);
    VideoFormat rgba = format(PixelFormat.RGBA, 4, 4);
    for (VideoFormat odd : List.of(yuv, limited)) {
      assertThatThrownBy(() -> new Converter(odd, rgba, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("colorimetry can't be converted format=" + odd.format());
    }
  }

  @Test
  void shouldRefuseWhenPlaneLeavesItsMemory() {
    try (Arena arena = Arena.ofConfined()) {
      Picture picture = new Picture(PixelFormat.GRAY8, 10, 10);
      picture.memory(arena.allocate(99));
      assertThatThrownBy(() -> picture.plane(0, 0, 10))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> picture.plane(0, 0, 9)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> picture.plane(0, -1, 10))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
