package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Addresses;
import dev.parallax.elements.std.net.socket.Datagrams;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Poller;
import dev.parallax.elements.std.net.socket.Resolving;
import dev.parallax.elements.std.net.socket.Sockets;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mmsghdr;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends each buffer as a datagram to every client, straight from the buffer, to all of them with
 * one call ({@code sendmmsg}). A client that can't be reached does not keep the others from
 * anything: that is counted and warned of.
 */
final class DatagramSender implements AutoCloseable {
  private static final int MOST_WARNINGS = 10;
  private static final int MOST_CLIENTS = 10_000;

  private final Context context;
  private final Options options;
  private final Poller poller = new Poller();
  private int fd4 = -1;
  private int fd6 = -1;
  private @Nullable Group v4;
  private @Nullable Group v6;
  private int warnings;

  /**
   * Properties of the sockets.
   *
   * @param bindAddress own address; empty: any
   * @param bindPort own port; 0: a free one
   * @param bufferBytes of the kernel's send buffer; 0: default
   * @param multicastIface interface that multicast leaves by; empty: the system's choice
   * @param ttl hops
   * @param ttlMc hops of multicast
   * @param loop whether this host gets its own multicast
   * @param dscp differentiated services code point; -1: default
   */
  record Options(
      String bindAddress,
      int bindPort,
      int bufferBytes,
      String multicastIface,
      int ttl,
      int ttlMc,
      boolean loop,
      int dscp) {}

  /** Clients of one address family, and how far the current buffer has got. */
  private static final class Group implements AutoCloseable {
    final int fd;
    final int count;
    final List<InetSocketAddress> clients;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment messages;
    private final MemorySegment iovec = arena.allocate(Mmsghdr.IOVEC_BYTES, 8);
    private int next;

    Group(int fd, List<InetSocketAddress> clients) {
      this.fd = fd;
      this.clients = clients;
      count = clients.size();
      messages = arena.allocate((long) count * Mmsghdr.BYTES, 8);
      for (int i = 0; i < count; i++) {
        InetSocketAddress client = clients.get(i);
        MemorySegment name = arena.allocate(Sockaddr.BYTES, 8);
        int length = Addresses.put(name, client.getAddress(), client.getPort());
        Mmsghdr.set(messages, i, name, length, iovec, 1);
      }
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  DatagramSender(Context context, Options options) {
    this.context = context;
    this.options = options;
  }

  static InetAddress resolve(String host, BooleanSupplier interrupted) throws IOException {
    return Resolving.first(host, interrupted);
  }

  /** Reads {@code host:port,host:port}; an IPv6 address stands in brackets. */
  static List<InetSocketAddress> parse(String clients, BooleanSupplier interrupted)
      throws IOException {
    List<InetSocketAddress> all = new ArrayList<>();
    if (clients.isBlank()) {
      return all;
    }
    for (String client : clients.split(",", -1)) {
      String text = client.strip();
      int colon = text.lastIndexOf(':');
      int port = colon < 0 ? -1 : port(text.substring(colon + 1));
      if (colon <= 0 || port <= 0) {
        throw new IOException("client is not host:port clients=\"" + clients + "\"");
      }
      if (all.size() == MOST_CLIENTS) {
        throw new IOException("too many clients max=" + MOST_CLIENTS);
      }
      String host = text.substring(0, colon).replaceAll("^\\[|\\]$", "");
      all.add(new InetSocketAddress(resolve(host, interrupted), port));
    }
    return all;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 65_535 ? -1 : port;
    } catch (NumberFormatException e) {
      return -1; // said by the caller
    }
  }

  /** Replaces the clients; between two buffers. */
  void clients(List<InetSocketAddress> all) throws IOException {
    closeGroups();
    List<InetSocketAddress> four = family(all, Socket.AF_INET);
    List<InetSocketAddress> six = family(all, Socket.AF_INET6);
    if (!four.isEmpty()) {
      fd4 = fd4 >= 0 ? fd4 : open(Socket.AF_INET);
      v4 = new Group(fd4, four);
    }
    if (!six.isEmpty()) {
      fd6 = fd6 >= 0 ? fd6 : open(Socket.AF_INET6);
      v6 = new Group(fd6, six);
    }
  }

