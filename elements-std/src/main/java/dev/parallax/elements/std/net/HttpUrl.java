package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a request goes.
 *
 * @param secure TLS
 * @param host name or address, an IPv6 one without its brackets
 * @param port TCP port
 * @param target path and query as they stand in the request
 */
record HttpUrl(boolean secure, String host, int port, String target) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * Reads a URL.
   *
   * @param property that it is the value of, for messages
   * @param plain scheme without TLS ({@code http}, {@code ws}); the one with TLS has an s behind it
   */
  static HttpUrl parse(String property, String location, String plain) throws IOException {
    URI uri;
    try {
      uri = new URI(location);
    } catch (URISyntaxException e) {
      throw new IOException(
          property + " is no url " + property + "=\"" + location + "\": " + e.getReason(), e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals(plain + "s");
    if (!secure && !scheme.equals(plain) || uri.getHost() == null) {
      throw new IOException(
          property
              + " must be "
              + plain
              + "://host[:port]/path or "
              + plain
              + "s://... "
              + property
              + "=\""
              + location
              + "\"");
    }
    if (uri.getUserInfo() != null) {
      throw new IOException(property + " must not have a password in it; use user-id and user-pw");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS : HTTP;
    if (port == 0 || port > 0xffff) {
      throw new IOException(property + " has no such port " + property + "=\"" + location + "\"");
    }
    return new HttpUrl(
        secure,
        uri.getHost().replaceAll("^\\[|\\]$", ""),
        port,
        uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
  }

  /** For the field Host. */
  String authority() {
    String text = new Endpoint.Inet(host, port).text();
    return port == (secure ? HTTPS : HTTP) ? text.substring(0, text.lastIndexOf(':')) : text;
  }

  boolean isSameServer(HttpUrl other) {
    return secure == other.secure && port == other.port && host.equalsIgnoreCase(other.host);
  }

  /** The whole url, but for a fragment. */
  String whole() {
    return (secure ? "https://" : "http://") + authority() + target;
  }

  /** As messages show it: without the query, which may hold secrets. */
  String text() {
    int query = target.indexOf('?');
    return authority() + (query < 0 ? target : target.substring(0, query));
  }
}
