package dev.parallax.runtime.pipeline;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one pipeline. Listeners are called on the posting thread, which may be an element's:
 * return soon, and leave {@link Pipeline#pause}, {@link Pipeline#suspend} and other calls that wait
 * for the pipeline to another thread, for they are refused there. What a listener throws is logged,
 * and goes no further. Whoever would rather poll takes messages from the bus; it keeps the last
 * {@value #KEPT}, of what other processes have posted no more than some 32 MiB, and counts what it
 * forgets.
 */
public final class Bus {
  private static final int KEPT = 1024;

  /** Most memory of messages that came from other processes. */
  private static final long MAX_FOREIGN_BYTES = 32L << 20;

  private final List<Consumer<? super Message>> listeners = new CopyOnWriteArrayList<>();
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private long foreignBytes; // guarded by kept
  private final AtomicLong forgotten = new AtomicLong();

  /** With the memory that it takes, if it came from another process; else 0. */
  private record Kept(Message message, int bytes) {}

  Bus() {}

  /** Adds a listener; run the result to take it away. */
  public Runnable listen(Consumer<? super Message> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** The next message, or null when none came within the time limit. */
  public @Nullable Message poll(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (kept) {
      while (kept.isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return null;
        }
        kept.wait(left);
      }
      Kept first = kept.removeFirst();
      foreignBytes -= first.bytes;
      return first.message;
    }
  }

  /** Messages that nobody polled in time. */
  public long forgotten() {
    return forgotten.get();
  }

  void post(Message message) {
    post(message, 0);
  }

  /**
   * Posts a message.
   *
   * @param heapBytes most memory that it takes, when it came from another process; else 0
   */
  void post(Message message, int heapBytes) {
    synchronized (kept) {
      if (kept.size() == KEPT) {
        forget(kept.removeFirst());
      }
      kept.addLast(new Kept(message, heapBytes));
      foreignBytes += heapBytes;
      if (foreignBytes > MAX_FOREIGN_BYTES) {
        forgetForeign();
      }
      kept.notifyAll();
    }
    for (Consumer<? super Message> listener : listeners) {
      try {
        listener.accept(message);
      } catch (Throwable t) { // an application's fault must not keep the pipeline from stopping
        System.getLogger("dev.parallax.runtime")
            .log(Level.ERROR, "bus listener has thrown message=" + message, t);
      }
    }
  }

  private void forget(Kept old) {
    foreignBytes -= old.bytes;
    forgotten.incrementAndGet();
  }

  /** The oldest of them; what this process has to say stays. */
  private void forgetForeign() {
    Iterator<Kept> all = kept.iterator();
    while (foreignBytes > MAX_FOREIGN_BYTES) {
      Kept next = all.next();
      if (next.bytes > 0) {
        all.remove();
        forget(next);
      }
    }
  }
}
