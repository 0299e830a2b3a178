package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaTest {
  private static final int SIDE = 24;

  @Test
  void shouldHaveEachPixelOnceInWhatIsLeftOrCommon() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      Area a = area(random);
      Area b = area(random);
      int[][] left = counts(a.minus(b));
      int[][] common = counts(a.and(b));
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          assertThat(left[y][x]).isEqualTo(in(a, x, y) && !in(b, x, y) ? 1 : 0);
          assertThat(common[y][x]).isEqualTo(in(a, x, y) && in(b, x, y) ? 1 : 0);
        }
      }
    }
  }

  private static Area area(Random random) {
    int x = random.nextInt(SIDE - 1);
    int y = random.nextInt(SIDE - 1);
    return new Area(x, y, 1 + random.nextInt(SIDE - x), 1 + random.nextInt(SIDE - y));
  }

  private static boolean in(Area a, int x, int y) {
    return x >= a.x() && x < a.right() && y >= a.y() && y < a.bottom();
  }

  private static int[][] counts(List<Area> areas) {
    int[][] counts = new int[SIDE][SIDE];
    for (Area a : areas) {
      for (int y = a.y(); y < a.bottom(); y++) {
        for (int x = a.x(); x < a.right(); x++) {
          counts[y][x]++;
        }
      }
    }
    return counts;
  }
}
