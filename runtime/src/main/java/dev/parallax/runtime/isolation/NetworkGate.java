package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.ProcessMemory;
import dev.parallax.nativeglue.linux.Seccomp;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a child that need an address, in its place: {@code socket}, {@code connect},
 * {@code bind} and {@code listen}. None of them ever goes on in the child, whose own network
 * namespace is empty.
 *
 * <ul>
 *   <li>A socket is made here, in the host's network, and put into the child. It never blocks, and
 *       the filter keeps it so: none of these calls makes this thread wait.
 *   <li>An address is copied once out of the child's memory, and looked up among the places of the
 *       profile; the call is then made with the place's own address. What the child does to its
 *       memory meanwhile changes nothing.
 *   <li>The child's socket is taken out of the child by its number, and is what the number meant at
 *       that moment: the call is made on that, whatever the number means a moment later. Whether it
 *       is TCP or UDP is asked of the socket itself.
 * </ul>
 *
 * One thread: the child's watch.
 */
final class NetworkGate {
  /** The calls that it answers. */
  static final Set<String> CALLS = Set.of("socket", "connect", "bind", "listen");

  private static final int SOCK_KIND = 0xf;
  private static final int SOCK_FLAGS = Socket.SOCK_NONBLOCK | Socket.SOCK_CLOEXEC;
  private static final int IN_BYTES = 16;
  private static final int IN6_BYTES = 28;
  private static final int V6_BYTES = 16;
  private static final int V4_MAPPED_AT = 12;
  private static final int MOST_WAITING = 4096;

  private final List<NetworkPlace> places;
  private final int pidfd;

  /**
   * Makes one.
   *
   * @param pidfd of the child, which stays the caller's
   */
  NetworkGate(SandboxProfile.WithNetwork profile, int pidfd) {
    this.places = profile.places();
    this.pidfd = pidfd;
  }

  /**
   * Takes the listener of the child's filter, which the child can't send: a call that passes a
   * descriptor can name an address as well. Where the child's descriptors can't be had, nothing of
   * this would work, and it is said at once.
   *
   * @param number in the child
   * @return a descriptor, the caller's
   */
  int listener(int number) {
    int fd = Pidfd.pidfd_getfd(pidfd, number, 0);
    if (fd < 0) {
      throw new ControlMessage.ProtocolException(
          "cannot get the network: pidfd_getfd errno="
              + Errno.name(-fd)
              + "; allow this process to trace its children (CAP_SYS_PTRACE)");
    }
    return fd;
  }

  /**
   * Answers a call.
   *
   * @return null when it is answered; else what was asked for and is not allowed: nothing has been
   *     answered then
   */
  @Nullable String answer(String call, int listener, MemorySegment notif) {
    return call.equals("socket") ? make(listener, notif) : use(call, listener, notif);
  }

  private @Nullable String make(int listener, MemorySegment notif) {
    int domain = (int) Seccomp.argument(notif, 0);
    int type = (int) Seccomp.argument(notif, 1);
    int protocol = (int) Seccomp.argument(notif, 2);
    NetworkPlace.Transport transport = transport(domain, type & SOCK_KIND);
    boolean known =
        transport != null
            && (protocol == 0 || protocol == protocol(transport))
            && (type & ~(SOCK_KIND | SOCK_FLAGS)) == 0;
    if (!known) {
      return "socket domain=" + domain + " type=" + (type & SOCK_KIND) + " protocol=" + protocol;
    }
    int fd;
    try {
      fd = Socket.socket(domain, type & SOCK_KIND | SOCK_FLAGS, 0);
    } catch (LinuxException e) {
      Seccomp.deny(listener, notif, e.errno());
      return null;
    }
    try {
      int r = Seccomp.addFd(listener, notif, fd);
      if (r < 0 && r != -Errno.ENOENT) {
        Seccomp.deny(listener, notif, -r);
      }
      return null;
    } finally {
      Unistd.close(fd);
    }
  }

  private @Nullable String use(String call, int listener, MemorySegment notif) {
    Named named = null;
    if (!call.equals("listen")) {
      named = named(notif);
      if (named == null) {
        return call + " what is no address";
      }
      if (!Seccomp.isValid(listener, notif)) {
        return null; // the thread is gone, and so is its question
      }
    }
    int fd = Pidfd.pidfd_getfd(pidfd, (int) Seccomp.argument(notif, 0), 0);
    if (fd < 0) {
      Seccomp.deny(listener, notif, -fd);
      return null;
    }
    try {
      return use(call, fd, named, listener, notif);
    } catch (LinuxException e) {
      Seccomp.deny(listener, notif, e.errno());
      return null;
    } finally {
      Unistd.close(fd);
    }
  }

