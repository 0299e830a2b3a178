package dev.parallax.memory;

import dev.parallax.nativeglue.linux.LinuxException;
import java.util.function.BooleanSupplier;

/**
 * A platform thread that waits for a descriptor on behalf of a virtual thread's doorbell. The
 * watched descriptor may change or be closed while it is polled: the result is then an early
 * wake-up, which every caller of a doorbell must stand anyway.
 */
final class FdWatcher implements AutoCloseable {
  private static final int NONE = -1;
  private static final BooleanSupplier FALSE = () -> false;

  private final Doorbell client;
  private final Doorbell own = Doorbell.futex();
  private final BooleanSupplier done = this::isDone;
  private BooleanSupplier ready = FALSE;
  private volatile int watched = NONE;
  private volatile boolean readable;
  private volatile boolean closed;

  FdWatcher(Doorbell client) {
    this.client = client;
    own.spins(0);
    Thread.ofPlatform().daemon().name("parallax-fd-watcher").start(this::run);
  }

  /** Only the client's owner. */
  boolean await(int fd, BooleanSupplier condition, long deadlineNs) {
    ready = condition;
    readable = false;
    watched = fd;
    own.ring();
    try {
      client.await(done, deadlineNs);
      return condition.getAsBoolean();
    } finally {
      watched = NONE;
      own.ring();
      ready = FALSE;
    }
  }

  private boolean isDone() {
    return readable || ready.getAsBoolean();
  }

  private void run() {
    try (own) {
      while (!closed) {
        own.await(() -> closed || watched != NONE, Long.MAX_VALUE);
        int fd = watched;
        if (fd != NONE && !closed) {
          watch(fd);
          if (watched == fd) {
            watched = NONE;
            readable = true;
            client.ring();
          }
        }
      }
    }
  }

  /** A failure counts as readable: whoever reads then gets an error of its own. */
  private void watch(int fd) {
    try {
      own.awaitReadable(fd, () -> closed || watched != fd, Long.MAX_VALUE);
    } catch (LinuxException e) {
      Thread.yield();
    }
  }

  @Override
  public void close() {
    closed = true;
    own.ring();
  }
}
