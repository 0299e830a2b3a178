package dev.parallax.runtime.remote;

import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is the same in the context of an element wherever it runs: its name, and what it wants to
 * wait for before its next call. For those that drive elements. Only the element's own thread, but
 * for the waker.
 */
public abstract class ElementContext implements Context {
  /** What the next call waits for. */
  protected enum Until {
    /** The element has not said it. */
    UNSAID,
    /** A time. */
    TIME,
    /** A descriptor, or a time. */
    READABLE,
    /** The waker. */
    WAKE,
    /** A condition that the context knows, or a time. */
    CONDITION
  }

  private final String name;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Runnable waker;
  private Until until = Until.UNSAID;
  private long time = Long.MAX_VALUE;
  private int fd = -1;

  /**
   * Makes one.
   *
   * @param name of the element in its pipeline
   * @param ring wakes the element's thread; called by any
   */
  protected ElementContext(String name, Runnable ring) {
    this.name = name;
    waker =
        () -> {
          woken.set(true);
          ring.run();
        };
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Flow againAt(long ns) {
    return again(Until.TIME, ns, -1);
  }

  @Override
  public final Flow againWhenReadable(int descriptor) {
    return again(Until.READABLE, Long.MAX_VALUE, descriptor);
  }

  @Override
  public final Flow againWhenReadable(int descriptor, long ns) {
    return again(Until.READABLE, ns, descriptor);
  }

  @Override
  public final Flow againOnWake() {
    return again(Until.WAKE, Long.MAX_VALUE, -1);
  }

  /**
   * Remembers what the next call waits for.
   *
   * @param ns the time, or {@link Long#MAX_VALUE}
   * @param descriptor or -1
   */
  protected final Flow again(Until what, long ns, int descriptor) {
    until = what;
    time = ns;
    fd = descriptor;
    return Flow.AGAIN;
  }

  @Override
  public final Runnable waker() {
    return waker;
  }

  /** For {@link #await}: what the element gives must be what it was given. */
  protected final void requireAgain(Flow again) {
    if (again != Flow.AGAIN) {
      throw new IllegalArgumentException("nothing to wait for element=" + name);
    }
  }

  /** What the element has said, once. */
  protected final Until takeUntil() {
    Until said = until;
    until = Until.UNSAID;
    return said;
  }

  /** The time that came with it, or {@link Long#MAX_VALUE}. */
  protected final long time() {
    return time;
  }

  /** The descriptor that came with it, or -1. */
  protected final int fd() {
    return fd;
  }

  /** Whether the element was woken, since {@link #takeWoken} was asked the last time. */
  protected final boolean isWoken() {
    return woken.get();
  }

  /** As {@link #isWoken}; then it has not been woken any more. */
  protected final boolean takeWoken() {
    return woken.get() && woken.getAndSet(false);
  }
}
