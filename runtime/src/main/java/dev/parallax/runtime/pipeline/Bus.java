package dev.parallax.runtime.pipeline;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
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
 * {@value #KEPT} and counts what it forgets.
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
      try {
        listener.accept(message);
      } catch (Throwable t) { // an application's fault must not keep the pipeline from stopping
        System.getLogger("dev.parallax.runtime")
            .log(Level.ERROR, "bus listener has thrown message=" + message, t);
      }
    }
  }
}
