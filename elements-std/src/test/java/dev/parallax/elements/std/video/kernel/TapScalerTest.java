package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TapScalerTest {
  /** From width, height, to width, height. */
  private static final int[][] SIZES = {
    {1, 1, 5, 7},
    {5, 7, 1, 1},
    {33, 17, 67, 40},
    {67, 33, 20, 11},
    {64, 48, 64, 20},
    {200, 20, 300, 31},
    {210, 30, 141, 20},
    {400, 21, 140, 7}
  };

  /** The scalers that there are for this picture: with windows, without. */
  private static List<Boolean> kinds(
      PixelFormat format, int[] s, Interpolation way, Letterbox box) {
    return WindowScaler.suits(format, s[0], s[1], way, box) ? List.of(true, false) : List.of(false);
  }

  private static Picture scale(
      Arena arena,
      Picture in,
      int[] s,
      Interpolation way,
      Letterbox box,
      RowKernels rows,
      boolean windows) {
    Picture out = Pictures.noise(arena, in.format(), s[2], s[3], 3, 99);
    RowChoice choice = RowChoice.only(rows);
    PictureScaler scaler =
        windows
            ? new WindowScaler(in.format(), s[0], s[1], s[2], s[3], way, 3, box, choice)
            : new TapScaler(in.format(), s[0], s[1], s[2], s[3], way, 3, box, choice);
    scaler.scale(in, out);
    return out;
  }

  private static Picture noise(Arena arena, PixelFormat format, int[] s) {
    return Samples.limited(Pictures.noise(arena, format, s[0], s[1], 1, 5));
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldBeWithinOneLevelOfTheDefinition(PixelFormat format) {
    for (int[] s : SIZES) {
      for (Interpolation way : Interpolation.values()) {
        try (Arena arena = Arena.ofConfined()) {
          Picture in = noise(arena, format, s);
          Letterbox box = Letterbox.whole(s[2], s[3]);
          for (boolean windows : kinds(format, s, way, box)) {
            Picture out = scale(arena, in, s, way, box, VectorSupport.rows(), windows);
            assertNear(Channel.of(format), in, out, way, 1);
          }
        }
      }
    }
  }

  private static void assertNear(
      List<Channel> channels, Picture in, Picture out, Interpolation way, double allowed) {
    for (Channel c : channels) {
      double most = (1 << c.bits()) - 1;
      double[][] to = Samples.all(out, c);
      double[][] exact =
          ExactScale.scale(Samples.all(in, c), to[0].length, to.length, way, 3, most);
      for (int y = 0; y < to.length; y++) {
        for (int x = 0; x < to[0].length; x++) {
          assertThat(to[y][x])
              .as("%s %s of %dx%d at %d,%d", way, c, in.width(), in.height(), x, y)
              .isCloseTo(exact[y][x], within(allowed));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldGiveSameBytesWhenVectorsAreUsed(PixelFormat format) {
    assumeTrue(VectorSupport.usable(), "no vectors in this JVM");
    for (int[] s : SIZES) {
      for (Interpolation way : Interpolation.values()) {
        try (Arena arena = Arena.ofConfined()) {
          Picture in = noise(arena, format, s);
          Letterbox box = Letterbox.whole(s[2], s[3]);
          for (boolean windows : kinds(format, s, way, box)) {
            Picture vector = scale(arena, in, s, way, box, VectorSupport.rows(), windows);
            Picture plain = scale(arena, in, s, way, box, ScalarRows.INSTANCE, windows);
            assertThat(Pictures.bytes(vector))
                .as("%s %s, windows %s", way, Arrays.toString(s), windows)
                .isEqualTo(Pictures.bytes(plain));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldKeepFlatAreasAndPaintBordersBlack(PixelFormat format) {
    int[] s = {40, 20, 60, 60};
    for (Interpolation way : Interpolation.values()) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = noise(arena, format, s);
        for (Channel c : Channel.of(format)) {
          fill(in, c, c.level(0xff30_90e0));
        }
        Letterbox box = Letterbox.fit(format, 40, 20, 60, 60);
        assertThat(box)
            .isEqualTo(new Letterbox(0, format == PixelFormat.RGB ? 15 : box.y(), 60, 30));
        for (boolean windows : kinds(format, s, way, box)) {
          Picture out = scale(arena, in, s, way, box, VectorSupport.rows(), windows);
          assertFlatInBox(out, box, way);
        }
      }
    }
  }

  private static void assertFlatInBox(Picture out, Letterbox box, Interpolation way) {
    for (Channel c : Channel.of(out.format())) {
      double[][] all = Samples.all(out, c);
      int top = box.y() >> c.shiftY();
      int bottom = top + c.rows(box.height());
      for (int y = 0; y < all.length; y++) {
        boolean inside = y >= top && y < bottom;
        assertThat(all[y])
            .as("%s %s row %d", way, c, y)
            .containsOnly(c.level(inside ? 0xff30_90e0 : 0xff00_0000));
      }
    }
  }

  private static void fill(Picture picture, Channel c, int level) {
    for (int y = 0; y < c.rows(picture.height()); y++) {
      for (int x = 0; x < c.columns(picture.width()); x++) {
        Samples.set(picture, c, x, y, level);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldLeaveBytesOutsideThePlanesAlone(PixelFormat format) {
    for (int[] s : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = noise(arena, format, s);
        byte[] before = Pictures.outside(Pictures.noise(arena, format, s[2], s[3], 3, 99));
        Letterbox box = Letterbox.whole(s[2], s[3]);
        for (boolean windows : kinds(format, s, Interpolation.LANCZOS, box)) {
          Picture out =
              scale(arena, in, s, Interpolation.LANCZOS, box, VectorSupport.rows(), windows);
          assertThat(Pictures.outside(out)).isEqualTo(before);
        }
      }
    }
  }

  @Test
  void shouldNotOverflowWhenEdgesAreAsHardAsCanBe() {
    int[] s = {64, 64, 97, 97};
    for (PixelFormat format : new PixelFormat[] {PixelFormat.GRAY8, PixelFormat.I420_10LE}) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = noise(arena, format, s);
        Channel c = Channel.of(format).getFirst();
        int most = (1 << c.bits()) - 1;
        for (int y = 0; y < 64; y++) {
          for (int x = 0; x < 64; x++) {
            Samples.set(in, c, x, y, (x + y) % 2 == 0 ? most : 0);
          }
        }
        for (Interpolation way : Interpolation.values()) {
          Letterbox box = Letterbox.whole(97, 97);
          for (boolean windows : kinds(format, s, way, box)) {
            Picture out = scale(arena, in, s, way, box, VectorSupport.rows(), windows);
            assertNear(List.of(c), in, out, way, 1.5);
          }
        }
      }
    }
  }

  @Test
  void shouldBoundMemoryWhenShrinkingToOnePixel() {
    TapTable table = TapTable.of(Picture.MAX_SIDE, 1, Interpolation.LANCZOS, 5);
    assertThat(table.taps()).isLessThanOrEqualTo(10 * Picture.MAX_SIDE + 2);
  }
}
