package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalerTest {
  /** From width, height, to width, height. */
  private static final int[][] SIZES = {
    {1, 1, 5, 7},
    {5, 7, 1, 1},
    {2, 2, 3, 3},
    {33, 17, 67, 40},
    {67, 33, 20, 11},
    {64, 48, 64, 20},
    {10, 40, 71, 40},
    {130, 3, 37, 9},
    {300, 20, 450, 30},
    {301, 31, 203, 17},
    {500, 13, 130, 4}
  };

  static Stream<PixelFormat> formats() {
    return Pictures.formats().filter(f -> f != PixelFormat.I420_10LE);
  }

  private static Picture scale(
      Arena arena, Picture in, int width, int height, boolean bilinear, RowKernels rows) {
    Picture out = Pictures.noise(arena, in.format(), width, height, 3, 99);
    Scalers.of(
            in.format(),
            in.width(),
            in.height(),
            width,
            height,
            bilinear ? Interpolation.LINEAR : Interpolation.NEAREST,
            1,
            Letterbox.whole(width, height),
            RowChoice.only(rows))
        .scale(in, out);
    return out;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldBeWithinOneLevelOfExactInterpolation(PixelFormat format) {
    for (int[] s : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Pictures.noise(arena, format, s[0], s[1], 1, 5);
        Picture out = scale(arena, in, s[2], s[3], true, VectorSupport.rows());
        for (int c = 0; c < components(format); c++) {
          double[][] from = component(in, c);
          double[][] to = component(out, c);
          for (int y = 0; y < to.length; y++) {
            for (int x = 0; x < to[0].length; x++) {
              double exact =
                  bilinear(
                      from,
                      (x + 0.5) * from[0].length / to[0].length - 0.5,
                      (y + 0.5) * from.length / to.length - 0.5);
              assertThat(to[y][x])
                  .as("component %d of %s at %d,%d", c, java.util.Arrays.toString(s), x, y)
                  .isCloseTo(Math.rint(exact), within(1.0));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldTakeTheNearestPixelWhenAsked(PixelFormat format) {
    for (int[] s : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Pictures.noise(arena, format, s[0], s[1], 1, 5);
        Picture out = scale(arena, in, s[2], s[3], false, VectorSupport.rows());
        for (int c = 0; c < components(format); c++) {
          double[][] from = component(in, c);
          double[][] to = component(out, c);
          for (int y = 0; y < to.length; y++) {
            for (int x = 0; x < to[0].length; x++) {
              int fx = (int) Math.floor((x + 0.5) * from[0].length / to[0].length);
              int fy = (int) Math.floor((y + 0.5) * from.length / to.length);
              assertThat(to[y][x]).as("component %d at %d,%d", c, x, y).isEqualTo(from[fy][fx]);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldGiveSameBytesWhenVectorsAreUsed(PixelFormat format) {
    assumeTrue(VectorSupport.usable(), "no vectors in this JVM");
    for (int[] s : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Pictures.noise(arena, format, s[0], s[1], 1, 5);
        for (boolean bilinear : new boolean[] {false, true}) {
          Picture vector = scale(arena, in, s[2], s[3], bilinear, VectorSupport.rows());
          Picture plain = scale(arena, in, s[2], s[3], bilinear, ScalarRows.INSTANCE);
          assertThat(Pictures.bytes(vector)).isEqualTo(Pictures.bytes(plain));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldLeaveBytesOutsideThePlanesAlone(PixelFormat format) {
    for (int[] s : SIZES) {
      for (boolean bilinear : new boolean[] {false, true}) {
        try (Arena arena = Arena.ofConfined()) {
          Picture in = Pictures.noise(arena, format, s[0], s[1], 0, 5);
          Picture out = scale(arena, in, s[2], s[3], bilinear, VectorSupport.rows());
          byte[] before = Pictures.outside(Pictures.noise(arena, format, s[2], s[3], 3, 99));
          assertThat(Pictures.outside(out)).isEqualTo(before);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldPaintBordersBlackWhenShapeDiffers(PixelFormat format) {
    for (int[] s :
        new int[][] {{40, 30, 61, 33}, {40, 30, 31, 61}, {3, 300, 64, 48}, {300, 3, 31, 64}}) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Pictures.noise(arena, format, s[0], s[1], 0, 5);
        Letterbox box = Letterbox.fit(format, s[0], s[1], s[2], s[3]);
        Picture boxed = Pictures.noise(arena, format, s[2], s[3], 3, 98);
        PictureScaler.of(format, s[0], s[1], s[2], s[3], Interpolation.LINEAR, 2, box)
            .scale(in, boxed);
        Picture alone = scale(arena, in, box.width(), box.height(), true, VectorSupport.rows());
        for (int y = 0; y < s[3]; y++) {
          for (int x = 0; x < s[2]; x++) {
            boolean inside =
                x >= box.x()
                    && x < box.x() + box.width()
                    && y >= box.y()
                    && y < box.y() + box.height();
            double[] rgb = ExactColor.rgb(boxed, x, y);
            double[] wanted =
                inside ? ExactColor.rgb(alone, x - box.x(), y - box.y()) : new double[3];
            assertThat(rgb).as("%d,%d of %s", x, y, box).isEqualTo(wanted);
          }
        }
      }
    }
  }

  @Test
  void shouldKeepTheShapeWhenBordersAreAdded() {
    assertThat(Letterbox.fit(PixelFormat.RGB, 4, 3, 1920, 1080))
        .isEqualTo(new Letterbox(240, 0, 1440, 1080));
    assertThat(Letterbox.fit(PixelFormat.RGB, 16, 9, 640, 480))
        .isEqualTo(new Letterbox(0, 60, 640, 360));
    assertThat(Letterbox.fit(PixelFormat.I420, 1280, 720, 320, 180))
        .isEqualTo(Letterbox.whole(320, 180));
    assertThat(Letterbox.fit(PixelFormat.I420, 1, 32768, 1, 1)).isEqualTo(Letterbox.whole(1, 1));
    assertThat(Letterbox.fit(PixelFormat.NV12, 32768, 1, 100, 100))
        .isEqualTo(new Letterbox(0, 48, 100, 2));
  }

  private static int components(PixelFormat format) {
    return switch (format) {
      case RGBA, BGRA -> 4;
      case GRAY8 -> 1;
      default -> 3;
    };
  }

  /** Samples of one component, rows of columns. */
  private static double[][] component(Picture p, int c) {
    int planes = p.planes();
    int plane = Math.min(c, planes - 1);
    int height = p.rows(plane);
    int width;
    int first;
    int step;
    switch (p.format()) {
      case I420, GRAY8 -> {
        width = p.rowBytes(plane);
        first = 0;
        step = 1;
      }
      case NV12 -> {
        step = c == 0 ? 1 : 2;
        width = p.rowBytes(plane) / step;
        first = c == 2 ? 1 : 0;
      }
      case YUYV, UYVY -> {
        boolean lumaFirst = p.format() == PixelFormat.YUYV;
        step = c == 0 ? 2 : 4;
        width = c == 0 ? p.width() : (p.width() + 1) / 2;
        first = c == 0 ? (lumaFirst ? 0 : 1) : (lumaFirst ? 1 : 0) + (c == 2 ? 2 : 0);
      }
      default -> {
        step = p.format() == PixelFormat.RGB ? 3 : 4;
        width = p.width();
        first = c;
      }
    }
    double[][] samples = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        samples[y][x] = Pictures.u8(p, plane, first + x * step, y);
      }
    }
    return samples;
  }

  private static double bilinear(double[][] from, double x, double y) {
    double cx = Math.min(Math.max(x, 0), from[0].length - 1);
    double cy = Math.min(Math.max(y, 0), from.length - 1);
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(x0 + 1, from[0].length - 1);
    int y1 = Math.min(y0 + 1, from.length - 1);
    double top = from[y0][x0] * (1 - (cx - x0)) + from[y0][x1] * (cx - x0);
    double bottom = from[y1][x0] * (1 - (cx - x0)) + from[y1][x1] * (cx - x0);
    return top * (1 - (cy - y0)) + bottom * (cy - y0);
  }
}
