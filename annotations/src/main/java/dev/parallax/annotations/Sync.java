package dev.parallax.annotations;

/** How an element with several inputs takes them. */
public enum Sync {
  /** Each buffer as it comes. */
  SINGLE,
  /**
   * Each buffer as it comes, except from ports that the element holds ({@code InputPort.hold}):
   * what comes there waits, and its sender with it (selectors).
   */
  SELECTED,
  /**
   * The lowest decoding time first, over all ports that are not at their end or in a gap (muxers).
   */
  ORDERED,
  /** One buffer of each port that covers the same time (mixers). */
  ALIGNED,
  /**
   * The n-th buffer of each port, whatever their times, until one port has ended; the methods have
   * the forms of ALIGNED.
   */
  ZIPPED;

  /** Whether one call takes a buffer of each port. */
  public boolean takesHeads() {
    return this == ALIGNED || this == ZIPPED;
  }
}
