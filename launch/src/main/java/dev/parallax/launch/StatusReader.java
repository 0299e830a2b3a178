package dev.parallax.launch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** Asks a running pipeline for its status. What answers may be anything: it has a limit of both. */
final class StatusReader {
  private static final long PATIENCE_NS = 3_000_000_000L;
  private static final int FIRST_BYTES = 16 << 10;

  private StatusReader() {}

  /**
   * Reads a status.
   *
   * @throws java.net.ConnectException when nobody listens any more
   */
  static Status read(StatusFolder.Socket socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket.path()))) {
        throw new IOException("pipeline does not answer pid=" + socket.pid());
      }
      channel.register(selector, SelectionKey.OP_READ);
      ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);
      long begin = System.nanoTime();
      while (channel.read(bytes) >= 0) {
        long left = PATIENCE_NS - (System.nanoTime() - begin);
        if (left <= 0) {
          throw new IOException("pipeline does not answer pid=" + socket.pid());
        }
        if (!bytes.hasRemaining()) {
          bytes = larger(bytes);
        }
        selector.select(Math.max(1, left / 1_000_000));
        selector.selectedKeys().clear();
      }
      Status status = Status.decode(Arrays.copyOf(bytes.array(), bytes.position()));
      if (status.pid() != socket.pid()) {
        throw new IOException("answer is of another process pid=" + socket.pid());
      }
      return status;
    }
  }

  private static ByteBuffer larger(ByteBuffer full) throws IOException {
    if (full.capacity() >= Status.MAX_BYTES) {
      throw new IOException("answer is too long max=" + Status.MAX_BYTES);
    }
    return ByteBuffer.allocate(full.capacity() * 2).put(full.flip());
  }
}
