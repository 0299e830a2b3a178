package dev.parallax.elements.std.app;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Samples that the application has not pulled, bounded in number. Any thread. */
final class AppSinkQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<AppSample> samples = new ArrayDeque<>();
  private Runnable waker = () -> {};
  private boolean ended;

  /** A new stream. */
  void open(Runnable wake) {
    lock.lock();
    try {
      waker = wake;
      ended = false;
      samples.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@code bound} samples wait. */
  boolean isFull(int bound) {
    lock.lock();
    try {
      return samples.size() >= bound;
    } finally {
      lock.unlock();
    }
  }

  /** Appends. */
  void add(AppSample sample) {
    lock.lock();
    try {
      samples.add(sample);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the oldest away. */
  void dropOldest() {
    lock.lock();
    try {
      samples.poll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The oldest; waits for one.
   *
   * @param timeoutNs how long; negative: for ever
   * @return null after the time, and at the end of the stream
   */
  @Nullable AppSample pull(long timeoutNs) throws InterruptedException {
    AppSample sample;
    Runnable wake;
    lock.lockInterruptibly();
    try {
      long left = timeoutNs;
      while (samples.isEmpty() && !ended && left != 0) {
        if (timeoutNs < 0) {
          filled.await();
        } else {
          left = Math.max(0, filled.awaitNanos(left));
        }
      }
      sample = samples.poll();
      wake = waker;
    } finally {
      lock.unlock();
    }
    if (sample != null) {
      wake.run();
    }
    return sample;
  }

  /** The oldest, or null. */
  @Nullable AppSample poll() {
    AppSample sample;
    Runnable wake;
    lock.lock();
    try {
      sample = samples.poll();
      wake = waker;
    } finally {
      lock.unlock();
    }
    if (sample != null) {
      wake.run();
    }
    return sample;
  }

  /** No more samples come. */
  void end() {
    lock.lock();
    try {
      ended = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the stream has ended and everything was pulled. */
  boolean isDrained() {
    lock.lock();
    try {
      return ended && samples.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what waits, and the end: after a flush the stream goes on. */
  void clear() {
    lock.lock();
    try {
      samples.clear();
      ended = false;
    } finally {
      lock.unlock();
    }
  }
}
