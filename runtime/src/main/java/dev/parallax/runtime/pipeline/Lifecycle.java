package dev.parallax.runtime.pipeline;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.exec.EngineListener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The state of a pipeline, the end of its streams, and its failure: hears the engine, and tells the
 * bus and whoever waits. Any thread.
 */
final class Lifecycle implements EngineListener {
  private final String name;
  private final Bus bus;
  private volatile State state = State.SUSPENDED;
  private volatile @Nullable ParallaxException error;

  /** Guards {@link #over} and the changes of {@link #state}; nobody is called while it is held. */
  private final Object monitor = new Object();

  private boolean over;

  Lifecycle(String name, Bus bus) {
    this.name = name;
    this.bus = bus;
  }

  State state() {
    return state;
  }

  /** Why the state is Error, or why the last run ended; or null. */
  @Nullable ParallaxException error() {
    return error;
  }

  /** Refuses an operation in other states than those. */
  void require(String what, State... allowed) {
    State now = state;
    if (!List.of(allowed).contains(now)) {
      throw RequestErrors.state(what, now, List.of(allowed));
    }
  }

  /** A run begins. */
  void begin() {
    over(false);
    error = null;
  }

  /** A run has ended, in whatever state. */
  void end() {
    over(true);
    change(State.SUSPENDED, State.IDLE, State.RUNNING, State.ERROR);
  }

  /**
   * Changes the state if it is one of those expected: an error may have come in between, and stays.
   */
  void change(State next, State... expected) {
    State before;
    synchronized (monitor) {
      before = state;
      if (!List.of(expected).contains(before)) {
        return;
      }
      state = next;
    }
    bus.post(new Message.StateChanged(name, before, next));
  }

  private void over(boolean now) {
    synchronized (monitor) {
      over = now;
      monitor.notifyAll();
    }
  }

  /** Waits until it is over, a while at most; false when the time is over. Throws its failure. */
  boolean await(long time, TimeUnit unit) {
    long limit = unit.toNanos(time);
    long begin = System.nanoTime();
    synchronized (monitor) {
      while (!over) {
        long left = limit - (System.nanoTime() - begin);
        if (left <= 0) {
          return false;
        }
        try {
          monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
        } catch (InterruptedException e) {
          throw RequestErrors.interrupted("await", e);
        }
      }
    }
    throwIfFailed();
    return true;
  }

  void throwIfFailed() {
    ParallaxException failed = error;
    if (failed != null) {
      throw failed;
    }
  }

  // ---- EngineListener

  @Override
  public void eos() {
    bus.post(new Message.Eos(name));
    over(true);
  }

  /** An element that fails while it forgets the stream may have been faster. */
  @Override
  public void flushed() {
    synchronized (monitor) {
      if (error == null) {
        over(false);
      }
    }
  }

  @Override
  public void error(String element, ParallaxException failure) {
    error = failure;
    bus.post(new Message.Failure(element, failure));
    change(State.ERROR, State.SUSPENDED, State.IDLE, State.RUNNING);
    over(true);
  }

  @Override
  public void warning(String element, String text) {
    bus.post(new Message.Warning(element, text));
  }

  @Override
  public void info(String element, String text) {
    bus.post(new Message.Info(element, text));
  }

  @Override
  public void application(String element, Object payload, int heapBytes) {
    bus.post(new Message.Application(element, payload), heapBytes);
  }
}
