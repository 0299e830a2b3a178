package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code sys/socket.h}. Addresses are segments written by {@link Sockaddr}.
 *
 * <p>Calls that may have to wait give {@code -EAGAIN} or {@code -EINTR}, which are no failures;
 * transfers keep their segment only from being collected, so use them on sockets that never block.
 */
public final class Socket {
  /** Local. */
  public static final int AF_UNIX = 1;

  /** IPv4. */
  public static final int AF_INET = 2;

  /** IPv6. */
  public static final int AF_INET6 = 10;

  /** A byte stream. */
  public static final int SOCK_STREAM = 1;

  /** Datagrams. */
  public static final int SOCK_DGRAM = 2;

  /** Never block. */
  public static final int SOCK_NONBLOCK = 0x800;

  /** Not inherited over exec. */
  public static final int SOCK_CLOEXEC = 0x80000;

  /** Look without taking. */
  public static final int MSG_PEEK = 0x2;

  /** Give a datagram's real length. */
  public static final int MSG_TRUNC = 0x20;

  /** Never block. */
  public static final int MSG_DONTWAIT = 0x40;

  /** EPIPE without a signal. */
  public static final int MSG_NOSIGNAL = 0x4000;

  /** No more reading. */
  public static final int SHUT_RD = 0;

  /** No more writing: the peer reads the end. */
  public static final int SHUT_WR = 1;

  /** Neither. */
  public static final int SHUT_RDWR = 2;

  /** Options of the socket. */
  public static final int SOL_SOCKET = 1;

  /** Use an address that a closed connection still has. */
  public static final int SO_REUSEADDR = 2;

  /** Kind of the socket; can only be asked for, as the next two. */
  public static final int SO_TYPE = 3;

  /** Protocol of the socket. */
  public static final int SO_PROTOCOL = 38;

  /** Address family of the socket. */
  public static final int SO_DOMAIN = 39;

  /** Takes the pending error. */
  public static final int SO_ERROR = 4;

  /** Send to broadcast addresses. */
  public static final int SO_BROADCAST = 6;

  /** Bytes of the sending buffer. */
  public static final int SO_SNDBUF = 7;

  /** Bytes of the receiving buffer. */
  public static final int SO_RCVBUF = 8;

  /** Ask a silent peer whether it lives. */
  public static final int SO_KEEPALIVE = 9;

  /** Who has connected, or listens ({@link #UCRED_BYTES} bytes: pid, uid, gid). */
  public static final int SO_PEERCRED = 17;

  /** Bytes of {@code struct ucred}. */
  public static final int UCRED_BYTES = 12;

  /** Where the uid is in a {@code struct ucred}. */
  public static final int UCRED_UID = 4;

  /** Several sockets share a port. */
  public static final int SO_REUSEPORT = 15;

  /** As {@link #SO_SNDBUF}, beyond the limit; needs CAP_NET_ADMIN. */
  public static final int SO_SNDBUFFORCE = 32;

  /** As {@link #SO_RCVBUF}, beyond the limit; needs CAP_NET_ADMIN. */
  public static final int SO_RCVBUFFORCE = 33;

  /** Memory and drops: {@code uint32_t[SK_MEMINFO_VARS]}. */
  public static final int SO_MEMINFO = 55;

  /** Index in {@link #SO_MEMINFO}: datagrams that found no room. */
  public static final int SK_MEMINFO_DROPS = 8;

  /** Options of IPv4. */
  public static final int IPPROTO_IP = 0;

  /** Options of TCP. */
  public static final int IPPROTO_TCP = 6;

  /** Datagrams; no options of it are used. */
  public static final int IPPROTO_UDP = 17;

  /** Options of IPv6. */
  public static final int IPPROTO_IPV6 = 41;

  /** Do not wait for a full segment. */
  public static final int TCP_NODELAY = 1;

  /** Type of service. */
  public static final int IP_TOS = 1;

  /** Hops of a datagram. */
  public static final int IP_TTL = 2;

  /** Interface that multicast leaves by: {@code struct ip_mreqn}. */
  public static final int IP_MULTICAST_IF = 32;

  /** Hops of a multicast datagram. */
  public static final int IP_MULTICAST_TTL = 33;

  /** Whether this host gets its own multicast. */
  public static final int IP_MULTICAST_LOOP = 34;

  /** Join a group: {@code struct ip_mreqn}. */
  public static final int IP_ADD_MEMBERSHIP = 35;

  /** Leave a group. */
  public static final int IP_DROP_MEMBERSHIP = 36;

  /** Hops of a datagram. */
  public static final int IPV6_UNICAST_HOPS = 16;

  /** Index of the interface that multicast leaves by. */
  public static final int IPV6_MULTICAST_IF = 17;

  /** Hops of a multicast datagram. */
  public static final int IPV6_MULTICAST_HOPS = 18;

