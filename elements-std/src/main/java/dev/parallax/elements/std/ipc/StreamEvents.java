package dev.parallax.elements.std.ipc;

import dev.parallax.memory.link.LinkPlan;

/** Kinds of a link's events between {@code ipcsink} and {@code ipcsrc}, and the link's sizes. */
final class StreamEvents {
  /** A format. */
  static final int FORMAT = 1;

  /**
   * A stream-start, tags, a gap or an event of the application; for a segment, the first number is
   * the sink's base time: {@link System#nanoTime} at running time 0.
   */
  static final int EVENT = 2;

  /** An arena has come by the socket; the first number is what entries call it. */
  static final int ATTACH = 3;

  /** Nothing comes from an arena any more. */
  static final int DETACH = 4;

  /** The stream has ended. */
  static final int END = 5;

  /** One entry carries at most half of it. */
  private static final int BYTES = 256 << 10;

  private static final int NO_BYTES = 4096;

  private StreamEvents() {}

  /** What the sink writes. */
  static LinkPlan sinkPlan(int leases) {
    return LinkPlan.of(leases, 1, BYTES);
  }

  /** What the source writes: it lends nothing. */
  static LinkPlan sourcePlan(int leases) {
    return new LinkPlan(LinkPlan.of(1, leases, NO_BYTES).ringCapacity(), 1, NO_BYTES);
  }
}
