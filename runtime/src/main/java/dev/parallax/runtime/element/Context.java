package dev.parallax.runtime.element;

import dev.parallax.annotations.RtTrusted;

/** An element's connection to the runtime, from {@code @Start} to {@code @Stop}. */
@RtTrusted(
    reason =
        "the executor behind it is not verified: clocks, counters, and times to be called again")
public interface Context {
  /** Name of the element in the pipeline. */
  String name();

  /**
   * Call again at {@code ns} ({@link #now} time). It may come earlier, as with the other
   * conditions: when a property has changed, and for a source when the stream is to end.
   */
  Flow againAt(long ns);

  /** Call again when the file descriptor is readable (or at its end). */
  Flow againWhenReadable(int fd);

  /** As {@link #againWhenReadable(int)}, or at {@code ns} ({@link #now} time) if that is sooner. */
  Flow againWhenReadable(int fd, long ns);

  /** Call again when the {@link #waker} was run. */
  Flow againOnWake();

  /** Wakes the element after {@link #againOnWake}. Any thread; cheap when nobody waits. */
  Runnable waker();

  /** Monotonic time in nanoseconds. */
  long now();

  /** Running time in nanoseconds: time spent Running since the start or the last flush. */
  long runningTime();

  /**
   * Running time at which a presentation time is due, by the segment of the input that told one
   * last. {@code Buffer.NO_TIME} stays what it is.
   */
  long runningTime(long pts);

  /**
   * Calls the element's {@code @Timer} method once {@code ns} ({@link #now} time) has come, also
   * when there is no input; {@code Buffer.NO_TIME}: not any more. There is one time, the last that
   * was given; the call takes it away, and so does a flush.
   */
  void timerAt(long ns);

  /**
   * Runs {@code work} on the element's thread each time before that waits: for input, for room
   * downstream, for a time or a descriptor, of whatever element. It is for what an element keeps
   * together while buffers follow each other closely, and must not keep when none does. It must
   * neither block nor send; what it throws is this element's failure. The last one given counts,
   * from {@code @Start} to {@code @Stop}. It does not run while a method of another element on this
   * thread blocks on its own account, or computes.
   */
  void beforeWait(Runnable work);

  /** Whether a source is live somewhere in the pipeline. */
  boolean live();

  /**
   * Whether the current call should return: the pipeline stops or flushes. For methods that block.
   * Any thread.
   */
  boolean interrupted();

  /**
   * Whether the application has asked for the end of the stream, which then comes at any place:
   * what is incomplete at {@code @Drain} is no damage. Any thread.
   */
  boolean eosRequested();

  /**
   * Whether the stream ends with the current {@code @Drain}; false when it goes on with another
   * format or segment, so that an encoder need not complete its file yet. On the element's thread.
   */
  boolean ending();

  /** Posts a warning on the pipeline's bus. */
  void warn(String text);

  /** Posts information on the pipeline's bus. */
  void info(String text);

  /** Posts an application message, delivered in order. */
  void post(Object payload);

  /** Counts units lost by the element's own decision, shown as drops. */
  void countDropped(long units);

  /** Counts buffers whose payload the element had to copy because it could not share it. */
  void countCopied(long buffers);
}
