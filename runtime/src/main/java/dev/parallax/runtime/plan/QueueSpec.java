package dev.parallax.runtime.plan;

import java.util.List;

/**
 * A boundary between two domains: what the queue elements on a link ask for, or the default of a
 * boundary that the planner draws.
 *
 * @param names names of queue elements; empty for a boundary drawn by the planner
 * @param maxBuffers entries that may wait
 * @param maxBytes bytes that may wait, which bounds the buffers when they are large; 0: no limit
 * @param maxTime nanoseconds that may wait; 0: no limit
 * @param leak what happens when it is full
 * @param threshold what has to wait before anything goes on
 */
public record QueueSpec(
    List<String> names,
    int maxBuffers,
    long maxBytes,
    long maxTime,
    Leak leak,
    Threshold threshold) {
  /**
   * Low-water marks: below one of them nothing goes on, unless the queue is full or the stream
   * ends.
   *
   * @param buffers entries, 0: no mark
   * @param bytes bytes, 0: no mark
   * @param time nanoseconds, 0: no mark
   */
  public record Threshold(int buffers, long bytes, long time) {
    static final Threshold NONE = new Threshold(0, 0, 0);

    Threshold and(Threshold next) {
      return new Threshold(
          Math.addExact(buffers, next.buffers), bytes + next.bytes, time + next.time);
    }
  }

  /** Memory that a pool may have before anybody counts slots. */
  private static final long CHEAP_BYTES = 16L << 20;

  /** What a full queue does. */
  public enum Leak {
    /** The sender waits. */
    NO,
    /** The new buffer is dropped. */
    NEWEST,
    /** The oldest buffer is dropped. */
    OLDEST
  }

  /** Buffers under way outside of queues: one being made, one being consumed, one in between. */
  public static final int MOVING = 3;

  /** Boundary drawn by the planner. */
  static QueueSpec implicit(int bound) {
    return new QueueSpec(List.of(), bound, 10L << 20, 0, Leak.NO, Threshold.NONE);
  }

  /** Two queues in a row. */
  QueueSpec and(QueueSpec next) {
    List<String> both = new java.util.ArrayList<>(names);
    both.addAll(next.names);
    return new QueueSpec(
        both,
        Math.min(1 << 16, maxBuffers + next.maxBuffers),
        sum(maxBytes, next.maxBytes),
        sum(maxTime, next.maxTime),
        next.leak == Leak.NO ? leak : next.leak,
        threshold.and(next.threshold));
  }

  private static long sum(long limit, long next) {
    long both = limit + next;
    return limit == 0 || next == 0 || both < 0 ? 0 : both;
  }

  /**
   * Whether bytes and time must be counted: for queues that somebody asked for, whose limits may
   * come later. A boundary of the planner is bounded by its buffers and their pool.
   */
  public boolean countsBacklog() {
    return !names.isEmpty();
  }

  /** Whether something has to wait before anything goes on. */
  public boolean hasThreshold() {
    return !threshold.equals(Threshold.NONE);
  }

  /** Whether so much (bytes, nanoseconds) is below a mark. */
  public boolean isBelowThreshold(long bytes, long time) {
    return bytes < threshold.bytes || time < threshold.time;
  }

  /** Whether so much is as much as may wait. */
  public boolean isFull(int buffers, long bytes, long time) {
    return buffers >= maxBuffers
        || maxBytes > 0 && bytes >= maxBytes
        || maxTime > 0 && time >= maxTime;
  }

  /** Entries for buffers of a size: at least 2. */
  public int boundFor(long bufferBytes) {
    if (maxBytes == 0 || bufferBytes <= 0) {
      return maxBuffers;
    }
    return (int) Math.min(maxBuffers, Math.max(2, maxBytes / bufferBytes));
  }

  /**
   * Slots for a pool whose buffers may wait here. Unless buffers always fill their slots, more of
   * them than {@link #boundFor} says make up the bytes.
   */
  int slotsFor(long slotBytes, boolean full) {
    if (full) {
      return boundFor(slotBytes);
    }
    int cheap = (int) Math.min(maxBuffers, CHEAP_BYTES / Math.max(1, slotBytes));
    return Math.max(boundFor(slotBytes), cheap);
  }

  /**
   * Slots for a pool whose buffers pass these boundaries.
   *
   * @param full they always fill their slots, as pictures do
   */
  public static int slotsFor(List<QueueSpec> queues, long slotBytes, boolean full) {
    long slots = MOVING;
    for (QueueSpec queue : queues) {
      slots += queue.slotsFor(slotBytes, full) + 1L;
    }
    return (int) Math.min(slots + slots / 8, 4096); // an eighth may be on its way back in a batch
  }
}
