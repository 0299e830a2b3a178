package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Seccomp;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.SyscallNumbers;
import dev.parallax.runtime.isolation.BpfProgram.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the filter of a child with the network looks at by itself: nothing that it lets pass can
 * give an address to a socket. An address is a pointer, so calls with one are not decided here:
 * {@code socket}, {@code connect}, {@code bind} and {@code listen} are those of {@link
 * NetworkGate}, {@code sendto} passes without an address only, and {@code sendmsg} and {@code
 * sendmmsg}, whose addresses lie in memory, not at all, on whatever descriptor: the child decides
 * what a number means.
 */
final class NetworkRules {
  /** Calls that pass whatever their arguments are: they work on sockets that there are. */
  static final Set<String> PLAIN =
      Set.of(
          "recvfrom",
          "recvmsg",
          "recvmmsg",
          "getsockname",
          "getpeername",
          "shutdown",
          "epoll_create1",
          "epoll_ctl",
          "epoll_wait",
          "epoll_pwait",
          "ppoll",
          "eventfd2",
          "write",
          "writev",
          "readv",
          // Its own root, for names and certificates; the JDK lists a directory by a second number.
          "openat",
          "getdents64",
          "dup",
          "newfstatat",
          "statx",
          "stat",
          "lstat",
          "access",
          "readlink");

  private static final int ALLOW = Seccomp.SECCOMP_RET_ALLOW;
  private static final int ASK = Seccomp.SECCOMP_RET_USER_NOTIF;

  private static final int MSG_MORE = 0x8000;

  /** An option of sockets that leads nowhere. */
  private record Option(int level, int name) {}

  /**
   * Options that may be set and asked for. Not among them: addresses and interfaces (joining a
   * group, source routes, SO_BINDTODEVICE), programs (SO_ATTACH_FILTER), other protocols on top
   * (TCP_ULP), TCP_FASTOPEN_CONNECT, time limits of calls that the supervisor makes.
   */
  private static final List<Option> OPTIONS =
      List.of(
          new Option(Socket.SOL_SOCKET, Socket.SO_REUSEADDR),
          new Option(Socket.SOL_SOCKET, Socket.SO_BROADCAST),
          new Option(Socket.SOL_SOCKET, Socket.SO_SNDBUF),
          new Option(Socket.SOL_SOCKET, Socket.SO_RCVBUF),
          new Option(Socket.SOL_SOCKET, Socket.SO_KEEPALIVE),
          // The kernel refuses these two without CAP_NET_ADMIN, and elements then go on.
          new Option(Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE),
          new Option(Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE),
          new Option(Socket.IPPROTO_TCP, Socket.TCP_NODELAY),
          new Option(Socket.IPPROTO_IP, Socket.IP_TOS),
          new Option(Socket.IPPROTO_IP, Socket.IP_TTL),
          new Option(Socket.IPPROTO_IP, Socket.IP_MULTICAST_TTL),
          new Option(Socket.IPPROTO_IP, Socket.IP_MULTICAST_LOOP),
          new Option(Socket.IPPROTO_IPV6, Socket.IPV6_UNICAST_HOPS),
          new Option(Socket.IPPROTO_IPV6, Socket.IPV6_MULTICAST_HOPS),
          new Option(Socket.IPPROTO_IPV6, Socket.IPV6_MULTICAST_LOOP),
          new Option(Socket.IPPROTO_IPV6, Socket.IPV6_TCLASS),
          new Option(Socket.IPPROTO_IPV6, Socket.IPV6_V6ONLY));

  private static final List<Option> ONLY_ASKED =
      List.of(
          new Option(Socket.SOL_SOCKET, Socket.SO_ERROR),
          new Option(Socket.SOL_SOCKET, Socket.SO_TYPE),
          new Option(Socket.SOL_SOCKET, Socket.SO_MEMINFO));

  private NetworkRules() {}

  /** Adds them; before all others, since the first rule of a call counts. */
  static void add(BpfProgram program) {
    List<Test> sends = new ArrayList<>(Test.isNull(4));
    sends.add(Test.none(3, ~(ControlSocket.FLAGS | MSG_MORE)));
    program.ruleAny(number("sendto"), List.of(sends), ALLOW, ASK);
    program.ruleAny(number("setsockopt"), options(OPTIONS), ALLOW, ASK);
    List<Option> asked = new ArrayList<>(OPTIONS);
    asked.addAll(ONLY_ASKED);
    program.ruleAny(number("getsockopt"), options(asked), ALLOW, ASK);
    // A blocking socket would let the supervisor wait in connect.
    program.ruleAny(
        number("accept4"), List.of(List.of(Test.has(3, Socket.SOCK_NONBLOCK))), ALLOW, ASK);
  }

  private static List<List<Test>> options(List<Option> options) {
    List<List<Test>> any = new ArrayList<>();
    for (Option option : options) {
      any.add(List.of(Test.is(1, option.level()), Test.is(2, option.name())));
    }
    return any;
  }

  private static int number(String name) {
    return SyscallNumbers.number(name);
  }
}
