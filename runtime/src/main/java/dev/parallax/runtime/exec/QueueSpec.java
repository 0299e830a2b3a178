package dev.parallax.runtime.exec;

import java.util.List;

/**
 * A boundary between two domains: what the queue elements on a link ask for, or the default of a
 * boundary that the planner draws.
 *
 * @param names names of queue elements; empty for a boundary drawn by the planner
 * @param maxBuffers entries that may wait
 * @param maxBytes bytes that may wait, which bounds the buffers when they are large; 0: no limit
 * @param leak what happens when it is full
 */
record QueueSpec(List<String> names, int maxBuffers, long maxBytes, Leak leak) {
  /** What a full queue does. */
  enum Leak {
    /** The sender waits. */
    NO,
    /** The new buffer is dropped. */
    NEWEST,
    /** The oldest buffer is dropped. */
    OLDEST
  }

  /** Boundary drawn by the planner. */
  static QueueSpec implicit(int bound) {
    return new QueueSpec(List.of(), bound, 10L << 20, Leak.NO);
  }

  /** Two queues in a row. */
  QueueSpec and(QueueSpec next) {
    List<String> both = new java.util.ArrayList<>(names);
    both.addAll(next.names);
    return new QueueSpec(
        both,
        Math.min(1 << 16, maxBuffers + next.maxBuffers),
        maxBytes == 0 || next.maxBytes == 0 ? 0 : maxBytes + next.maxBytes,
        next.leak == Leak.NO ? leak : next.leak);
  }

  /** Entries for buffers of a size: at least 2. */
  int boundFor(long bufferBytes) {
    if (maxBytes == 0 || bufferBytes <= 0) {
      return maxBuffers;
    }
    return (int) Math.min(maxBuffers, Math.max(2, maxBytes / bufferBytes));
  }
}
