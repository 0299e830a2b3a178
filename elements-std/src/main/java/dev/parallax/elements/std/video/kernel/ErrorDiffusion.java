package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** What rounding takes from a sample goes to neighbours that come later, in sixteenths. */
public final class ErrorDiffusion implements Dither {
  /** Sixteenths of a level of 10 bits in one of 8. */
  private static final int LEVEL_BITS = 6;

  private static final int HALF = 1 << LEVEL_BITS - 1;

  private final int right;
  private final int belowLeft;
  private final int below;
  private final int belowRight;

  /** For each sample of the next row, with one before and one after it: what it gets. */
  private final int[] next;

  /**
   * Shares of the neighbours.
   *
   * @param samples of the longest row
   * @throws IllegalArgumentException if they do not make 16 together
   */
  public ErrorDiffusion(int samples, int right, int belowLeft, int below, int belowRight) {
    if (right + belowLeft + below + belowRight != 16) {
      throw new IllegalArgumentException("shares of an error are not 16 together");
    }
    next = new int[samples + 2];
    this.right = right;
    this.belowLeft = belowLeft;
    this.below = below;
    this.belowRight = belowRight;
  }

  @Override
  public void begin() {
    Arrays.fill(next, 0);
  }

  @Override
  public void row(MemorySegment in, long inAt, MemorySegment out, long outAt, int samples, int y) {
    int[] errors = next;
    int fromLeft = 0; // in 256ths of a level of 10 bits, as all that is shared
    int diagonal = 0;
    int straight = 0;
    for (int x = 0; x < samples; x++) {
      int sum = (Dither.sample(in, inAt + 2L * x) << 4) + (errors[x + 1] + fromLeft + 8 >> 4);
      int level = Math.clamp(sum + HALF >> LEVEL_BITS, 0, 255);
      // What can't be shown at the ends of the scale must not pile up.
      int error = Math.clamp(sum - (level << LEVEL_BITS), -HALF, HALF);
      out.set(ValueLayout.JAVA_BYTE, outAt + x, (byte) level);
      errors[x] = straight + error * belowLeft; // complete: the left one had three givers
      straight = diagonal + error * below;
      diagonal = error * belowRight;
      fromLeft = error * right;
    }
    errors[samples] = straight;
    errors[samples + 1] = 0;
  }
}
