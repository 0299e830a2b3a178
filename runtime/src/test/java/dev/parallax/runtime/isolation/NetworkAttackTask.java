package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Errno;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Does to sockets what a message says, as native code that has been taken over would. */
@SuppressWarnings("restricted") // it is the attacker
public final class NetworkAttackTask implements ChildTask {
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int STREAM = 1;
  private static final int DGRAM = 2;
  private static final int PEER_BYTES = 28;
  private static final int NO_SIGNAL = 0x4000;
  private static final int FAST_OPEN = 0x20000000;
  private static final int MAP_FRESH = 0x100022;

  /** An address whose low half is that of null. */
  private static final long LOW_HALF_ZERO = 0x2_0000_0000L;

  private RawCall raw;

  @Override
  public void prepare(ChildContext context) throws InterruptedException {
    // It opens files: they would get the numbers that attacks free.
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().equals("prewarm")) {
        each.join();
      }
    }
    raw = new RawCall();
    Prewarm.network();
    lookUp("warm");
    String early = new String(context.init(), StandardCharsets.UTF_8);
    for (String what : early.isEmpty() ? new String[0] : early.split("\n")) {
      context.send((what + "=" + answer(what.split(" "))).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void run(ChildContext context) {
    for (Optional<byte[]> got; (got = context.receive()).isPresent(); ) {
      String what = new String(got.get(), StandardCharsets.UTF_8);
      context.send((what + "=" + answer(what.split(" "))).getBytes(StandardCharsets.UTF_8));
    }
  }

  private String answer(String[] w) {
    return switch (w[0]) {
      case "name" -> lookUp(w[1]);
      case "race" -> race(w[1], Integer.parseInt(w[2]), Integer.parseInt(w[3]), w[4]);
      case "tcp" -> String.valueOf(connect(socket(INET, STREAM), address(w[1], w[2]), 16));
      case "udp" -> String.valueOf(connect(socket(INET, DGRAM), address(w[1], w[2]), 16));
      case "mapped" -> String.valueOf(connect(socket(INET6, STREAM), mapped(w[1], w[2]), 28));
      case "send" -> send(w[1], w[2], w[3]);
      case "serve" -> serve(w[1], w[2]);
      case "other" -> String.valueOf(other(w[1], w[2], w[3]));
      default -> throw new IllegalArgumentException(w[0]);
    };
  }

  private static String lookUp(String name) {
    try {
      return InetAddress.getByName(name).getHostAddress();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  private long socket(int domain, int type) {
    return raw.call("socket", domain, type, 0);
  }

  private long connect(long fd, long address, int length) {
    long r = fd < 0 ? fd : raw.call("connect", fd, address, length);
    return r == -Errno.EINPROGRESS ? 0 : r;
  }

  /** Connects, sends a word without an address, and waits until it is answered. */
  private String send(String kind, String host, String port) {
    long fd = socket(INET, kind.equals("udp") ? DGRAM : STREAM);
    long r = connect(fd, address(host, port), 16);
    long word = raw.text("hello");
    while (r == 0 && (r = raw.call("sendto", fd, word, 5, NO_SIGNAL, 0, 0)) == -Errno.EAGAIN) {
      r = 0;
      LockSupport.parkNanos(100_000);
    }
    long back = raw.memory(8);
    long n = r;
    while (r == 5 && (n = raw.call("recvfrom", fd, back, 8, 0, 0, 0)) == -Errno.EAGAIN) {
      LockSupport.parkNanos(100_000);
    }
    raw.call("close", fd);
    return r + " " + n;
  }

  /** Listens, takes one connection, and answers with a word. */
  private String serve(String host, String port) {
    long fd = socket(INET, STREAM);
    long r = raw.call("bind", fd, address(host, port), 16);
    r = r != 0 ? r : raw.call("listen", fd, 5);
    if (r != 0) {
      raw.call("close", fd);
      return String.valueOf(r);
    }
    long peer;
    while ((peer = raw.call("accept4", fd, 0, 0, 0x800)) == -Errno.EAGAIN) {
      LockSupport.parkNanos(100_000);
    }
    long sent = raw.call("sendto", peer, raw.text("served"), 6, NO_SIGNAL, 0, 0);
    raw.call("close", peer);
    raw.call("close", fd);
    return String.valueOf(sent);
  }

  /**
   * Another thread changes the port between the good one and the bad one while this one connects.
   * Gives how many connections were made, and to how many other ports.
   */
  private String race(String kind, int good, int bad, String times) {
    MemorySegment address =
        MemorySegment.ofAddress(address("127.0.0.1", "" + good)).reinterpret(16);
    ValueLayout.OfShort port = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    var handle = port.varHandle();
    boolean[] stop = new boolean[1];
    Thread swapper =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!stop[0]) {
                handle.setVolatile(address, 2L, (short) bad);
                handle.setVolatile(address, 2L, (short) good);
              }
            });
    int made = 0;
    int refused = 0;
    int elsewhere = 0;
    long peer = raw.memory(PEER_BYTES);
    long length = raw.memory(4);
    int kinds = kind.equals("udp") ? DGRAM : STREAM;
    long fd = socket(INET, kinds);
    for (int i = 0; i < Integer.parseInt(times); i++) {
      long r = connect(fd, address.address(), 16);
      made += r == 0 ? 1 : 0;
      refused += r == -Errno.EPERM ? 1 : 0;
      if (r == 0 && kinds == DGRAM) {
        MemorySegment.ofAddress(length).reinterpret(4).set(ValueLayout.JAVA_INT, 0, PEER_BYTES);
        raw.call("getpeername", fd, peer, length);
        int at = MemorySegment.ofAddress(peer).reinterpret(16).get(port, 2) & 0xffff;
        elsewhere += at == good ? 0 : 1;
      } else if (r == 0) {
        raw.call("close", fd);
        fd = socket(INET, kinds);
      }
      LockSupport.parkNanos(300_000); // not to flood the supervisor, which would end this
    }
    stop[0] = true;
    raw.call("close", fd);
    return swapper.isDaemon() ? made + " " + refused + " " + elsewhere : "";
  }

  /** One call that must be refused; {@code host} and {@code port} are where it may connect. */
  private long other(String name, String host, String port) {
    long tcp = socket(INET, STREAM);
    long udp = socket(INET, DGRAM);
    long one = raw.memory(64);
    MemorySegment.ofAddress(one).reinterpret(4).set(ValueLayout.JAVA_INT, 0, 1);
    try {
      return switch (name) {
        case "raw" -> socket(INET, 3);
        case "ping" -> raw.call("socket", INET, DGRAM, 1);
        case "sctp" -> raw.call("socket", INET, STREAM, 132);
        case "mptcp" -> raw.call("socket", INET, STREAM, 262);
        case "unix" -> socket(1, STREAM);
        case "netlink" -> socket(16, 3);
        case "packet" -> socket(17, 3);
        case "vsock" -> socket(40, STREAM);
        case "alg" -> socket(38, 5);
        case "socketpair" -> raw.call("socketpair", 1, STREAM, 0, one);
        case "connect-control" -> connect(ChildInit.CONTROL_FD, address(host, port), 16);
        case "connect-abstract" -> connect(ChildInit.CONTROL_FD, abstractUnix(), 16);
        case "connect-unspec" -> {
          connect(udp, address(host, port), 16);
          yield connect(udp, raw.memory(16), 16);
        }
        case "connect-short" -> connect(udp, address(host, port), 8);
        case "connect-long" -> connect(udp, address(host, port), 0x7fff_ffff);
        case "connect-nothing" -> connect(udp, 0, 16);
        case "sendto-udp" -> raw.call("sendto", udp, one, 4, 0, address(host, port), 16);
        case "sendto-half" -> {
          long there = raw.call("mmap", LOW_HALF_ZERO, 4096, 3, MAP_FRESH, -1, 0);
          MemorySegment.ofAddress(there)
              .reinterpret(16)
              .copyFrom(MemorySegment.ofAddress(address(host, port)).reinterpret(16));
          yield raw.call("sendto", udp, one, 4, 0, there, 16);
        }
        case "sendto-fastopen" -> raw.call("sendto", tcp, one, 4, FAST_OPEN, 0, 0);
        case "sendmsg" -> raw.call("sendmsg", udp, message(host, port), 0);
        case "sendmsg-tcp" -> raw.call("sendmsg", tcp, message(host, port), FAST_OPEN);
        case "sendmsg-moved" -> moved(DGRAM, message(host, port), 0);
        case "sendmsg-moved-tcp" -> moved(STREAM, message(host, port), FAST_OPEN);
        case "close-range" -> raw.call("close_range", ChildInit.CONTROL_FD, ChildInit.CONTROL_FD);
        case "sendmmsg" -> raw.call("sendmmsg", udp, message(host, port), 1, 0);
        case "bind" -> raw.call("bind", tcp, address("127.0.0.1", "0"), 16);
        case "bind-udp" -> raw.call("bind", udp, address("0.0.0.0", "4711"), 16);
        case "listen" -> raw.call("listen", tcp, 5);
        case "accept" -> raw.call("accept", tcp, 0, 0);
        case "accept-blocking" -> raw.call("accept4", tcp, 0, 0, 0);
        case "block" -> raw.call("fcntl", tcp, 4, 0);
        case "block-ioctl" -> raw.call("ioctl", tcp, 0x5421, raw.memory(4));
        case "dup" -> raw.call("fcntl", tcp, 0, 0);
        case "interfaces" -> raw.call("ioctl", tcp, 0x8912, one);
        case "join" -> raw.call("setsockopt", udp, 0, 35, one, 12);
        case "join-6" -> raw.call("setsockopt", udp, 41, 20, one, 20);
        case "join-source" -> raw.call("setsockopt", udp, 0, 39, one, 12);
        case "options" -> raw.call("setsockopt", udp, 0, 4, one, 4);
        case "device" -> raw.call("setsockopt", udp, 1, 25, raw.text("lo"), 3);
        case "program" -> raw.call("setsockopt", udp, 1, 26, one, 16);
        case "mark" -> raw.call("setsockopt", udp, 1, 36, one, 4);
        case "ulp" -> raw.call("setsockopt", tcp, 6, 31, raw.text("tls"), 3);
        case "fastopen-connect" -> raw.call("setsockopt", tcp, 6, 30, one, 4);
        case "repair" -> raw.call("setsockopt", tcp, 6, 19, one, 4);
        case "send-timeout" -> raw.call("setsockopt", tcp, 1, 21, raw.memory(16), 16);
        case "reuse-port" -> raw.call("setsockopt", tcp, 1, 15, one, 4);
        case "iptables" -> raw.call("getsockopt", tcp, 0, 64, one, one);
        default -> throw new IllegalArgumentException(name);
      };
    } finally {
      raw.call("close", tcp);
      raw.call("close", udp);
    }
  }

  /** Gives a new socket the number of the control socket, and sends a message by that. */
  private long moved(int type, long message, int flags) {
    int control = ChildInit.CONTROL_FD;
    long keep = raw.call("dup", control);
    raw.call("close", control);
    long fd;
    while ((fd = socket(INET, type)) > control) {
      raw.call("close", fd); // the JDK has a file there for a moment
      LockSupport.parkNanos(300_000);
    }
    long r = fd < 0 ? fd : raw.call("sendmsg", fd, message, flags);
    raw.call("close", fd);
    long back;
    while ((back = raw.call("dup", keep)) != control) {
      raw.call("close", back);
      LockSupport.parkNanos(300_000);
    }
    raw.call("close", keep);
    return r;
  }

  private long message(String host, String port) {
    long header = raw.memory(64);
    long iov = raw.memory(16);
    MemorySegment v = MemorySegment.ofAddress(iov).reinterpret(16);
    v.set(ValueLayout.JAVA_LONG, 0, raw.text("secret"));
    v.set(ValueLayout.JAVA_LONG, 8, 6);
    MemorySegment h = MemorySegment.ofAddress(header).reinterpret(64);
    h.set(ValueLayout.JAVA_LONG, 0, address(host, port));
    h.set(ValueLayout.JAVA_INT, 8, 16);
    h.set(ValueLayout.JAVA_LONG, 16, iov);
    h.set(ValueLayout.JAVA_LONG, 24, 1);
    return header;
  }

  private long abstractUnix() {
    long at = raw.memory(16);
    MemorySegment.ofAddress(at)
        .reinterpret(16)
        .copyFrom(MemorySegment.ofArray(new byte[] {1, 0, 0, 'x', 'y', 'z'}));
    return at;
  }

  private long address(String host, String port) {
    return address(host, port, new byte[16], INET, 4);
  }

  private long mapped(String host, String port) {
    byte[] bytes = new byte[28];
    bytes[18] = -1;
    bytes[19] = -1;
    return address(host, port, bytes, INET6, 20);
  }

  private long address(String host, String port, byte[] bytes, int family, int hostAt) {
    int number = Integer.parseInt(port);
    bytes[0] = (byte) family;
    bytes[2] = (byte) (number >> 8);
    bytes[3] = (byte) number;
    String[] parts = host.split("\\.");
    for (int i = 0; i < 4; i++) {
      bytes[hostAt + i] = (byte) Integer.parseInt(parts[i]);
    }
    long at = raw.memory(bytes.length);
    MemorySegment.ofAddress(at).reinterpret(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    return at;
  }
}
