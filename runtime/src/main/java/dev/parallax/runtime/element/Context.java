package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;

/**
 * An element's connection to the runtime, from {@code @Start} to {@code @Stop}. Real-time code may
 * call what is marked as safe; the rest allocates or wakes other threads.
 */
public interface Context {
  /** Name of the element in the pipeline. */
  @RtSafe
  String name();

  /**
   * Call again at {@code ns} ({@link #now} time). It may come earlier, as with the other
   * conditions: when a property has changed, and for a source when the stream is to end.
   */
  @RtSafe
  Flow againAt(long ns);

  /** Call again when the file descriptor is readable (or at its end). */
  @RtSafe
  Flow againWhenReadable(int fd);

  /** As {@link #againWhenReadable(int)}, or at {@code ns} ({@link #now} time) if that is sooner. */
  @RtSafe
  Flow againWhenReadable(int fd, long ns);

  /** Call again when the {@link #waker} was run. */
  @RtSafe
  Flow againOnWake();

  /** Wakes the element after {@link #againOnWake}. Any thread; cheap when nobody waits. */
  Runnable waker();

  /** Monotonic time in nanoseconds. */
  @RtSafe
  long now();

  /** Running time in nanoseconds: time spent Running since the start or the last flush. */
  @RtSafe
  long runningTime();

  /**
   * Running time at which a presentation time is due, by the segment of the input that told one
   * last. {@code Buffer.NO_TIME} stays what it is.
   */
  @RtSafe
  long runningTime(long pts);

  /**
   * Calls the element's {@code @Timer} method once {@code ns} ({@link #now} time) has come, also
   * when there is no input; {@code Buffer.NO_TIME}: not any more. There is one time, the last that
   * was given; the call takes it away, and so does a flush.
   */
  @RtSafe
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
  @RtSafe
  boolean live();

  /**
   * Waits for what {@link #againAt} and the like were given, in the midst of a method that cannot
   * return AGAIN: {@code @Drain}, {@code @OnEvent}. While the pipeline pauses it stands still, and
   * goes on waiting afterwards. The element's thread, while it is Running; nothing that is set or
   * sent to the element comes in between.
   *
   * @param again what the method gave
   * @return whether it may be there; false when the pipeline stops or flushes, and nobody wants
   *     what is left
   */
  boolean await(Flow again);

  /**
   * Whether the current call should return: the pipeline stops, flushes or pauses, or the stream of
   * this source is to end. For methods that block. After a pause everything goes on, so nothing may
   * be lost by it: a method that has done a part remembers how far it came and returns AGAIN, and
   * one that cannot waits by {@link #await} instead. Any thread.
   */
  @RtSafe
  boolean interrupted();

  /**
   * Whether the application has asked for the end of the stream, which then comes at any place:
   * what is incomplete at {@code @Drain} is no damage. Any thread.
   */
  @RtSafe
  boolean eosRequested();

  /**
   * Whether the stream ends with the current {@code @Drain}; false when it goes on with another
   * format or segment, so that an encoder need not complete its file yet. On the element's thread.
   */
  @RtSafe
  boolean ending();

  /** Posts a warning on the pipeline's bus. */
  void warn(String text);

  /** Posts information on the pipeline's bus. */
  void info(String text);

  /**
   * Posts an application message, delivered in order. In an isolated element it must be a number, a
   * boolean, a text, bytes, a list of these, or a record that {@code @Element(posts = ...)} names,
   * within 64 KiB; at most 1,000 of them in a second arrive, others are counted as dropped.
   *
   * @throws IllegalArgumentException when it is nothing that can leave the element's process
   */
  void post(Object payload);

  /**
   * Sends an event towards the sources, to whoever feeds the element. {@link Event.SeekBytes} goes
   * to the sources themselves, and only while the element handles an {@link Event.Seek}, which
   * comes from the application alone.
   *
   * @throws IllegalStateException for {@link Event.SeekBytes} at any other time, and for {@link
   *     Event.Seek}
   */
  void sendUpstream(Event.Upstream event);

  /** Counts units lost by the element's own decision, shown as drops. */
  @RtSafe
  void countDropped(long units);

  /** Counts buffers whose payload the element had to copy because it could not share it. */
  @RtSafe
  void countCopied(long buffers);
}
