package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Dialer;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Poller;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.elements.std.net.socket.Tunnel;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A proxy: it gets requests for http servers itself, and passes connections to https servers on
 * (RFC 9110, section 7.6 and 9.3.6). Names of servers are looked up there, not here.
 *
 * @param url where it is
 * @param id user for basic authentication; empty: none
 * @param password password
 */
record HttpProxy(HttpUrl url, String id, String password) {
  /** What the properties say; null without a proxy. */
  static @Nullable HttpProxy of(String proxy, String id, String password) throws IOException {
    if (proxy.isBlank()) {
      return null;
    }
    HttpUrl url = HttpUrl.parse("proxy", proxy.strip(), "http");
    if (url.secure()) {
      throw new IOException("proxy must be http://host:port, TLS to a proxy is not supported");
    }
    return new HttpProxy(url, id, password);
  }

  /**
   * The way to a server.
   *
   * @param proxy null: straight there
   * @param tls of the server, null: it has none
   * @param connectS seconds for an attempt
   */
  static Dialer dialer(
      @Nullable HttpProxy proxy, HttpUrl server, Poller poller, @Nullable Tls tls, int connectS)
      throws IOException {
    HttpUrl next = proxy == null ? server : proxy.url();
    return new Dialer(
        new Endpoint.Inet(next.host(), next.port()),
        poller,
        tls,
        proxy == null || tls == null ? null : proxy.to(server),
        TimeUnit.SECONDS.toNanos(connectS));
  }

  /**
   * The beginning of a request, with what the proxy wants to know.
   *
   * @param proxy null: the request goes straight to the server
   */
  static HttpRequest request(@Nullable HttpProxy proxy, String method, HttpUrl server)
      throws IOException {
    return proxy == null || server.secure() // a tunnel is nothing but a connection
        ? new HttpRequest(method, server)
        : HttpRequest.byProxy(method, server)
            .user("Proxy-Authorization", proxy.id(), proxy.password());
  }

  /** A way through it to an https server. */
  private Tunnel to(HttpUrl server) throws IOException {
    byte[] request = HttpRequest.connect(server).user("Proxy-Authorization", id, password).bytes();
    return new Tunnel() {
      @Override
      public String host() {
        return server.host();
      }

      @Override
      public byte[] request() {
        return request.clone();
      }

      @Override
      public void answered(String head) throws IOException {
        check(head);
      }
    };
  }

  private void check(String text) throws IOException {
    HttpHead head;
    int status;
    try {
      head = HttpHead.parse(text);
      status = head.status();
    } catch (StreamException e) {
      throw new IOException("proxy: " + e.getMessage() + " proxy=" + url.authority(), e);
    }
    if (status < 200 || status > 299) {
      throw new IOException(
          "proxy refuses proxy="
              + url.authority()
              + " answer=\""
              + head.start().substring(0, Math.min(80, head.start().length()))
              + "\"");
    }
  }
}
