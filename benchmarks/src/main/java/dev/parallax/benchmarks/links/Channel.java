package dev.parallax.benchmarks.links;

import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** The local socket that carries descriptors and what is said of them. */
final class Channel implements AutoCloseable {
  private static final int TYPE = Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC;
  private static final int MAX_BYTES = 1024;
  private static final int MAX_FDS = 8;

  private final int fd;

  private Channel(int fd) {
    this.fd = fd;
  }

  record Message(byte[] bytes, int[] fds) {}

  static Channel listen(String path) {
    Channel channel = new Channel(Socket.socket(Socket.AF_UNIX, TYPE, 0));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(Sockaddr.BYTES);
      Socket.bind(channel.fd, address, address(address, path));
    }
    Socket.listen(channel.fd, 1);
    return channel;
  }

  static Channel connect(String path) {
    Channel channel = new Channel(Socket.socket(Socket.AF_UNIX, TYPE, 0));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(Sockaddr.BYTES);
      check(Socket.connect(channel.fd, address, address(address, path)), "connect");
    }
    return channel;
  }

  private static int address(MemorySegment to, String path) {
    return Sockaddr.putUn(to, path.getBytes(StandardCharsets.UTF_8));
  }

  private static long check(long result, String call) {
    if (result < 0) {
      throw new IllegalStateException(call + " failed errno=" + -result);
    }
    return result;
  }

  Channel accept() {
    return new Channel((int) check(Socket.accept4(fd, Socket.SOCK_CLOEXEC), "accept"));
  }

  void send(byte[] bytes, int... fds) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buf = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, buf, ValueLayout.JAVA_BYTE, 0, bytes.length);
      check(Scm.sendmsg(fd, buf, 0, bytes.length, fds, Socket.MSG_NOSIGNAL), "sendmsg");
    }
  }

  Message receive() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buf = arena.allocate(MAX_BYTES);
      Scm.Received got = Scm.recvmsg(fd, buf, 0, MAX_BYTES, MAX_FDS, 0);
      check(got.result(), "recvmsg");
      return new Message(buf.asSlice(0, got.result()).toArray(ValueLayout.JAVA_BYTE), got.fds());
    }
  }

  @Override
  public void close() {
    Unistd.close(fd);
  }
}
