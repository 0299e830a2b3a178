package dev.parallax.elements.std.jpeg;

import java.util.Arrays;

/**
 * Estimates the first AC coefficients of progressive pictures whose scans have not brought them,
 * from the DC values of the 5 x 5 blocks around, so that the picture is smooth instead of made of
 * tiles. T.81, section K.8, suggests it for 3 x 3 blocks; rules and weights are those of
 * libjpeg-turbo since 2.1 (jdcoefct.c, "block smoothing", on by default), so that pictures are
 * those of djpeg.
 *
 * <p>An estimate takes the place of a coefficient that is 0 and not known to its last bit, and is
 * smaller than what is known of it. Where no AC coefficient has come at all the DC value is
 * smoothed too. One thread at a time; nothing is allocated.
 */
final class JpegSmoothing {
  /** Coefficients that take part, the first in zigzag order. */
  static final int KNOWN = 10;

  /** Those that are estimated when some AC coefficients have come. */
  private static final int FEW = 6;

  private static final int SIDE = 5;

  /** Weights of the blocks around, by coefficient in zigzag order, row, column; in 256ths. */
  private static final int[][] WITHOUT_AC = withoutAc();

  private static final int[][] WITH_AC = withAc();

  private final short[] block = new short[64];
  private final int[] columns = new int[SIDE];
  private final int[] around = new int[SIDE * SIDE];

  private static int[][] withoutAc() {
    int[] dc = {
      -2, -6, -8, -6, -2, -6, 6, 42, 6, -6, -8, 42, 152, 42, -8, -6, 6, 42, 6, -6, -2, -6, -8, -6,
      -2
    };
    int[] across = {
      -1, -1, 0, 1, 1, -3, 13, 0, -13, 3, -3, 38, 0, -38, 3, -3, 13, 0, -13, 3, -1, -1, 0, 1, 1
    };
    int[] twiceDown = {
      0, 0, 1, 0, 0, 0, 2, 7, 2, 0, 0, -5, -14, -5, 0, 0, 2, 7, 2, 0, 0, 0, 1, 0, 0
    };
    int[] both = {-1, 0, 0, 0, 1, 0, 9, 0, -9, 0, 0, 0, 0, 0, 0, 0, -9, 0, 9, 0, 1, 0, 0, 0, -1};
    int[] thriceAcross = inner(1, 0, -1, 2, 0, -2, 1, 0, -1);
    int[] downTwiceAcross = inner(1, -3, 1, 0, 0, 0, -1, 3, -1);
    return new int[][] {
      dc,
      across,
      turned(across),
      twiceDown,
      both,
      turned(twiceDown),
      thriceAcross,
      downTwiceAcross,
      turned(downTwiceAcross),
      turned(thriceAcross)
    };
  }

  private static int[][] withAc() {
    int[] across = new int[SIDE * SIDE];
    int[] twiceDown = new int[SIDE * SIDE];
    int[] acrossWeights = {-7, 50, 0, -50, 7};
    int[] downWeights = {-1, 13, -24, 13, -1};
    for (int i = 0; i < SIDE; i++) {
      across[2 * SIDE + i] = acrossWeights[i];
      twiceDown[i * SIDE + 2] = downWeights[i];
    }
    int[] both = {
      0, -1, 0, 1, 0, -1, 10, 0, -10, 1, 0, 0, 0, 0, 0, 1, -10, 0, 10, -1, 0, 1, 0, -1, 0
    };
    return new int[][] {{}, across, turned(across), twiceDown, both, turned(twiceDown)};
  }

  private static int[] inner(int... weights) {
    int[] all = new int[SIDE * SIDE];
    for (int i = 0; i < weights.length; i++) {
      all[(i / 3 + 1) * SIDE + i % 3 + 1] = weights[i];
    }
    return all;
  }