  /** Whether this host gets its own multicast. */
  public static final int IPV6_MULTICAST_LOOP = 19;

  /** Join a group: {@code struct ipv6_mreq}. */
  public static final int IPV6_ADD_MEMBERSHIP = 20;

  /** Leave a group. */
  public static final int IPV6_DROP_MEMBERSHIP = 21;

  /** Traffic class. */
  public static final int IPV6_TCLASS = 67;

  /** No IPv4 on this socket. */
  public static final int IPV6_V6ONLY = 26;

  private static final int NR_SOCKET = 41;
  private static final int NR_CONNECT = 42;
  private static final int NR_SENDTO = 44;
  private static final int NR_RECVFROM = 45;
  private static final int NR_SHUTDOWN = 48;
  private static final int NR_BIND = 49;
  private static final int NR_LISTEN = 50;
  private static final int NR_GETSOCKNAME = 51;
  private static final int NR_GETPEERNAME = 52;
  private static final int NR_SETSOCKOPT = 54;
  private static final int NR_GETSOCKOPT = 55;
  private static final int NR_ACCEPT4 = 288;
  private static final int NR_RECVMMSG = 299;
  private static final int NR_SENDMMSG = 307;

  private Socket() {}

  /** Makes a socket. */
  public static int socket(int domain, int type, int protocol) {
    long r = Sys.call(NR_SOCKET, domain, type, protocol);
    if (r < 0) {
      throw failure(r, "socket", "domain=" + domain + " type=0x" + Integer.toHexString(type));
    }
    return (int) r;
  }

  /** Gives the socket an address. */
  public static void bind(int sockfd, MemorySegment addr, int addrlen) {
    checkAddress(addr, addrlen);
    done(address(NR_BIND, sockfd, addr, addrlen), "bind", sockfd);
  }

  /**
   * Connects.
   *
   * @return 0, {@code -EINPROGRESS} when writability will tell the end, {@code -EAGAIN} when a
   *     local peer's queue is full, or {@code -EINTR}
   */
  public static int connect(int sockfd, MemorySegment addr, int addrlen) {
    checkAddress(addr, addrlen);
    long r = address(NR_CONNECT, sockfd, addr, addrlen);
    if (r < 0 && r != -Errno.EINPROGRESS && r != -Errno.EAGAIN && r != -Errno.EINTR) {
      throw failure(r, "connect", "sockfd=" + sockfd);
    }
    return (int) r;
  }

  /** Accepts connections, of which {@code backlog} may wait. */
  public static void listen(int sockfd, int backlog) {
    done(Sys.call(NR_LISTEN, sockfd, backlog, 0), "listen", sockfd);
  }

  /**
   * Takes a connection.
   *
   * @return a descriptor, or the error number negated: a server must go on after all of them
   */
  public static int accept4(int sockfd, int flags) {
    return (int) Sys.call(NR_ACCEPT4, sockfd, 0, 0, flags, 0, 0);
  }

  /** Ends one or both directions; a connection that is gone already is no failure. */
  public static void shutdown(int sockfd, int how) {
    long r = Sys.call(NR_SHUTDOWN, sockfd, how, 0);
    if (r != -Errno.ENOTCONN) {
      done(r, "shutdown", sockfd);
    }
  }

  /** Writes the socket's own address into {@code addr}; gives its length. */
  public static int getsockname(int sockfd, MemorySegment addr) {
    return name(NR_GETSOCKNAME, "getsockname", sockfd, addr);
  }

  /** Writes the peer's address into {@code addr}; gives its length. */
  public static int getpeername(int sockfd, MemorySegment addr) {
    return name(NR_GETPEERNAME, "getpeername", sockfd, addr);
  }

  /** Sets an option that is an int. */
  public static void setsockopt(int sockfd, int level, int optname, int optval) {
    try (Arena arena = Arena.ofConfined()) {
      setsockopt(sockfd, level, optname, arena.allocateFrom(ValueLayout.JAVA_INT, optval));
    }
  }

  /** Sets an option that is a struct. */
  public static void setsockopt(int sockfd, int level, int optname, MemorySegment optval) {
    long r =
        Sys.call(NR_SETSOCKOPT, sockfd, level, optname, optval.address(), optval.byteSize(), 0);
    Reference.reachabilityFence(optval);
    if (r < 0) {
      throw failure(
          r, "setsockopt", "sockfd=" + sockfd + " level=" + level + " optname=" + optname);
    }
  }

