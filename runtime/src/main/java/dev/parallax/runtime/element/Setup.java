package dev.parallax.runtime.element;

/** What an element tells about itself when it is configured. Valid during {@code @Configure}. */
public interface Setup {
  /**
   * Largest output buffer in bytes. Default: what the output's format needs; 64 KiB for bytes and
   * packets.
   */
  Setup outputBytes(long max);

  /** Input buffers kept across calls. Default 0. */
  Setup holds(int buffers);

  /** Output buffers acquired and kept across calls. Default 0. */
  Setup outputHolds(int buffers);

  /** Delay that the element adds, in nanoseconds. Default 0, 0. */
  Setup latency(long minNs, long maxNs);

  /**
   * Alignment of output buffers (a power of two) and bytes after them that may be over-read.
   * Default 64, 64.
   */
  Setup alignment(int bytes, int padding);
}