  private static int[] turned(int[] weights) {
    int[] turned = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      turned[i % SIDE * SIDE + i / SIDE] = weights[i];
    }
    return turned;
  }

  /** A picture begins. */
  static void begin(JpegFrame frame) {
    for (int i = 0; i < frame.count; i++) {
      Arrays.fill(frame.components[i].missing, -1);
    }
  }

  /**
   * A scan begins.
   *
   * @param isFirst whether it is the first of the picture: before one that others follow, libjpeg
   *     takes all for known
   */
  static void scan(JpegScanHeader scan, boolean isFirst) {
    for (int i = 0; i < scan.count; i++) {
      JpegComponent c = scan.components[i];
      for (int k = Math.min(scan.first, 1); k < KNOWN; k++) {
        c.missingBefore[k] = isFirst ? 0 : c.missing[k];
      }
      for (int k = scan.first; k <= Math.min(scan.last, KNOWN - 1); k++) {
        c.missing[k] = scan.low;
      }
    }
  }

  /** Whether a picture has anything to be estimated, once all its {@code scans} have been read. */
  static boolean isUseful(JpegFrame frame, int scans) {
    boolean useful = false;
    for (int i = 0; i < frame.count; i++) {
      JpegComponent c = frame.components[i];
      if (scans == 1) {
        Arrays.fill(c.missingBefore, -1);
      }
      if (c.missing[0] < 0) {
        return false;
      }
      for (int k = 0; k < KNOWN; k++) {
        if (c.quant[k] == 0) {
          return false;
        }
        useful |= k > 0 && c.missing[k] != 0;
      }
    }
    return frame.progressive && useful;
  }

  /**
   * A block of the picture with its estimates, in natural order; valid until the next call.
   *
   * @param x column of the block; those to the right of the picture are not estimated
   * @param y row of the block; nor are those below
   * @param complete whether the last scan has come down to the block
   */
  short[] estimate(JpegFrame frame, JpegComponent c, int x, int y, boolean complete) {
    System.arraycopy(c.coefficients, (y * c.paddedWide + x) * 64, block, 0, 64);
    if (x < c.blocksWide && y < c.blocksHigh) {
      look(frame, c, x, y);
      int[] missing = complete ? c.missing : c.missingBefore;
      boolean blank = true;
      for (int k = 1; k < KNOWN; k++) {
        blank &= missing[k] == -1;
      }
      int[][] weights = blank ? WITHOUT_AC : WITH_AC;
      for (int k = 1; k < (blank ? KNOWN : FEW); k++) {
        int place = JpegTables.NATURAL[k];
        if (missing[k] != 0 && block[place] == 0) {
          block[place] = (short) estimate(weights[k], c.quant[0], c.quant[k], missing[k]);
        }
      }
      if (blank) {
        block[0] = (short) estimate(weights[0], c.quant[0], c.quant[0], -1);
      }
    }
    return block;
  }

  /** The DC values around; beyond the edges the last ones go on. */
  private void look(JpegFrame frame, JpegComponent c, int x, int y) {
    int last = c.blocksWide - 1;
    for (int i = 0; i < SIDE; i++) {
      int column = Math.max(x + i - 2, 0);
      columns[i] = column <= last ? column : last == 1 ? 0 : last; // two columns: see below
    }
    // As libjpeg-turbo 2.1.5 sees it: of two columns the first comes after the second, too; in the
    // second row of MCUs there is nothing above the row
    // before, unless a block has it in its own MCU; in the last but one nothing below the next.
    int mcu = y / c.v;
    int above = y % c.v;
    int below = mcu == frame.mcusHigh - 1 ? c.blocksHigh - 1 - y : c.v - 1 - above;
    int top = mcu > 1 ? 2 : mcu == 1 ? Math.max(above, 1) : above;
    int left = frame.mcusHigh - 1 - mcu;
    int bottom = left > 1 ? 2 : left == 1 ? Math.max(below, 1) : below;
    for (int i = 0; i < SIDE; i++) {
      int row = (y + Math.clamp(i - 2, Math.max(-top, -2), Math.min(bottom, 2))) * c.paddedWide;
      for (int k = 0; k < SIDE; k++) {
        around[i * SIDE + k] = c.coefficients[(row + columns[k]) * 64];
      }
    }
  }

  private int estimate(int[] weights, int quantDc, int quant, int missing) {
    long sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * around[i];
    }
    sum *= quantDc;
    long size = ((quant << 7) + Math.abs(sum)) / (quant << 8);
    if (missing > 0) {
      size = Math.min(size, (1L << missing) - 1);
    }
    return (int) (sum < 0 ? -size : size);
  }
}
