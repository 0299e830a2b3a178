package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects: looks up the name, tries its addresses one after the other, and begins TLS. */
public final class Dialer implements Opener {
  /** A local server whose queue is full says so at once, and never says when it is not. */
  private static final long FULL_QUEUE_NS = 20_000_000;

  private final Endpoint endpoint;
  private final Poller poller;
  private final @Nullable Tls tls;
  private final @Nullable Tunnel tunnel;
  private final long limitNs;
  private @Nullable Resolver resolver;
  private @Nullable List<InetAddress> addresses;
  private int next;
  private int fd = -1;
  private @Nullable Wire wire; // in its handshake
  private long deadline = Long.MAX_VALUE;
  private long retryAt = Long.MAX_VALUE;

  /**
   * Makes a dialer.
   *
   * @param tls null: none
   * @param limitNs for each address, and for the look-up of the name
   */
  public Dialer(Endpoint endpoint, Poller poller, @Nullable Tls tls, long limitNs) {
    this(endpoint, poller, tls, null, limitNs);
  }

  /**
   * As {@link #Dialer(Endpoint, Poller, Tls, long)}, through a proxy.
   *
   * @param endpoint the proxy's, if there is a tunnel
   * @param tunnel the way through it, for TLS only; null: none
   */
  public Dialer(
      Endpoint endpoint, Poller poller, @Nullable Tls tls, @Nullable Tunnel tunnel, long limitNs) {
    this.endpoint = endpoint;
    this.poller = poller;
    this.tls = tls;
    this.tunnel = tunnel;
    this.limitNs = limitNs;
  }

  @Override
  public @Nullable Wire open() throws IOException {
    try {
      return attempt();
    } catch (IOException | RuntimeException e) {
      reset();
      throw e;
    }
  }

  private @Nullable Wire attempt() throws IOException {
    Wire handshaking = wire;
    if (handshaking != null) {
      return greet(handshaking);
    }
    if (fd >= 0) {
      return connected();
    }
    return switch (endpoint) {
      case Endpoint.Inet inet -> {
        List<InetAddress> all = lookUp(inet);
        yield all == null ? null : connect(inet, all);
      }
      case Endpoint.Local local -> connect(local);
    };
  }

  private @Nullable List<InetAddress> lookUp(Endpoint.Inet inet) throws IOException {
    if (addresses != null) {
      return addresses;
    }
    InetAddress literal = Addresses.literal(inet.host());
    if (literal != null) {
      addresses = List.of(literal);
      return addresses;
    }
    Resolver r = resolver;
    if (r == null) {
      r = new Resolver(inet.host());
      resolver = r;
      poller.watch(r.fd(), Poller.IN);
      deadline = System.nanoTime() + limitNs;
    }
    addresses = r.poll();
    if (addresses != null) {
      forgetResolver();
    } else if (System.nanoTime() - deadline >= 0) {
      throw new IOException("look-up of a name takes too long host=" + inet.host());
    }
    return addresses;
  }

  private @Nullable Wire connect(Endpoint.Inet inet, List<InetAddress> all) throws IOException {
    InetAddress address = all.get(next++);
    int family = Addresses.family(address);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(Sockaddr.BYTES, 8);
      int length = Addresses.put(to, address, inet.port());
      fd = Sockets.stream(family);
      Sockets.tune(fd, family);
      return begin(Socket.connect(fd, to, length));
    } catch (LinuxException e) {
      return otherAddress(e.errno(), e);
    }
  }

  private @Nullable Wire connect(Endpoint.Local local) throws IOException {
    retryAt = Long.MAX_VALUE;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(Sockaddr.BYTES, 8);
      int length = Addresses.put(to, local);
      fd = Sockets.stream(Socket.AF_UNIX);
      int r = Socket.connect(fd, to, length);
      if (r != -Errno.EAGAIN) {
        return begin(r);
      }
      Sockets.close(fd);
      fd = -1;
      long now = System.nanoTime();
      if (deadline == Long.MAX_VALUE) {
        deadline = now + limitNs;
      } else if (now - deadline >= 0) {
        throw Sockets.failure("cannot connect", where(), Errno.ETIMEDOUT, new IOException("full"));
      }
      retryAt = now + FULL_QUEUE_NS;
      return null;
    } catch (LinuxException e) {
      throw Sockets.failure("cannot connect", where(), e);
    }
  }

  private @Nullable Wire begin(int r) throws IOException {
    deadline = System.nanoTime() + limitNs;
    if (r == 0) {
      return made();
    }
    poller.watch(fd, Poller.OUT); // EINTR, too: the connection goes on in the background
    return null;
  }

  private @Nullable Wire connected() throws IOException {
    if (!writable()) {
      if (System.nanoTime() - deadline < 0) {
        return null;
      }
      return otherAddress(Errno.ETIMEDOUT, new IOException("no answer in time"));
    }
    int error = Socket.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_ERROR);
    return error == 0
        ? made()
        : otherAddress(error, new LinuxException(error, "connect", "address=" + where()));
  }

  private boolean writable() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);
      Poll.set(poll, 0, fd, Poll.POLLOUT);
      return Poll.poll(poll, 1, 0) > 0;
    }
  }

  private @Nullable Wire otherAddress(int errno, Exception cause) throws IOException {
    closeSocket();
    List<InetAddress> all = addresses;
    if (all != null && next < all.size() && endpoint instanceof Endpoint.Inet inet) {
      return connect(inet, all);
    }
    throw Sockets.failure("cannot connect", where(), errno, cause);
  }

  private @Nullable Wire made() throws IOException {
    Tls secure = tls;
    String host = endpoint instanceof Endpoint.Inet inet ? inet.host() : "localhost";
    Tunnel through = tunnel;
    PlainWire plain = new PlainWire(fd, where());
    Wire made =
        secure == null
            ? plain
            : through == null
                ? secure.client(fd, where(), host)
                : new TunnelWire(plain, secure, through);
    fd = -1;
    wire = made;
    return greet(made);
  }

  private @Nullable Wire greet(Wire handshaking) throws IOException {
    if (handshaking.handshake()) {
      wire = null;
      next = 0;
      addresses = null; // another time the name may lead elsewhere
      deadline = Long.MAX_VALUE;
      return handshaking;
    }
    if (System.nanoTime() - deadline >= 0) {
      throw new IOException(
          (tunnel == null ? "TLS handshake" : "way through the proxy")
              + " takes too long address="
              + where());
    }
    poller.watch(handshaking.fd(), handshaking.wants());
    return null;
  }

  private void closeSocket() {
    if (fd >= 0) {
      poller.forget(fd);
      Sockets.close(fd);
      fd = -1;
    }
  }

  private void forgetResolver() {
    Resolver r = resolver;
    resolver = null;
    if (r != null) {
      poller.forget(r.fd());
      r.close();
    }
  }

  private void reset() {
    closeSocket();
    forgetResolver();
    Wire handshaking = wire;
    wire = null;
    if (handshaking != null) {
      poller.forget(handshaking.fd());
      handshaking.close();
    }
    addresses = null;
    next = 0;
    deadline = Long.MAX_VALUE;
    retryAt = Long.MAX_VALUE;
  }

  @Override
  public long deadline() {
    return Math.min(deadline, retryAt);
  }

  @Override
  public void tend() {}

  @Override
  public boolean dials() {
    return true;
  }

  @Override
  public String where() {
    return endpoint.text();
  }

  @Override
  public void close() {
    reset();
  }
}