  private @Nullable String use(
      String call, int fd, @Nullable Named named, int listener, MemorySegment notif) {
    int domain = Socket.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_DOMAIN);
    int type = Socket.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_TYPE);
    NetworkPlace.Transport transport = transport(domain, type);
    if (transport == null
        || Socket.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_PROTOCOL) != protocol(transport)) {
      return call + " on a socket that is not for this domain=" + domain + " type=" + type;
    }
    if (named == null) {
      return listen(fd, transport, (int) Seccomp.argument(notif, 1), listener, notif);
    }
    boolean connects = call.equals("connect");
    NetworkPlace place =
        find(
            connects ? NetworkPlace.Use.CONNECT : NetworkPlace.Use.LISTEN,
            transport,
            named.address(),
            named.port());
    if (place == null && !connects && named.port() == 0 && named.address().isAnyLocalAddress()) {
      // It leaves the choice to the kernel, which makes it when the socket is connected. Until then
      // nobody could send anything there.
      Seccomp.succeed(listener, notif);
      return null;
    }
    if (place == null) {
      return call + " " + NetworkPlace.text(transport, named.address(), named.port());
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(Sockaddr.BYTES, 8);
      int length = put(to, domain, place);
      int r = 0;
      if (connects) {
        Fcntl.setFlags(fd, Fcntl.getFlags(fd) | Fcntl.O_NONBLOCK);
        r = Socket.connect(fd, to, length);
      } else {
        Socket.bind(fd, to, length);
      }
      answer(r, listener, notif);
    }
    return null;
  }

  /** Only what was bound before: the kernel would choose an address itself. */
  private @Nullable String listen(
      int fd, NetworkPlace.Transport transport, int backlog, int listener, MemorySegment notif) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment own = arena.allocate(Sockaddr.BYTES, 8);
      Socket.getsockname(fd, own);
      InetAddress address = address(Sockaddr.address(own));
      int port = Sockaddr.port(own);
      boolean known =
          port != 0
              && (find(NetworkPlace.Use.LISTEN, transport, address, port) != null
                  || find(NetworkPlace.Use.LISTEN, transport, address, 0) != null);
      if (!known) {
        return "listen " + NetworkPlace.text(transport, address, port);
      }
      Socket.listen(fd, Math.clamp(backlog, 0, MOST_WAITING));
      Seccomp.succeed(listener, notif);
      return null;
    }
  }

  private static void answer(int r, int listener, MemorySegment notif) {
    if (r < 0) {
      Seccomp.deny(listener, notif, -r);
    } else {
      Seccomp.succeed(listener, notif);
    }
  }

  private @Nullable NetworkPlace find(
      NetworkPlace.Use use, NetworkPlace.Transport transport, InetAddress address, int port) {
    for (NetworkPlace place : places) {
      if (place.use() == use
          && place.transport() == transport
          && place.port() == port
          && place.address().equals(address)) {
        return place;
      }
    }
    return null;
  }

  /** What an address of the child says. */
  private record Named(InetAddress address, int port) {}

  /** Reads the address that argument 1 points at, once; null when it is none of the network. */
  private static @Nullable Named named(MemorySegment notif) {
    long length = Seccomp.argument(notif, 2) & 0xffff_ffffL;
    if (length < IN_BYTES || length > Sockaddr.BYTES) {
      return null;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(Sockaddr.BYTES, 8);
      long bytes =
          ProcessMemory.process_vm_readv(
              Seccomp.thread(notif), copy, length, Seccomp.argument(notif, 1));
      int family = Sockaddr.family(copy);
      if (bytes != length
          || family != Socket.AF_INET && (family != Socket.AF_INET6 || length < IN6_BYTES)) {
        return null;
      }
      return new Named(address(Sockaddr.address(copy)), Sockaddr.port(copy));
    }
  }

  /** An IPv4 address in the form of IPv6 becomes one of IPv4. */
  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("address has a wrong length", e);
    }
  }

  /** Writes a place's address for a socket of this family; IPv4 in the form of IPv6 if need be. */
  private static int put(MemorySegment to, int domain, NetworkPlace place) {
    byte[] bytes = place.address().getAddress();
    if (domain == Socket.AF_INET) {
      if (bytes.length == V6_BYTES) {
        throw new LinuxException(Errno.EAFNOSUPPORT, "connect", "address=" + place.text());
      }
      return Sockaddr.putIn(to, bytes, place.port());
    }
    if (bytes.length == V6_BYTES) {
      int scope = place.address() instanceof Inet6Address six ? six.getScopeId() : 0;
      return Sockaddr.putIn6(to, bytes, place.port(), scope);
    }
    byte[] mapped = new byte[V6_BYTES];
    mapped[V4_MAPPED_AT - 2] = -1;
    mapped[V4_MAPPED_AT - 1] = -1;
    System.arraycopy(bytes, 0, mapped, V4_MAPPED_AT, bytes.length);
    return Sockaddr.putIn6(to, mapped, place.port(), 0);
  }

  private static NetworkPlace.@Nullable Transport transport(int domain, int kind) {
    if (domain != Socket.AF_INET && domain != Socket.AF_INET6) {
      return null;
    }
    return switch (kind) {
      case Socket.SOCK_STREAM -> NetworkPlace.Transport.TCP;
      case Socket.SOCK_DGRAM -> NetworkPlace.Transport.UDP;
      default -> null;
    };
  }

  private static int protocol(NetworkPlace.Transport transport) {
    return transport == NetworkPlace.Transport.TCP ? Socket.IPPROTO_TCP : Socket.IPPROTO_UDP;
  }
}
