package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The socket itself. Allocates nothing per transfer. */
final class PlainWire implements Wire {
  private static final int FLAGS = Socket.MSG_DONTWAIT | Socket.MSG_NOSIGNAL;
  private static final int LAST_READS = 16;
  private static final int LAST_BYTES = 64 << 10;

  private static final MemorySegment YES = Arena.global().allocateFrom(ValueLayout.JAVA_INT, 1);
  private static final MemorySegment NO = Arena.global().allocateFrom(ValueLayout.JAVA_INT, 0);

  private final int fd;
  private final String peer;
  private int wants = Poller.IN;
  private boolean gathering;
  private boolean closed;

  PlainWire(int fd, String peer) {
    this.fd = fd;
    this.peer = peer;
  }

  @Override
  public long read(MemorySegment target, long offset, long count) throws IOException {
    long n;
    do {
      n = Socket.recv(fd, target, offset, count, FLAGS);
    } while (n == -Errno.EINTR);
    if (n == -Errno.EAGAIN) {
      wants = Poller.IN;
      return WOULD_BLOCK;
    }
    return n >= 0 ? n : lost(n);
  }

  @Override
  public long write(MemorySegment source, long offset, long count) throws IOException {
    long n;
    do {
      n = Socket.send(fd, source, offset, count, FLAGS);
    } while (n == -Errno.EINTR);
    if (n == -Errno.EAGAIN) {
      wants = Poller.OUT;
      return WOULD_BLOCK;
    }
    return n >= 0 ? n : lost(n);
  }

  @Override
  public void gather(boolean wanted) {
    if (wanted != gathering) {
      gathering = wanted;
      Socket.setsockopt(fd, Socket.IPPROTO_TCP, Socket.TCP_NODELAY, wanted ? NO : YES);
    }
  }

  private long lost(long n) throws IOException {
    throw Sockets.failure(
        "connection is lost", peer, (int) -n, new LinuxException((int) -n, "recv or send", ""));
  }

  @Override
  public int wants() {
    return wants;
  }

  @Override
  public boolean hasInput() {
    return false;
  }

  @Override
  public boolean handshake() {
    return true;
  }

  @Override
  public boolean isMidway() {
    return false;
  }

  @Override
  public boolean finish() {
    Socket.shutdown(fd, Socket.SHUT_WR);
    return true;
  }

  @Override
  public int fd() {
    return fd;
  }

  @Override
  public String peer() {
    return peer;
  }

  /**
   * Closes. What has come and was not read would make the kernel reset the connection, and the peer
   * lose what it has not read: so that is taken first, as far as it is there.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment waste = arena.allocate(LAST_BYTES, 8);
      for (int i = 0; i < LAST_READS && Socket.recv(fd, waste, 0, LAST_BYTES, FLAGS) > 0; i++) {
        // thrown away
      }
    } finally {
      Sockets.close(fd);
    }
  }
}
