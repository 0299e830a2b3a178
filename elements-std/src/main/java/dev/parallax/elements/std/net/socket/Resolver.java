package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Eventfd;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a name on a thread of its own, since nothing can interrupt a look-up: whoever stops does
 * not wait for it. The descriptor becomes readable at its end.
 */
final class Resolver implements AutoCloseable {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_MS = 20;

  private final String host;
  private final int fd;
  private @Nullable List<InetAddress> found; // guarded by this, as are the next two
  private @Nullable UnknownHostException failure;
  private boolean closed;

  Resolver(String host) {
    this.host = host;
    fd = Eventfd.eventfd(0, Eventfd.EFD_CLOEXEC | Eventfd.EFD_NONBLOCK);
    Thread.ofPlatform().daemon().name("parallax-resolver").start(this::run);
  }

  int fd() {
    return fd;
  }

  private void run() {
    List<InetAddress> all = null;
    UnknownHostException unknown = null;
    try {
      all = List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      unknown = e;
    }
    synchronized (this) {
      found = all;
      failure = unknown;
      notifyAll();
      if (!closed) {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
          Unistd.write(fd, one, 0, Long.BYTES);
        }
      }
    }
  }

  /** The addresses, or null while the look-up goes on. */
  synchronized @Nullable List<InetAddress> poll() throws IOException {
    if (failure != null) {
      throw new IOException("no address is known for host=" + host + "; check the name", failure);
    }
    return found;
  }

  /** Looks up and waits for that, for ten seconds at most. */
  static List<InetAddress> resolve(String host, BooleanSupplier interrupted) throws IOException {
    InetAddress literal = Addresses.literal(host);
    if (literal != null) {
      return List.of(literal);
    }
    try (Resolver resolver = new Resolver(host)) {
      return resolver.await(interrupted);
    }
  }

  private synchronized List<InetAddress> await(BooleanSupplier interrupted) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (poll() == null) {
      if (interrupted.getAsBoolean() || System.nanoTime() - deadline > 0) {
        throw new IOException("look-up of a name takes too long host=" + host);
      }
      try {
        wait(LOOK_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("look-up of a name was interrupted host=" + host, e);
      }
    }
    List<InetAddress> all = poll();
    return all == null ? List.of() : all;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Sockets.close(fd);
    }
  }
}
