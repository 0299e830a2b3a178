package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Thresholds by place, as Bayer's. Two bits are lost, so four places have all the thresholds there
 * are, and any four of them beside each other keep the mean.
 */
public final class DitherPattern implements Dither {
  private static final int[] THRESHOLDS = {0, 2, 3, 1};

  /** The pattern. */
  public DitherPattern() {}

  @Override
  public void begin() {}

  @Override
  public void row(MemorySegment in, long inAt, MemorySegment out, long outAt, int samples, int y) {
    int even = THRESHOLDS[2 * (y & 1)];
    int odd = THRESHOLDS[2 * (y & 1) + 1];
    for (int x = 0; x < samples; x++) {
      int level = Dither.sample(in, inAt + 2L * x) + ((x & 1) == 0 ? even : odd) >> 2;
      out.set(ValueLayout.JAVA_BYTE, outAt + x, (byte) Math.min(level, 255));
    }
  }
}
