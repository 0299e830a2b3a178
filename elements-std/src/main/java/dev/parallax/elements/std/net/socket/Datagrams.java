package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;

/** Making sockets for datagrams. */
public final class Datagrams {
  /** Most bytes in a datagram over IPv4. */
  public static final int MAX_BYTES = 65_507;

  private Datagrams() {}

  /** A non-blocking socket. */
  public static int socket(int family) throws IOException {
    try {
      return Socket.socket(family, Socket.SOCK_DGRAM | Sockets.FLAGS, 0);
    } catch (LinuxException e) {
      throw Sockets.failure("cannot make a socket", "udp", e);
    }
  }

  /** Binds. */
  public static void bind(int fd, InetAddress address, int port) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment at = arena.allocate(Sockaddr.BYTES, 8);
      Socket.bind(fd, at, Addresses.put(at, address, port));
    } catch (LinuxException e) {
      throw Sockets.failure(
          "cannot bind", new Endpoint.Inet(address.getHostAddress(), port).text(), e);
    }
  }

  /** Connects: what is sent goes there, and only what comes from there is received. */
  public static void connect(int fd, InetAddress address, int port) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(Sockaddr.BYTES, 8);
      Socket.connect(fd, to, Addresses.put(to, address, port));
    } catch (LinuxException e) {
      throw Sockets.failure(
          "cannot connect", new Endpoint.Inet(address.getHostAddress(), port).text(), e);
    }
  }

  /** Sets the size of the kernel's buffer, beyond the system's limit if this user may. */
  public static void bufferBytes(int fd, boolean receive, int bytes) {
    int forced = receive ? Socket.SO_RCVBUFFORCE : Socket.SO_SNDBUFFORCE;
    try {
      Socket.setsockopt(fd, Socket.SOL_SOCKET, forced, bytes);
    } catch (LinuxException e) { // not permitted: up to the limit, then
      Socket.setsockopt(
          fd, Socket.SOL_SOCKET, receive ? Socket.SO_RCVBUF : Socket.SO_SNDBUF, bytes);
    }
  }

  /** Size of the kernel's buffer, which counts its own overhead, too. */
  public static int bufferBytes(int fd, boolean receive) {
    return Socket.getsockopt(fd, Socket.SOL_SOCKET, receive ? Socket.SO_RCVBUF : Socket.SO_SNDBUF);
  }

  /** Joins a group on an interface (0: the system's choice). */
  public static void join(int fd, InetAddress group, int interfaceIndex) throws IOException {
    boolean v4 = Addresses.family(group) == Socket.AF_INET;
    try (Arena arena = Arena.ofConfined()) {
      byte[] address = group.getAddress();
      // struct ip_mreqn has an address between group and index, struct ipv6_mreq has not.
      MemorySegment mreq = arena.allocate(v4 ? 12 : 20, 4);
      MemorySegment.copy(address, 0, mreq, ValueLayout.JAVA_BYTE, 0, address.length);
      mreq.set(ValueLayout.JAVA_INT, v4 ? 8 : 16, interfaceIndex);
      Socket.setsockopt(
          fd,
          v4 ? Socket.IPPROTO_IP : Socket.IPPROTO_IPV6,
          v4 ? Socket.IP_ADD_MEMBERSHIP : Socket.IPV6_ADD_MEMBERSHIP,
          mreq);
    } catch (LinuxException e) {
      throw Sockets.failure("cannot join the multicast group", group.getHostAddress(), e);
    }
  }

  /** Interface that multicast leaves by. */
  public static void leaveBy(int fd, int family, int interfaceIndex) {
    if (family == Socket.AF_INET6) {
      Socket.setsockopt(fd, Socket.IPPROTO_IPV6, Socket.IPV6_MULTICAST_IF, interfaceIndex);
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mreqn = arena.allocate(12, 4);
      mreqn.set(ValueLayout.JAVA_INT, 8, interfaceIndex);
      Socket.setsockopt(fd, Socket.IPPROTO_IP, Socket.IP_MULTICAST_IF, mreqn);
    }
  }

  /** Whether this host gets its own multicast. */
  public static void loop(int fd, int family, boolean loop) {
    boolean v4 = family == Socket.AF_INET;
    Socket.setsockopt(
        fd,
        v4 ? Socket.IPPROTO_IP : Socket.IPPROTO_IPV6,
        v4 ? Socket.IP_MULTICAST_LOOP : Socket.IPV6_MULTICAST_LOOP,
        loop ? 1 : 0);
  }

  /** Hops of datagrams. */
  public static void hops(int fd, int family, int unicast, int multicast) {
    boolean v4 = family == Socket.AF_INET;
    int level = v4 ? Socket.IPPROTO_IP : Socket.IPPROTO_IPV6;
    Socket.setsockopt(fd, level, v4 ? Socket.IP_TTL : Socket.IPV6_UNICAST_HOPS, unicast);
    Socket.setsockopt(
        fd, level, v4 ? Socket.IP_MULTICAST_TTL : Socket.IPV6_MULTICAST_HOPS, multicast);
  }

  /** Differentiated services code point (RFC 2474): the upper 6 bits of the field. */
  public static void dscp(int fd, int family, int dscp) {
    boolean v4 = family == Socket.AF_INET;
    Socket.setsockopt(
        fd,
        v4 ? Socket.IPPROTO_IP : Socket.IPPROTO_IPV6,
        v4 ? Socket.IP_TOS : Socket.IPV6_TCLASS,
        dscp << 2);
  }

  /** Datagrams that the kernel has dropped because the socket's buffer was full. */
  public static long drops(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(64, 4);
      int length = Socket.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_MEMINFO, info);
      int at = Socket.SK_MEMINFO_DROPS * Integer.BYTES;
      return length < at + Integer.BYTES
          ? 0
          : Integer.toUnsignedLong(info.get(ValueLayout.JAVA_INT, at));
    }
  }
}
