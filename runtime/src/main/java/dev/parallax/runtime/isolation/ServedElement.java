package dev.parallax.runtime.isolation;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.runtime.remote.AdapterServer;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * An element of a child. It has three descriptors: the two files of its link, the host's first, and
 * a socket on which the host passes those of arenas. Any thread, but for {@link #run}.
 */
final class ServedElement {
  static final int FDS = 3;

  private final String name;
  private final Doorbell bell = Doorbell.futex();
  private final AdapterServer server;
  private volatile boolean over;
  private volatile @Nullable Throwable failure;

  private ServedElement(ElementStart start, ElementFactory factory, Link link, int socket) {
    name = start.name();
    server =
        new AdapterServer(
            link, bell, () -> receive(socket), factory.create(), factory.descriptor());
  }

  /**
   * Makes it.
   *
   * @param firstFd index of its first descriptor
   */
  static ServedElement of(ChildContext context, int firstFd, ElementStart start)
      throws ClassNotFoundException {
    LinkFile reads = LinkFile.received(context.fd(firstFd), start.hostFile());
    LinkFile writes =
        LinkFile.received(context.fd(firstFd + 1), start.elementFile()).mapForWriting();
    Link link = Link.open(start.name(), writes, reads.mapForReading(), ElementTask.PORTS);
    ElementFactory factory = Catalogs.find(start.element());
    if (factory == null) {
      throw Diagnostics.unknownElement(start.element(), Catalogs.names());
    }
    if (ElementSandbox.Loops.of(factory.descriptor()) == ElementSandbox.Loops.JAVA) {
      Prewarm.javaLoops(factory.getClass());
    }
    return new ServedElement(start, factory, link, context.fd(firstFd + 2));
  }

  String name() {
    return name;
  }

  /** Serves it until its host ends it. What it throws is its {@link #failure}. */
  void run() {
    try {
      server.run();
      if (!server.isStopped()) {
        failure = new IllegalStateException("it has stopped by itself");
      }
    } catch (Throwable t) {
      failure = t;
    } finally {
      over = true;
    }
  }

  /** What {@link #run} ended by, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  void unblock() {
    tell(server::unblock);
  }

  void end() {
    tell(server::end);
  }

  /** What the element's own method throws must not end the thread that everybody needs. */
  private void tell(Runnable what) {
    if (!over) {
      try {
        what.run();
      } catch (Throwable t) {
        t.printStackTrace();
      }
    }
  }

  private static int receive(int socket) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocate(1);
      Scm.Received received;
      do {
        received = Scm.recvmsg(socket, one, 0, 1, 1, 0);
      } while (received.result() == -Errno.EINTR);
      if (received.fds().length != 1) {
        throw new IllegalStateException("host passed no descriptor result=" + received.result());
      }
      return received.fds()[0];
    }
  }
}
