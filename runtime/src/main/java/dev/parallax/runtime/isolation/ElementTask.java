package dev.parallax.runtime.isolation;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.runtime.element.NetworkSandbox;
import dev.parallax.runtime.remote.AdapterServer;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one element in a child. Its descriptors are the two files of the link, the host's first, and
 * a socket on which the host passes those of arenas.
 */
final class ElementTask implements ChildTask {
  /** What a message asks for: the element's {@code @Unblock}. */
  static final byte UNBLOCK = 1;

  static final int PORTS = 256;

  private final Doorbell bell = Doorbell.futex();
  private @Nullable AdapterServer server;

  @Override
  public void prepare(ChildContext context) throws ClassNotFoundException {
    ElementStart start = ElementStart.decode(context.init());
    LinkFile reads = LinkFile.received(context.fd(0), start.hostFile());
    LinkFile writes = LinkFile.received(context.fd(1), start.elementFile()).mapForWriting();
    Link link = Link.open(start.name(), writes, reads.mapForReading(), PORTS);
    ElementFactory factory = Catalogs.find(start.element());
    if (factory == null) {
      throw Diagnostics.unknownElement(start.element(), Catalogs.names());
    }
    if (ElementSandbox.Loops.of(factory.descriptor()) == ElementSandbox.Loops.JAVA) {
      Prewarm.javaLoops(factory.getClass());
    }
    if (NetworkSandbox.here()) {
      Prewarm.network();
    }
    int socket = context.fd(2);
    server =
        new AdapterServer(
            link, bell, () -> receive(socket), factory.create(), factory.descriptor());
  }

  @Override
  public void run(ChildContext context) {
    AdapterServer made = server;
    if (made == null) {
      throw new IllegalStateException("task is not prepared");
    }
    // Not before: the message that lets this task run is not one of its own.
    Thread.ofPlatform().daemon().name("parallax-control").start(() -> listen(context, made));
    try {
      made.run();
    } finally {
      bell.close();
    }
  }

  private static void listen(ChildContext context, AdapterServer server) {
    for (Optional<byte[]> message = context.receive();
        message.isPresent();
        message = context.receive()) {
      if (message.get().length == 1 && message.get()[0] == UNBLOCK) {
        server.unblock();
      }
    }
    server.end();
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
