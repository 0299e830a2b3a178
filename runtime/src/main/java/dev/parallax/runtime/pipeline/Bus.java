package dev.parallax.runtime.pipeline;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one pipeline. Listeners are called on the posting thread, which may be an element's: return soon. Whoever
 * would rather poll takes messages from the bus; it keeps the last {@value #KEPT} and counts what it forgets.
 */
public final class Bus {
  private static final int KEPT = 1024;

  private final List<Consumer<? super Message>> listeners = new CopyOnWriteArrayList<>();
  private final ArrayDeque<Message> kept = new ArrayDeque<>();
  private final AtomicLong forgotten = new AtomicLong();

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
      return kept.pollFirst();
    }
  }

  /** Messages that nobody polled in time. */
  public long forgotten() {
    return forgotten.get();
  }

  void post(Message message) {
    synchronized (kept) {
      if (kept.size() == KEPT) {
        kept.removeFirst();
        forgotten.incrementAndGet();
      }
      kept.addLast(message);
      kept.notifyAll();
    }
    for (Consumer<? super Message> listener : listeners) {
      listener.accept(message);
    }
  }
}
