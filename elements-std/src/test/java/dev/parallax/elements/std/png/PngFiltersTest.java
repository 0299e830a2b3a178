package dev.parallax.elements.std.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.video.kernel.VectorSupport;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngFiltersTest {
  private static final int BYTES = 4000;

  private final Random random = new Random(3);

  /** A pixel of zeros, then samples: any, or few near the ends of the range. */
  private byte[] row(int bpp, boolean extreme) {
    byte[] row = new byte[bpp + BYTES];
    for (int i = bpp; i < row.length; i++) {
      row[i] =
          (byte) (extreme ? random.nextInt(4) - 2 + random.nextInt(2) * 128 : random.nextInt());
    }
    return row;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void shouldGiveTheSameBytesAndSumsWhenVectorsAreUsed(int bpp) {
    Assumptions.assumeTrue(VectorSupport.usable(), "no vectors in this JVM");
    for (int type = PngFilters.NONE; type <= PngFilters.PAETH; type++) {
      for (int until : new int[] {17, 31, 32, 33, 1000, BYTES}) {
        for (int from : new int[] {0, 7}) {
          byte[] row = row(bpp, until % 2 == 0);
          byte[] above = row(bpp, until % 2 == 0);
          byte[] plain = new byte[BYTES + 1];
          byte[] fast = new byte[BYTES + 1];
          int sum = PlainPngFilters.INSTANCE.filter(type, row, above, bpp, plain, from, until);
          assertThat(VectorPngFilters.instance().filter(type, row, above, bpp, fast, from, until))
              .isEqualTo(sum);
          assertThat(fast).as("type %d until %d", type, until).isEqualTo(plain);
        }
      }
    }
  }

  /** What the decoder makes of it is the row again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 8})
  void shouldComeBackWhenUndone(int bpp) {
    for (int type = PngFilters.SUB; type <= PngFilters.PAETH; type++) {
      int n = 399 / bpp * bpp;
      byte[] row = row(bpp, type == PngFilters.AVERAGE);
      byte[] above = row(bpp, false);
      byte[] filtered = new byte[BYTES + 1];
      PlainPngFilters.INSTANCE.filter(type, row, above, bpp, filtered, 0, n);
      byte[] work = new byte[2 * n];
      System.arraycopy(above, bpp, work, 0, n);
      System.arraycopy(filtered, 1, work, n, n);
      switch (type) {
        case PngFilters.SUB -> PngUnfilter.sub(work, n, n, bpp);
        case PngFilters.UP -> PngUnfilter.up(work, n, 0, n);
        case PngFilters.AVERAGE -> PngUnfilter.average(work, n, 0, n, bpp);
        default -> PngUnfilter.paeth(work, n, 0, n, bpp);
      }
      assertThat(Arrays.copyOfRange(work, n, 2 * n))
          .as("type %d", type)
          .isEqualTo(Arrays.copyOfRange(row, bpp, bpp + n));
    }
  }
}
