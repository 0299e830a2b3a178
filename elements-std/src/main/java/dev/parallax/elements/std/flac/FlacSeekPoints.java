package dev.parallax.elements.std.flac;

import java.util.Arrays;

/**
 * Places of frames as a SEEKTABLE block names them (RFC 9639 section 8.5). They may be wrong:
 * whoever goes to one looks at the frame that is there. What is out of order is left out.
 */
final class FlacSeekPoints {
  /** Points that are kept, 1 MiB; whoever needs more reads a little further. */
  private static final int MOST = 1 << 16;

  private static final long MAX_OFFSET = 1L << 60;

  private long[] samples = new long[0];
  private long[] offsets = new long[0];
  private int count;

  /** A point: a frame's first sample, and the frame's offset from the first frame in bytes. */
  void add(long sample, long offset) {
    boolean ordered =
        count == 0
            ? sample >= 0 && offset >= 0
            : sample > samples[count - 1] && offset > offsets[count - 1];
    if (!ordered || offset > MAX_OFFSET || count == MOST) {
      return; // a placeholder has the sample -1
    }
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, Math.max(64, 2 * count));
      offsets = Arrays.copyOf(offsets, samples.length);
    }
    samples[count] = sample;
    offsets[count++] = offset;
  }

  /** Where the last frame begins that a point names and that is not behind a sample; 0: none. */
  long before(long sample) {
    int at = Arrays.binarySearch(samples, 0, count, sample);
    int last = at >= 0 ? at : -at - 2;
    return last < 0 ? 0 : offsets[last];
  }
}
