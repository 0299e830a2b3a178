package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Small things about sockets, with messages in a user's words. */
public final class Sockets {
  static final int FLAGS = Socket.SOCK_NONBLOCK | Socket.SOCK_CLOEXEC;

  private Sockets() {}

  /** A non-blocking stream socket. */
  static int stream(int family) {
    int fd = Socket.socket(family, Socket.SOCK_STREAM | FLAGS, 0);
    return fd;
  }

  /** What TCP connections have in common; a local one has none of it. */
  static void tune(int fd, int family) {
    if (family != Socket.AF_UNIX) {
      Socket.setsockopt(fd, Socket.IPPROTO_TCP, Socket.TCP_NODELAY, 1);
      Socket.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_KEEPALIVE, 1);
    }
  }

  /** Closes a descriptor, if it is one. */
  public static void close(int fd) {
    if (fd >= 0) {
      try {
        Unistd.close(fd);
      } catch (LinuxException e) {
        if (e.errno() == Errno.EBADF) {
          throw e; // a defect of ours; the others tell of a peer that is gone
        }
      }
    }
  }

  /** Port that a socket is bound to; 0 for a local one. */
  public static int port(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(Sockaddr.BYTES, 8);
      Socket.getsockname(fd, name);
      return Sockaddr.family(name) == Socket.AF_UNIX ? 0 : Sockaddr.port(name);
    }
  }

  /** The peer's address for messages. */
  static String peer(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(Sockaddr.BYTES, 8);
      Socket.getpeername(fd, name);
      return Addresses.text(name);
    } catch (LinuxException e) {
      return "unknown peer";
    }
  }

  /** A failed call on a socket. */
  public static IOException failure(String fact, String where, LinuxException e) {
    return failure(fact, where, e.errno(), e);
  }

  /** A failed call on a socket. */
  static IOException failure(String fact, String where, int errno, Throwable cause) {
    String fix =
        switch (errno) {
          case Errno.ECONNREFUSED, Errno.ENOENT -> "; check that somebody listens there";
          case Errno.EADDRINUSE -> "; stop who listens there, or take another one";
          case Errno.EADDRNOTAVAIL -> "; name an address of this machine";
          case Errno.EACCES, Errno.EPERM -> "; this user may not: take another one";
          case Errno.EMFILE, Errno.ENFILE -> "; raise the limit (ulimit -n)";
          default -> "";
        };
    return new IOException(
        fact + " address=" + where + ": " + Errno.text(errno) + " errno=" + Errno.name(errno) + fix,
        cause);
  }
}
