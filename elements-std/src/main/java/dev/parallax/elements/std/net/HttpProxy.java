package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Tunnel;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
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

  Endpoint endpoint() {
    return new Endpoint.Inet(url.host(), url.port());
  }

  /** A way through it to an https server. */
  Tunnel to(HttpUrl server) throws IOException {
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
