package dev.parallax.memory.link;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A local socket over which the tests' processes get their files. */
final class Wire implements AutoCloseable {
  private static final int TYPE = Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC;
  private static final int LIMIT = 4096;

  final int fd;

  Wire(int fd) {
    this.fd = fd;
  }

  record Message(byte[] bytes, int[] fds) {}

  static Wire[] pair() {
    int[] fds = Scm.socketpair(TYPE);
    return new Wire[] {new Wire(fds[0]), new Wire(fds[1])};
  }

  static Wire listen(Path path) {
    Wire wire = new Wire(Socket.socket(Socket.AF_UNIX, TYPE, 0));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(Sockaddr.BYTES);
      Socket.bind(wire.fd, address, Sockaddr.putUn(address, bytes(path)));
    }
    Socket.listen(wire.fd, 8);
    return wire;
  }

  Wire accept() {
    int accepted = Socket.accept4(fd, Socket.SOCK_CLOEXEC);
    if (accepted < 0) {
      throw new AssertionError("accept errno=" + -accepted);
    }
    return new Wire(accepted);
  }

  static Wire connect(Path path) {
    Wire wire = new Wire(Socket.socket(Socket.AF_UNIX, TYPE, 0));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(Sockaddr.BYTES);
      int r = Socket.connect(wire.fd, address, Sockaddr.putUn(address, bytes(path)));
      if (r != 0) {
        throw new AssertionError("connect errno=" + -r);
      }
    }
    return wire;
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  void send(byte[] bytes, int... fds) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buf = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, buf, ValueLayout.JAVA_BYTE, 0, bytes.length);
      long r = Scm.sendmsg(fd, buf, 0, bytes.length, fds, Socket.MSG_NOSIGNAL);
      if (r != bytes.length) {
        throw new AssertionError("sendmsg result=" + r);
      }
    }
  }

  /** Waits; an empty message at the end of the connection. */
  Message receive() {
    return receive(0);
  }

  /** Does not wait; an empty message when there is none. */
  Message tryReceive() {
    return receive(Socket.MSG_DONTWAIT);
  }

  private Message receive(int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buf = arena.allocate(LIMIT);
      Scm.Received got = Scm.recvmsg(fd, buf, 0, LIMIT, 8, flags);
      if (got.result() == -Errno.EAGAIN) {
        return new Message(new byte[0], new int[0]);
      }
      if (got.result() < 0 || got.truncated() || got.refused()) {
        throw new AssertionError("recvmsg " + got);
      }
      return new Message(buf.asSlice(0, got.result()).toArray(ValueLayout.JAVA_BYTE), got.fds());
    }
  }

  @Override
  public void close() {
    Unistd.close(fd);
  }
}
