package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlipperTest {
  private static final int[][] SIZES = {{1, 1}, {2, 2}, {7, 3}, {16, 8}, {71, 38}, {40, 41}};

  private static List<Flipper.Turn> turns() {
    List<Flipper.Turn> turns = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      turns.add(new Flipper.Turn((i & 1) != 0, (i & 2) != 0, (i & 4) != 0));
    }
    return turns;
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldMoveEverySampleWhereItBelongs(PixelFormat format) {
    for (int[] size : SIZES) {
      for (Flipper.Turn turn : turns()) {
        try (Arena arena = Arena.ofConfined()) {
          Picture in = Samples.limited(Pictures.noise(arena, format, size[0], size[1], 5, 1));
          int width = size[turn.transposed() ? 1 : 0];
          int height = size[turn.transposed() ? 0 : 1];
          Picture out = Pictures.noise(arena, format, width, height, 3, 2);
          byte[] around = Pictures.outside(out);
          new Flipper(format, turn).flip(in, out);
          assertThat(Pictures.outside(out)).isEqualTo(around);
          for (Channel c : Channel.of(format)) {
            assertMoved(in, out, c, turn);
          }
        }
      }
    }
  }

  private static void assertMoved(Picture in, Picture out, Channel c, Flipper.Turn turn) {
    boolean pairs = c.shiftX() > 0 && c.shiftY() == 0;
    for (int y = 0; y < c.rows(out.height()); y++) {
      for (int x = 0; x < c.columns(out.width()); x++) {
        int expected =
            pairs
                ? Samples.get(in, c, pairX(in, turn, 2 * x, y), pairY(in, turn, 2 * x, y))
                        + Samples.get(
                            in,
                            c,
                            pairX(in, turn, Math.min(2 * x + 1, out.width() - 1), y),
                            pairY(in, turn, Math.min(2 * x + 1, out.width() - 1), y))
                        + 1
                    >> 1
                : moved(in, c, turn, x, y);
        assertThat(Samples.get(out, c, x, y))
            .as("%s %s at %d,%d of %dx%d", c, turn, x, y, out.width(), out.height())
            .isEqualTo(expected);
      }
    }
  }

  private static int moved(Picture in, Channel c, Flipper.Turn turn, int x, int y) {
    int column = turn.transposed() ? y : x;
    int row = turn.transposed() ? x : y;
    int columns = c.columns(in.width());
    int rows = c.rows(in.height());
    return Samples.get(
        in,
        c,
        turn.mirrorX() ? columns - 1 - column : column,
        turn.mirrorY() ? rows - 1 - row : row);
  }

  private static int pairX(Picture in, Flipper.Turn turn, int x, int y) {
    int column = turn.transposed() ? y : x;
    return (turn.mirrorX() ? in.width() - 1 - column : column) / 2;
  }

  private static int pairY(Picture in, Flipper.Turn turn, int x, int y) {
    int row = turn.transposed() ? x : y;
    return turn.mirrorY() ? in.height() - 1 - row : row;
  }

  @Test
  void shouldRefuseAPictureThatDoesNotFit() {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, PixelFormat.RGB, 4, 2, 0, 1);
      Flipper flipper = new Flipper(PixelFormat.RGB, new Flipper.Turn(true, false, false));
      assertThatThrownBy(() -> flipper.flip(in, in))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from=4x2 to=4x2");
    }
  }
}
