package dev.parallax.elements.std.ipc;

import dev.parallax.elements.std.net.socket.Addresses;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Sockets;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The socket beside a link: it joins the two programs, carries descriptors, and tells when one of
 * them is gone. A message is a type and bytes, little endian:
 *
 * <pre>
 *   type      from  bytes                                             descriptors
 *   HELLO     src   u64 magic, u32 version, u32 what is wanted        -
 *   REFUSED   sink  text                                              -
 *   FORMAT    sink  a format                                          -
 *   LINK      sink  description of the sink's file, of the source's   both files
 *   READY     src   -                                                 -
 *   ARENA     sink  description of the arena                          the arena
 * </pre>
 *
 * <p>Who wants the FORMAT gets it, as soon as there is one, and that is all. Who wants the stream
 * gets a LINK, and says READY when it has mapped both files; ARENA comes before the link's entry
 * that says that it has come. Never blocks; one thread at a time.
 */
final class IpcSocket implements AutoCloseable {
  static final int HELLO = 1;
  static final int REFUSED = 2;
  static final int FORMAT = 3;
  static final int LINK = 4;
  static final int READY = 5;
  static final int ARENA = 6;

  static final int WANTS_FORMAT = 1;
  static final int WANTS_STREAM = 2;

  /** The bytes {@code PLX-IPC1}. */
  private static final long MAGIC = 0x3143_5049_2d58_4c50L;

  private static final int VERSION = 1;
  private static final int HELLO_BYTES = 16;
  private static final int HEAD = 4;
  private static final int MAX_BYTES = 96 << 10;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final int fd;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment room = arena.allocate(MAX_BYTES, 8);
  private final MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);
  private boolean closed;

  /** Takes the descriptor over. */
  IpcSocket(int fd) {
    this.fd = fd;
  }

  /** Whether a message was sent. */
  enum Sent {
    DONE,
    /** The peer does not read. */
    FULL,
    /** There is no peer any more. */
    GONE
  }

  /**
   * A message.
   *
   * @param type not checked
   * @param body not checked
   * @param fds the receiver's, who closes them or gives them on
   */
  record Message(int type, byte[] body, int[] fds) {
    void closeFds() {
      for (int fd : fds) {
        Unistd.close(fd);
      }
    }
  }

  /** The peer has ended, or says what it must not say. */
  static final class Fault extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean end;

    Fault(String fact) {
      this(fact, false);
    }

    Fault(String fact, boolean end) {
      super(fact);
      this.end = end;
    }

    /** Whether it has ended, and nothing else is wrong. */
    boolean isEnd() {
      return end;
    }
  }

  /** Connects; null when nobody listens there now. */
  static @Nullable IpcSocket connect(Endpoint.Local local) throws IOException {
    int made =
        Socket.socket(
            Socket.AF_UNIX, Scm.SOCK_SEQPACKET | Socket.SOCK_NONBLOCK | Socket.SOCK_CLOEXEC, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment at = arena.allocate(Sockaddr.BYTES, 8);
      Socket.connect(made, at, Addresses.put(at, local));
      return new IpcSocket(made);
    } catch (LinuxException e) {
      Sockets.close(made);
      switch (e.errno()) {
        case Errno.ENOENT, Errno.ECONNREFUSED, Errno.EAGAIN -> {
          return null;
        }
        default -> throw Sockets.failure("cannot connect", local.text(), e);
      }
    } catch (IOException | RuntimeException e) {
      Sockets.close(made);
      throw e;
    }
  }

  int fd() {
    return fd;
  }

  /** User of the program at the other end: of who listened, or of who connected. */
  long peerUid() {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment ucred = scratch.allocate(Socket.UCRED_BYTES, 4);
      Socket.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_PEERCRED, ucred);
      return Integer.toUnsignedLong(ucred.get(ValueLayout.JAVA_INT, Socket.UCRED_UID));
    }
  }

  Sent hello(int wanted) throws IOException {
    byte[] body = new byte[HELLO_BYTES];
    MemorySegment to = MemorySegment.ofArray(body);
    to.set(LONG, 0, MAGIC);
    to.set(INT, 8, VERSION);
    to.set(INT, 12, wanted);
    return send(HELLO, body);
  }

  /** What a HELLO wants. */
  static int wanted(byte[] hello) throws Fault {
    MemorySegment from = MemorySegment.ofArray(hello);
    if (hello.length != HELLO_BYTES || from.get(LONG, 0) != MAGIC) {
      throw new Fault("is no ipcsrc");
    }
    if (from.get(INT, 8) != VERSION) {
      throw new Fault("has another version of the protocol version=" + from.get(INT, 8));
    }
    return from.get(INT, 12);
  }

  /** Sends a message. The descriptors stay the caller's. */
  Sent send(int type, byte[] body, int... fds) throws IOException {
    if (body.length > MAX_BYTES - HEAD) {
      throw new IOException("message is too large bytes=" + body.length);
    }
    room.set(INT, 0, type);
    MemorySegment.copy(body, 0, room, ValueLayout.JAVA_BYTE, HEAD, body.length);
    long sent =
        Scm.sendmsg(
            fd, room, 0, HEAD + body.length, fds, Socket.MSG_DONTWAIT | Socket.MSG_NOSIGNAL);
    if (sent >= 0) {
      return Sent.DONE;
    }
    return switch ((int) -sent) {
      case Errno.EAGAIN, Errno.ENOBUFS, Errno.EINTR -> Sent.FULL;
      case Errno.EPIPE, Errno.ECONNRESET, Errno.ENOTCONN, Errno.ECONNREFUSED -> Sent.GONE;
      default ->
          throw new IOException(
              "cannot send to the other program: "
                  + Errno.text((int) -sent)
                  + " errno="
                  + Errno.name((int) -sent));
    };
  }

  /**
   * Takes a message; null when none has come.
   *
   * @param maxFds descriptors that may come along; more are closed, and a fault
   */
  @Nullable Message receive(int maxFds) throws IOException {
    Scm.Received got = Scm.recvmsg(fd, room, 0, MAX_BYTES, maxFds, Socket.MSG_DONTWAIT);
    if (got.result() == -Errno.EAGAIN || got.result() == -Errno.EINTR) {
      return null;
    }
    if (got.result() < HEAD || got.truncated() || got.refused()) {
      new Message(0, new byte[0], got.fds()).closeFds();
      if (got.result() == 0 && !got.refused() || got.result() == -Errno.ECONNRESET) {
        throw new Fault("has gone", true);
      }
      throw new Fault(
          got.result() < 0
              ? "can't be read from: " + Errno.text((int) -got.result())
              : "sends what is no message bytes=" + got.result());
    }
    byte[] body = room.asSlice(HEAD, got.result() - HEAD).toArray(ValueLayout.JAVA_BYTE);
    return new Message(room.get(INT, 0), body, got.fds());
  }

  /** Whether the other end is closed. Allocates nothing. */
  boolean isHungUp() {
    Poll.set(poll, 0, fd, Poll.POLLIN);
    return Poll.poll(poll, 1, 0) > 0
        && (Poll.revents(poll, 0) & (Poll.POLLHUP | Poll.POLLERR)) != 0;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Sockets.close(fd);
      arena.close();
    }
  }
}
