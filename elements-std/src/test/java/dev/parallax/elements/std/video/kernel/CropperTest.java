package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CropperTest {
  /** Left, top, width, height of a part of 37 x 23. */
  private static final int[][] PARTS = {
    {0, 0, 37, 23}, {2, 4, 20, 10}, {1, 0, 36, 23}, {0, 1, 37, 22}, {5, 7, 11, 13}, {36, 22, 1, 1}
  };

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldCopyThePartAndKeepColorsInTheirPlace(PixelFormat format) {
    for (int[] part : PARTS) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Samples.limited(Pictures.noise(arena, format, 37, 23, 5, 1));
        Picture out = Pictures.noise(arena, format, part[2], part[3], 3, 2);
        byte[] around = Pictures.outside(out);
        new Cropper(format).crop(in, part[0], part[1], out);
        assertThat(Pictures.outside(out)).isEqualTo(around);
        for (Channel c : Channel.of(format)) {
          double[][] from = Samples.all(in, c);
          double[][] to = Samples.all(out, c);
          for (int y = 0; y < to.length; y++) {
            for (int x = 0; x < to[0].length; x++) {
              double exact =
                  between(from, place(part[0], c.shiftX(), x), place(part[1], c.shiftY(), y));
              assertThat(to[y][x])
                  .as("%s at %d,%d of %s", c, x, y, java.util.Arrays.toString(part))
                  .isCloseTo(exact, within(0.75));
            }
          }
        }
      }
    }
  }

  /** Where a sample of the result lies among those of the source. */
  private static double place(int offset, int shift, int i) {
    return shift == 0 ? offset + i : offset / 2.0 + i;
  }

  private static double between(double[][] from, double x, double y) {
    int x0 = (int) x;
    int y0 = (int) y;
    int x1 = Math.min((int) Math.ceil(x), from[0].length - 1);
    int y1 = Math.min((int) Math.ceil(y), from.length - 1);
    return (from[y0][x0] + from[y0][x1] + from[y1][x0] + from[y1][x1]) / 4;
  }

  @Test
  void shouldRefuseAPartThatLeavesThePicture() {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, PixelFormat.RGB, 4, 2, 0, 1);
      Picture out = Pictures.noise(arena, PixelFormat.RGB, 3, 2, 0, 1);
      Cropper cropper = new Cropper(PixelFormat.RGB);
      for (int[] at : new int[][] {{2, 0}, {0, 1}, {-1, 0}, {0, Integer.MAX_VALUE}}) {
        assertThatThrownBy(() -> cropper.crop(in, at[0], at[1], out))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("part leaves the picture");
      }
    }
  }
}
