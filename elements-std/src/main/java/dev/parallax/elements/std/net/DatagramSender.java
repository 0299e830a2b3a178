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
import dev.parallax.runtime.element.NetworkSandbox;
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
 * one call ({@code sendmmsg}). In a {@link NetworkSandbox} each client has a connected socket of
 * its own. A client that can't be reached does not keep the others from anything: that is counted
 * and warned of.
 */
final class DatagramSender implements AutoCloseable {
  private static final int MOST_WARNINGS = 10;
  private static final int MOST_CLIENTS = 10_000;
  private static final int MOST_SOCKETS = 64;
  private static final int ATTEMPTS = 3;
  private static final int FLAGS = Socket.MSG_DONTWAIT | Socket.MSG_NOSIGNAL;

  private final Context context;
  private final Options options;
  private final Poller poller = new Poller();
  private int fd4 = -1;
  private int fd6 = -1;
  private final List<Group> groups = new ArrayList<>();
  private int warnings;

  /** What sockets are bound to; null: any. */
  private final @Nullable InetAddress own;

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

  /**
   * Clients of one socket, and how far the current buffer has got. A connected socket has one
   * client, and goes with it.
   */
  private static final class Group implements AutoCloseable {
    final int fd;
    final boolean connected;
    final int count;
    final List<InetSocketAddress> clients;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment messages;
    private final MemorySegment iovec = arena.allocate(Mmsghdr.IOVEC_BYTES, 8);
    private int next;

    Group(int fd, boolean connected, List<InetSocketAddress> clients) {
      this.fd = fd;
      this.connected = connected;
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
      if (connected) {
        Sockets.close(fd);
      }
    }
  }

  /** While the element starts: the own address is looked up. */
  DatagramSender(Context context, Options options) throws IOException {
    this.context = context;
    this.options = options;
    try {
      own =
          options.bindAddress().isEmpty()
              ? null
              : resolve(options.bindAddress(), context::interrupted);
    } catch (IOException | RuntimeException e) {
      poller.close();
      throw e;
    }
  }

  static InetAddress resolve(String host, BooleanSupplier interrupted) throws IOException {
    return Resolving.first(host, interrupted);
  }

  /** Reads {@code host:port,host:port} and looks the names up. */
  static List<InetSocketAddress> parse(String clients, BooleanSupplier interrupted)
      throws IOException {
    List<InetSocketAddress> all = new ArrayList<>();
    for (Endpoint.Inet client : parse(clients)) {
      all.add(new InetSocketAddress(resolve(client.host(), interrupted), client.port()));
    }
    return all;
  }

  /** Reads {@code host:port,host:port}; an IPv6 address stands in brackets. */
  static List<Endpoint.Inet> parse(String clients) throws IOException {
    List<Endpoint.Inet> all = new ArrayList<>();
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
      all.add(new Endpoint.Inet(text.substring(0, colon).replaceAll("^\\[|\\]$", ""), port));
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
    if (NetworkSandbox.here()) {
      connect(all);
      return;
    }
    List<InetSocketAddress> four = family(all, Socket.AF_INET);
    List<InetSocketAddress> six = family(all, Socket.AF_INET6);
    if (!four.isEmpty()) {
      fd4 = fd4 >= 0 ? fd4 : open(Socket.AF_INET);
      groups.add(new Group(fd4, false, four));
    }
    if (!six.isEmpty()) {
      fd6 = fd6 >= 0 ? fd6 : open(Socket.AF_INET6);
      groups.add(new Group(fd6, false, six));
    }
  }

  private void connect(List<InetSocketAddress> all) throws IOException {
    if (all.size() > MOST_SOCKETS) {
      throw new IOException(
          "too many clients for an isolated element clients="
              + all.size()
              + " max="
              + MOST_SOCKETS
              + "; do not isolate it");
    }
    for (InetSocketAddress client : all) {
      int fd = open(Addresses.family(client.getAddress()));
      try {
        Datagrams.connect(fd, client.getAddress(), client.getPort());
      } catch (IOException | RuntimeException e) {
        Sockets.close(fd);
        throw e;
      }
      groups.add(new Group(fd, true, List.of(client)));
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
    InetAddress address = own != null ? own : InetAddress.ofLiteral(any);
    if (Addresses.family(address) == family) {
      if (NetworkSandbox.here() && options.bindPort() > 0) {
        Socket.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_REUSEADDR, 1); // several have this port
      }
      Datagrams.bind(fd, address, options.bindPort());
    }
  }

  /** Whether a buffer has gone to some of the clients, and not to all. */
  boolean isMidway() {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).next > 0) {
        return true;
      }
    }
    return false;
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
    for (int i = 0; i < groups.size(); i++) {
      if (!send(groups.get(i), in)) {
        return context.againWhenReadable(poller.fd());
      }
    }
    rewind();
    return Flow.OK;
  }

  private boolean send(Group group, Bytes in) throws IOException {
    if (group.next == group.count) {
      return true;
    }
    Mmsghdr.iovec(group.iovec, 0, in.segment(), in.offset(), in.size());
    while (group.next < group.count) {
      int n = group.connected ? sendConnected(group.fd, in) : sendToAll(group);
      if (n > 0) {
        group.next += n;
      } else if (n == -Errno.EAGAIN || n == -Errno.ENOBUFS) {
        poller.watch(group.fd, Poller.OUT);
        return false;
      } else if (n != -Errno.EINTR) {
        failed(group, -n, in.size());
      }
    }
    poller.forget(group.fd); // else it would say that there is room while another socket has none
    return true;
  }

  private static int sendToAll(Group group) {
    return Socket.sendmmsg(group.fd, group.messages, group.next, group.count - group.next, FLAGS);
  }

  /** One datagram. That an earlier one found nobody is what a connected socket says first. */
  private static int sendConnected(int fd, Bytes in) {
    for (int i = 0; i < ATTEMPTS; i++) {
      long n = Socket.send(fd, in.segment(), in.offset(), in.size(), FLAGS);
      if (n != -Errno.ECONNREFUSED) {
        return n < 0 ? (int) n : 1;
      }
    }
    return 1;
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
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).next = 0;
    }
  }

  private void closeGroups() {
    for (Group group : groups) {
      if (group.connected) {
        poller.forget(group.fd);
      }
      group.close();
    }
    groups.clear();
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
