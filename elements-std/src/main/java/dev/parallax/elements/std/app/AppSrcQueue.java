package dev.parallax.elements.std.app;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the application has pushed and the element has not sent, bounded in bytes, and in pushes:
 * some have none. Any thread.
 */
final class AppSrcQueue {
  /** One push. */
  @SuppressWarnings("ArrayRecordComponent")
  record Item(byte[] bytes, long pts, long duration) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private long bytes;
  private long maxBytes = Long.MAX_VALUE;
  private boolean ended;
  private boolean closed;
  private Runnable waker = () -> {};

  /** The element runs: {@code wake} after each push. */
  void open(long limit, Runnable wake) {
    lock.lock();
    try {
      maxBytes = limit == 0 ? Long.MAX_VALUE : limit;
      waker = wake;
      closed = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends; waits for room. One item is taken whatever its size, so that a large one is not
   * refused for ever.
   *
   * @return false when the stream has ended or the element has stopped
   */
  boolean put(Item item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (isFull(item)) {
        room.await();
      }
      return add(item);
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #put}; false also when there is no room. */
  boolean offer(Item item) {
    lock.lock();
    try {
      return !isFull(item) && add(item);
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(Item item) {
    return !ended
        && !closed
        && !items.isEmpty()
        && (bytes + item.bytes().length > maxBytes || items.size() >= maxBytes);
  }

  private boolean add(Item item) {
    if (ended || closed) {
      return false;
    }
    items.add(item);
    bytes += item.bytes().length;
    waker.run();
    return true;
  }

  /** No more will be pushed. */
  void end() {
    Runnable wake;
    lock.lock();
    try {
      ended = true;
      room.signalAll();
      wake = waker;
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /** The oldest, or null. */
  @Nullable Item poll() {
    lock.lock();
    try {
      Item item = items.poll();
      if (item != null) {
        bytes -= item.bytes().length;
        room.signalAll();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the end was told and everything is taken. */
  boolean isDrained() {
    lock.lock();
    try {
      return ended && items.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that wait. */
  long level() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what waits. */
  void clear() {
    lock.lock();
    try {
      items.clear();
      bytes = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The element has stopped: whoever waits gives up, what waits is forgotten, and the next run has
   * its own end.
   */
  void close() {
    lock.lock();
    try {
      closed = true;
      ended = false;
      items.clear();
      bytes = 0;
      waker = () -> {};
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
