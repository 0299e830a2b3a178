package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sample by sample against formulas in floating point. */
class BlenderTest {
  private static final int WIDTH = 86;
  private static final int HEIGHT = 23;

  /** What the upper picture is, 61 x 17, and which part of the target is painted. */
  private record Scene(int x, int y, Area area) {}

  private static final List<Scene> SCENES =
      List.of(
          new Scene(0, 0, new Area(0, 0, 60, 16)),
          new Scene(10, 4, new Area(10, 4, 60, 16)),
          new Scene(-6, -2, new Area(0, 0, 54, 14)),
          new Scene(26, 6, new Area(40, 8, 46, 15)));

  private static Stream<Arguments> loops() {
    return Pictures.formats()
        .flatMap(format ->
            Stream.of(ScalarBlend.INSTANCE, VectorBlend.instance())
                .map(loops -> Arguments.of(format, loops)));
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldCopyThePartAndNothingElse(PixelFormat format) {
    for (Scene scene : SCENES) {
      try (Arena arena = Arena.ofConfined()) {
        Picture from = Pictures.noise(arena, format, 61, 17, 5, 1);
        Picture to = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
        Picture before = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
        Blender.copy(from, scene.x, scene.y, to, scene.area);
        assertPart(from, to, before, scene, (c, x, y, upper, lower) -> upper, 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void shouldMixByAlpha(PixelFormat format, BlendRows loops) {
    for (Scene scene : SCENES) {
      for (double alpha : new double[] {0, 1 / 256.0, 0.3, 0.5, 1}) {
        try (Arena arena = Arena.ofConfined()) {
          Picture from = Samples.limited(Pictures.noise(arena, format, 61, 17, 5, 1));
          Picture to = opaque(Samples.limited(Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2)));
          Picture before =
              opaque(Samples.limited(Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2)));
          new Blender(format, LoopChoice.always(loops))
              .blend(from, scene.x, scene.y, to, scene.area, alpha, Blender.Onto.OPAQUE);
          assertPart(
              from,
              to,
              before,
              scene,
              (c, x, y, upper, lower) -> {
                double part = alpha * opacity(from, x - scene.x, y - scene.y);
                return c.kind() == Channel.Kind.A ? 255 : upper * part + lower * (1 - part);
              },
              Blender.hasAlpha(format) ? 1.6 : tolerance(format));
        }
      }
    }
  }

  /** Half a level, and what a weight of 256ths is off. */
  private static double tolerance(PixelFormat format) {
    return format == PixelFormat.I420_10LE ? 2.6 : 1.1;
  }

  @ParameterizedTest
  @EnumSource(
      value = PixelFormat.class,
      names = {"RGBA", "BGRA"})
  void shouldWeighColorsByWhatIsSeenWhenTheTargetIsTransparent(PixelFormat format) {
    for (double alpha : new double[] {0.25, 1}) {
      Scene scene = SCENES.get(1);
      try (Arena arena = Arena.ofConfined()) {
        Picture from = Pictures.noise(arena, format, 61, 17, 5, 1);
        Picture to = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
        Picture before = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
        new Blender(format).blend(from, scene.x, scene.y, to, scene.area, alpha, Blender.Onto.ANY);
        assertPart(
            from,
            to,
            before,
            scene,
            (c, x, y, upper, lower) -> {
              // The exact opacity is rounded to a level first, which counts much in faint pixels.
              double a = Math.round(alpha * 255 * opacity(from, x - scene.x, y - scene.y)) / 255.0;
              double b = opacity(before, x, y) * (1 - a);
              if (a == 0) {
                return lower;
              }
              return c.kind() == Channel.Kind.A ? 255 * (a + b) : (upper * a + lower * b) / (a + b);
            },
            1.1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PixelFormat.class,
      names = {"RGBA", "BGRA"})
  void shouldAddOpacitiesOrTakeThePlaceWhenAsked(PixelFormat format) {
    Scene scene = SCENES.get(1);
    for (double alpha : new double[] {0.25, 1}) {
      try (Arena arena = Arena.ofConfined()) {
        Picture from = Pictures.noise(arena, format, 61, 17, 5, 1);
        Picture any = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
        Picture to = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
        Picture before = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
        Blender blender = new Blender(format);
        blender.blend(from, scene.x, scene.y, any, scene.area, alpha, Blender.Onto.ANY);
        blender.blend(from, scene.x, scene.y, to, scene.area, alpha, Blender.Onto.ADDING);
        assertPart(
            from,
            to,
            before,
            scene,
            (c, x, y, upper, lower) ->
                c.kind() == Channel.Kind.A
                    ? Math.min(255, upper * alpha + lower)
                    : Samples.get(any, c, x, y),
            0.6);
        blender.blend(from, scene.x, scene.y, to, scene.area, alpha, Blender.Onto.NOTHING);
        assertPart(
            from,
            to,
            before,
            scene,
            (c, x, y, upper, lower) -> c.kind() == Channel.Kind.A ? upper * alpha : upper,
            0.6);
      }
    }
  }

  private static double opacity(Picture picture, int x, int y) {
    return Blender.hasAlpha(picture.format()) ? Pictures.u8(picture, 0, 4 * x + 3, y) / 255.0 : 1;
  }

  private static Picture opaque(Picture picture) {
    for (Channel c : Channel.of(picture.format())) {
      for (int y = 0; c.kind() == Channel.Kind.A && y < picture.height(); y++) {
        for (int x = 0; x < picture.width(); x++) {
          Samples.set(picture, c, x, y, 255);
        }
      }
    }
    return picture;
  }

  private interface Formula {
    double of(Channel c, int x, int y, int upper, int lower);
  }

  private static void assertPart(
      Picture from, Picture to, Picture before, Scene scene, Formula formula, double tolerance) {
    assertThat(Pictures.outside(to)).isEqualTo(Pictures.outside(before));
    for (Channel c : Channel.of(to.format())) {
      int left = scene.area.x() >> c.shiftX();
      int top = scene.area.y() >> c.shiftY();
      int columns = c.columns(scene.area.width());
      int rows = c.rows(scene.area.height());
      for (int y = 0; y < c.rows(HEIGHT); y++) {
        for (int x = 0; x < c.columns(WIDTH); x++) {
          boolean inside = x >= left && x < left + columns && y >= top && y < top + rows;
          int lower = Samples.get(before, c, x, y);
          double expected = lower;
          if (inside) {
            int fx = x - (scene.x >> c.shiftX());
            int fy = y - (scene.y >> c.shiftY());
            expected = formula.of(c, x, y, Samples.get(from, c, fx, fy), lower);
          }
          assertThat((double) Samples.get(to, c, x, y))
              .as("%s at %d,%d of %s", c, x, y, scene)
              .isCloseTo(expected, within(inside ? tolerance : 0));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldPaintSquaresInThePartOnly(PixelFormat format) {
    Area area = new Area(18, 6, 50, 17);
    try (Arena arena = Arena.ofConfined()) {
      Picture to = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
      Picture before = Pictures.noise(arena, format, WIDTH, HEIGHT, 3, 2);
      VideoFormat shape = new VideoFormat(format, WIDTH, HEIGHT, Fraction.ZERO);
      new Backdrop(shape, Backdrop.Look.CHECKER).paint(to, area);
      int unit = format == PixelFormat.I420_10LE ? 4 : 1;
      assertPart(
          to,
          to,
          before,
          new Scene(0, 0, area),
          (c, x, y, upper, lower) ->
              unit
                  * switch (c.kind()) {
                    case U, V -> 128;
                    case A -> 255;
                    default -> (x / 8 + y / 8) % 2 == 0 ? 80 : 160;
                  },
          0);
    }
  }
}
