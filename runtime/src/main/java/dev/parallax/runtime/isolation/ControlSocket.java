package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One end of the socket between supervisor and child. Sending is for any thread, receiving for one
 * thread, which also closes it.
 */
final class ControlSocket {
  /** Of a message that is sent. */
  static final int FLAGS = Socket.MSG_NOSIGNAL | Socket.MSG_DONTWAIT;

  private int fd;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment out = arena.allocate(ControlMessage.MAX_BYTES, 8);
  private final MemorySegment in = arena.allocate(ControlMessage.MAX_BYTES, 8);
  private final MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);

  ControlSocket(int fd) {
    this.fd = fd;
  }

  /** A received message with its descriptors. */
  record Received(ControlMessage message, int[] fds) {}

  /**
   * Sends a message, with descriptors that stay the caller's. Never blocks. Without descriptors it
   * is a call that names no address, which is all that a child with the network may make.
   *
   * @return false when the other side is gone or takes no more
   */
  synchronized boolean send(ControlMessage message, int... fds) {
    if (fd < 0) {
      return false;
    }
    int length = message.encode(out);
    long r;
    do {
      r =
          fds.length == 0
              ? Socket.send(fd, out, 0, length, FLAGS)
              : Scm.sendmsg(fd, out, 0, length, fds, FLAGS);
    } while (r == -Errno.EINTR);
    if (r < 0
        && r != -Errno.EAGAIN
        && r != -Errno.EPIPE
        && r != -Errno.ECONNRESET
        && r != -Errno.ENOTCONN) {
      throw new LinuxException((int) -r, "send", "type=" + message.type());
    }
    return r == length;
  }

  /** Closes the descriptor; sending then gives false. */
  synchronized void close() {
    if (fd >= 0) {
      Unistd.close(fd);
      fd = -1;
    }
  }

  /** The descriptor, for the thread that receives. */
  int fd() {
    return fd;
  }

  /**
   * Receives a message, or gives null at the end of the connection.
   *
   * @param timeoutMs how long to wait at most, -1 for ever
   * @param maxFds descriptors that may come along
   * @throws ControlMessage.ProtocolException if it is malformed or nothing came in time
   */
  @Nullable Received receive(int timeoutMs, int maxFds) {
    Poll.set(poll, 0, fd, Poll.POLLIN);
    int n;
    do {
      n = Poll.poll(poll, 1, timeoutMs);
    } while (n == -Errno.EINTR);
    if (n == 0) {
      throw new ControlMessage.ProtocolException("no message came in time ms=" + timeoutMs);
    }
    Scm.Received received;
    do {
      received = Scm.recvmsg(fd, in, 0, ControlMessage.MAX_BYTES, maxFds, Socket.MSG_DONTWAIT);
    } while (received.result() == -Errno.EINTR);
    if (received.result() == 0 || received.result() == -Errno.ECONNRESET) {
      return null;
    }
    if (received.result() < 0) {
      throw new LinuxException((int) -received.result(), "recvmsg", "fd=" + fd);
    }
    try {
      if (received.refused() || received.truncated()) {
        throw new ControlMessage.ProtocolException(
            received.refused() ? "message brings descriptors" : "message is too long");
      }
      return new Received(ControlMessage.decode(in, received.result()), received.fds());
    } catch (ControlMessage.ProtocolException e) {
      for (int each : received.fds()) {
        Unistd.close(each);
      }
      throw e;
    }
  }
}