  private static List<InetSocketAddress> family(List<InetSocketAddress> all, int family) {
    return all.stream().filter(a -> Addresses.family(a.getAddress()) == family).toList();
  }

  private int open(int family) throws IOException {
    int fd = Datagrams.socket(family);
    try {
      Socket.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_BROADCAST, 1);
      if (options.bufferBytes() > 0) {
        Datagrams.bufferBytes(fd, false, options.bufferBytes());
      }
      Datagrams.hops(fd, family, options.ttl(), options.ttlMc());
      Datagrams.loop(fd, family, options.loop());
      int index = Addresses.interfaceIndex(options.multicastIface());
      if (index != 0) {
        Datagrams.leaveBy(fd, family, index);
      }
      if (options.dscp() >= 0) {
        Datagrams.dscp(fd, family, options.dscp());
      }
      bind(fd, family);
      return fd;
    } catch (IOException | RuntimeException e) {
      Sockets.close(fd);
      throw e;
    }
  }

  private void bind(int fd, int family) throws IOException {
    String any = family == Socket.AF_INET ? "0.0.0.0" : "::";
    String own = options.bindAddress().isEmpty() ? any : options.bindAddress();
    InetAddress address = resolve(own, context::interrupted);
    if (Addresses.family(address) == family) {
      Datagrams.bind(fd, address, options.bindPort());
    }
  }

  /** Sends a buffer; AGAIN when the kernel has no room: call again with the same buffer. */
  Flow send(Bytes in) throws IOException {
    if (in.size() > Datagrams.MAX_BYTES) {
      throw new IOException(
          "buffer is too large for a datagram bytes="
              + in.size()
              + " max="
              + Datagrams.MAX_BYTES
              + "; make smaller buffers, by a payloader or the source's blocksize");
    }
    if (send(v4, in) && send(v6, in)) {
      rewind();
      return Flow.OK;
    }
    return context.againWhenReadable(poller.fd());
  }

  private boolean send(@Nullable Group group, Bytes in) throws IOException {
    if (group == null || group.next == group.count) {
      return true;
    }
    Mmsghdr.iovec(group.iovec, 0, in.segment(), in.offset(), in.size());
    while (group.next < group.count) {
      int n =
          Socket.sendmmsg(
              group.fd,
              group.messages,
              group.next,
              group.count - group.next,
              Socket.MSG_DONTWAIT | Socket.MSG_NOSIGNAL);
      if (n > 0) {
        group.next += n;
      } else if (n == -Errno.EAGAIN || n == -Errno.ENOBUFS) {
        poller.watch(group.fd, Poller.OUT);
        return false;
      } else if (n != -Errno.EINTR) {
        failed(group, -n, in.size());
      }
    }
    return true;
  }

  private void failed(Group group, int errno, long bytes) throws IOException {
    InetSocketAddress to = group.clients.get(group.next);
    String where = new Endpoint.Inet(to.getAddress().getHostAddress(), to.getPort()).text();
    IOException e =
        Sockets.failure(
            "cannot send bytes=" + bytes, where, new LinuxException(errno, "sendmmsg", ""));
    if (errno == Errno.EMSGSIZE || errno == Errno.EBADF || errno == Errno.EFAULT) {
      throw e;
    }
    group.next++;
    context.countDropped(1);
    if (warnings < MOST_WARNINGS) {
      warnings++;
      context.warn(e.getMessage() + (warnings == MOST_WARNINGS ? "; others are only counted" : ""));
    }
  }

  /** The next buffer, whatever became of this one. */
  void rewind() {
    if (v4 != null) {
      v4.next = 0;
    }
    if (v6 != null) {
      v6.next = 0;
    }
  }

  private void closeGroups() {
    if (v4 != null) {
      v4.close();
      v4 = null;
    }
    if (v6 != null) {
      v6.close();
      v6 = null;
    }
  }

  @Override
  public void close() {
    closeGroups();
    poller.close();
    Sockets.close(fd4);
    Sockets.close(fd6);
    fd4 = -1;
    fd6 = -1;
  }
}
