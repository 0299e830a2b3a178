package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** TLS through a proxy: first the proxy is asked to pass bytes on, then the server is greeted. */
final class TunnelWire implements Wire {
  private static final int MAX_ANSWER = 8 << 10;
  private static final String END = "\r\n\r\n";

  private final PlainWire proxy;
  private final Tls tls;
  private final Tunnel tunnel;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment request;
  private final MemorySegment answer = arena.allocate(MAX_ANSWER, 8);
  private long sent;
  private long came;
  private @Nullable Wire server;
  private boolean closed;

  /** Takes over the connection to the proxy. */
  TunnelWire(PlainWire proxy, Tls tls, Tunnel tunnel) {
    this.proxy = proxy;
    this.tls = tls;
    this.tunnel = tunnel;
    request = arena.allocateFrom(ValueLayout.JAVA_BYTE, tunnel.request());
  }

  @Override
  public boolean handshake() throws IOException {
    Wire s = server;
    if (s == null) {
      if (!ask() || !hear()) {
        return false;
      }
      s = tls.client(proxy.fd(), proxy.peer(), tunnel.host()); // which owns the socket from here on
      server = s;
    }
    return s.handshake();
  }

  private boolean ask() throws IOException {
    while (sent < request.byteSize()) {
      long n = proxy.write(request, sent, request.byteSize() - sent);
      if (n == WOULD_BLOCK) {
        return false;
      }
      sent += n;
    }
    return true;
  }

  private boolean hear() throws IOException {
    while (true) {
      if (came == MAX_ANSWER) {
        throw new IOException("answer of the proxy is too long max=" + MAX_ANSWER + at());
      }
      long n = proxy.read(answer, came, MAX_ANSWER - came);
      if (n == WOULD_BLOCK) {
        return false;
      }
      if (n == 0) {
        throw new IOException("proxy ended the connection without an answer" + at());
      }
      came += n;
      byte[] bytes = answer.asSlice(0, came).toArray(ValueLayout.JAVA_BYTE);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int end = text.indexOf(END);
      if (end >= 0) {
        tunnel.answered(text.substring(0, end));
        if (end + END.length() < text.length()) {
          throw new IOException("proxy sends more than an answer" + at()); // the server waits first
        }
        return true;
      }
    }
  }

  private String at() {
    return " address=" + peer();
  }

  private Wire now() {
    Wire s = server;
    return s == null ? proxy : s;
  }

  @Override
  public long read(MemorySegment target, long offset, long count) throws IOException {
    return now().read(target, offset, count);
  }

  @Override
  public long write(MemorySegment source, long offset, long count) throws IOException {
    return now().write(source, offset, count);
  }

  @Override
  public boolean isMidway() {
    return now().isMidway();
  }

  @Override
  public void gather(boolean wanted) {
    now().gather(wanted);
  }

  @Override
  public int wants() {
    return now().wants();
  }

  @Override
  public boolean hasInput() {
    return now().hasInput();
  }

  @Override
  public boolean finish() {
    return now().finish();
  }

  @Override
  public int fd() {
    return proxy.fd();
  }

  @Override
  public String peer() {
    return proxy.peer();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      now().close();
      arena.close();
    }
  }
}
