package dev.parallax.launch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code parallax top}: whoever connects gets the status of this moment. On a thread of its
 * own, which begins some time after the pipeline so that short ones do not pay for it; nobody is
 * asked anything until somebody connects.
 */
final class StatusServer {
  private static final long BEGIN_MS = 250;

  private final Supplier<Status> source;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "parallax-status");
  private @Nullable ServerSocketChannel server;
  private @Nullable SocketChannel client;
  private @Nullable Path socket;

  StatusServer(Supplier<Status> source) {
    this.source = source;
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  /** Takes the socket away. Waits for nobody, who may read as slowly as he likes. */
  void end() {
    ended.countDown();
    synchronized (this) {
      close(client);
      close(server);
      if (socket != null) {
        try {
          Files.deleteIfExists(socket);
        } catch (IOException e) {
          // Whoever looks next sweeps it.
        }
      }
    }
  }

  private static void close(@Nullable AutoCloseable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (Exception e) {
      // It is gone.
    }
  }

  private void run() {
    try {
      if (ended.await(BEGIN_MS, TimeUnit.MILLISECONDS)) {
        return;
      }
      ServerSocketChannel open = open();
      while (open != null) {
        serve(open);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // It was closed, or there is no place for it. The pipeline runs, which is what counts.
    }
  }

  private synchronized @Nullable ServerSocketChannel open() throws IOException {
    if (ended.getCount() == 0) {
      return null;
    }
    Path path = StatusFolder.socket();
    // Of an earlier process with this number.
    Files.deleteIfExists(path);
    ServerSocketChannel made = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server = made;
    socket = path;
    return made.bind(UnixDomainSocketAddress.of(path));
  }

  private void serve(ServerSocketChannel from) throws IOException {
    try (SocketChannel to = from.accept()) {
      synchronized (this) {
        client = to;
      }
      ByteBuffer bytes = ByteBuffer.wrap(source.get().encode());
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
    } catch (IOException e) {
      if (!from.isOpen()) {
        throw e;
      }
      // The reader has gone.
    }
  }
}