  /** Gets an option that is an int. */
  public static int getsockopt(int sockfd, int level, int optname) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, Integer.BYTES);
      long r =
          Sys.call(NR_GETSOCKOPT, sockfd, level, optname, value.address(), length.address(), 0);
      if (r < 0) {
        throw failure(
            r, "getsockopt", "sockfd=" + sockfd + " level=" + level + " optname=" + optname);
      }
      return value.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** Gets an option that is a struct; gives its length. */
  public static int getsockopt(int sockfd, int level, int optname, MemorySegment optval) {
    checkTarget(optval, 0, optval.byteSize());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, (int) optval.byteSize());
      long r =
          Sys.call(NR_GETSOCKOPT, sockfd, level, optname, optval.address(), length.address(), 0);
      Reference.reachabilityFence(optval);
      if (r < 0) {
        throw failure(
            r, "getsockopt", "sockfd=" + sockfd + " level=" + level + " optname=" + optname);
      }
      return length.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /**
   * Receives up to {@code len} bytes into {@code buf} at {@code bufOffset}.
   *
   * @return bytes (0 at the end of a stream), or the error number negated
   */
  public static long recv(int sockfd, MemorySegment buf, long bufOffset, long len, int flags) {
    checkTarget(buf, bufOffset, len);
    long r = Sys.call(NR_RECVFROM, sockfd, buf.address() + bufOffset, len, flags, 0, 0);
    Reference.reachabilityFence(buf);
    return r;
  }

  /**
   * Sends up to {@code len} bytes of {@code buf} from {@code bufOffset}.
   *
   * @return bytes taken, or the error number negated
   */
  public static long send(int sockfd, MemorySegment buf, long bufOffset, long len, int flags) {
    return sendto(sockfd, buf, bufOffset, len, flags, null, 0);
  }

  /** As {@link #send}, to an address; null for the connected one. */
  public static long sendto(
      int sockfd,
      MemorySegment buf,
      long bufOffset,
      long len,
      int flags,
      @Nullable MemorySegment destAddr,
      int addrlen) {
    checkNative(buf, bufOffset, len);
    long to = 0;
    if (destAddr != null) {
      checkAddress(destAddr, addrlen);
      to = destAddr.address();
    }
    long r = Sys.call(NR_SENDTO, sockfd, buf.address() + bufOffset, len, flags, to, addrlen);
    Reference.reachabilityFence(buf);
    Reference.reachabilityFence(destAddr);
    return r;
  }

  /**
   * Receives up to {@code vlen} datagrams as {@link Mmsghdr} says; what that points at must stay.
   *
   * @return datagrams, or the error number negated
   */
  public static int recvmmsg(int sockfd, MemorySegment msgvec, int vlen, int flags) {
    Objects.checkFromIndexSize(0, (long) vlen * Mmsghdr.BYTES, msgvec.byteSize());
    long r = Sys.call(NR_RECVMMSG, sockfd, msgvec.address(), vlen, flags, 0, 0);
    Reference.reachabilityFence(msgvec);
    return (int) r;
  }

  /** As {@link #recvmmsg}, sending; begins with entry {@code first} of {@code msgvec}. */
  public static int sendmmsg(int sockfd, MemorySegment msgvec, int first, int vlen, int flags) {
    long at = (long) first * Mmsghdr.BYTES;
    Objects.checkFromIndexSize(at, (long) vlen * Mmsghdr.BYTES, msgvec.byteSize());
    long r = Sys.call(NR_SENDMMSG, sockfd, msgvec.address() + at, vlen, flags, 0, 0);
    Reference.reachabilityFence(msgvec);
    return (int) r;
  }

  private static long address(int nr, int sockfd, MemorySegment addr, int addrlen) {
    long r = Sys.call(nr, sockfd, addr.address(), addrlen);
    Reference.reachabilityFence(addr);
    return r;
  }

  private static int name(int nr, String call, int sockfd, MemorySegment addr) {
    checkTarget(addr, 0, addr.byteSize());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, (int) addr.byteSize());
      done(Sys.call(nr, sockfd, addr.address(), length.address()), call, sockfd);
      Reference.reachabilityFence(addr);
      return length.get(ValueLayout.JAVA_INT, 0);
    }
  }

  private static void checkAddress(MemorySegment addr, int addrlen) {
    checkNative(addr, 0, addrlen);
  }

  private static void checkTarget(MemorySegment buf, long offset, long count) {
    checkNative(buf, offset, count);
    if (buf.isReadOnly()) {
      throw new IllegalArgumentException("segment is read-only: bytes=" + buf.byteSize());
    }
  }

  private static void checkNative(MemorySegment buf, long offset, long count) {
    Objects.checkFromIndexSize(offset, count, buf.byteSize());
    if (!buf.isNative()) {
      throw new IllegalArgumentException("segment is on the heap: bytes=" + buf.byteSize());
    }
  }

  private static void done(long r, String call, int sockfd) {
    if (r < 0) {
      throw failure(r, call, "sockfd=" + sockfd);
    }
  }

  private static LinuxException failure(long r, String call, String arguments) {
    return new LinuxException((int) -r, call, arguments);
  }
}
