package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConverterTest {
  private static final int[][] SIZES = {
    {1, 1}, {2, 1}, {1, 2}, {3, 3}, {5, 2}, {7, 5}, {15, 3}, {16, 2}, {17, 4}, {31, 2}, {32, 5},
    {33, 3}, {63, 2}, {64, 3}, {67, 33}, {130, 7}
  };

  static Stream<Arguments> pairs() {
    return Pictures.formats().flatMap(from -> Pictures.formats().map(to -> Arguments.of(from, to)));
  }

  private static Picture convert(
      Arena arena, Picture in, PixelFormat to, int padding, RowKernels rows) {
    Picture out = Pictures.noise(arena, to, in.width(), in.height(), padding, 99);
    new Converter(in.format(), to, in.width(), in.height(), RowChoice.only(rows)).convert(in, out);
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
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Pictures.noise(arena, from, size[0], size[1], 1, 11);
        Picture out = convert(arena, in, to, 2, VectorSupport.rows());
        for (int y = 0; y < size[1]; y++) {
          for (int x = 0; x < size[0]; x++) {
            checkPixel(in, out, x, y);
          }
        }
      }
    }
  }

  private static void checkPixel(Picture in, Picture out, int x, int y) {
    if (out.format() == PixelFormat.GRAY8) {
      near(Pictures.u8(out, 0, x, y), ExactColor.gray(in, x, y), x, y);
    } else if (ExactColor.yuv(out.format())) {
      double[] yuv = ExactColor.yuv(out, x, y);
      double[] mean = ExactColor.meanChroma(in, out.format(), x, y);
      near(yuv[0], ExactColor.yuv(in, x, y)[0], x, y);
      near(yuv[1], mean[0], x, y);
      near(yuv[2], mean[1], x, y);
    } else {
      double[] is = ExactColor.rgb(out, x, y);
      double[] exact = ExactColor.rgb(in, x, y);
      for (int c = 0; c < 3; c++) {
        near(is[c], exact[c], x, y);
      }
    }
  }

  private static void near(double is, double exact, int x, int y) {
    assertThat(is).as("pixel %d,%d", x, y).isCloseTo(Math.rint(exact), within(1.0));
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
  void shouldRefuseWhenFormatIsNotSupported() {
    assertThatThrownBy(() -> new Converter(PixelFormat.I420_10LE, PixelFormat.RGBA, 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format=I420_10LE");
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
