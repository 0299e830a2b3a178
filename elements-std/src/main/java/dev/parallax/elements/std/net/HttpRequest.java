package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Writes the head of a request; refuses what would end a line. */
final class HttpRequest {
  private static final Set<String> SECRETS =
      Set.of("authorization", "cookie", "proxy-authorization");

  private final StringBuilder text = new StringBuilder();

  HttpRequest(String method, HttpUrl url) throws IOException {
    this(method, url.target(), url.authority());
  }

  private HttpRequest(String method, String target, String host) throws IOException {
    if (!method.matches("[A-Z]{1,20}")) {
      throw new IOException("method is not one of http method=" + method);
    }
    text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    field("Host", host);
  }

  /** A request to a proxy, which sends it to the server (RFC 9112, section 3.2.2). */
  static HttpRequest byProxy(String method, HttpUrl url) throws IOException {
    return new HttpRequest(method, url.whole(), url.authority());
  }

  /** A request to a proxy for a connection to the server. */
  static HttpRequest connect(HttpUrl url) throws IOException {
    String at = new Endpoint.Inet(url.host(), url.port()).text();
    return new HttpRequest("CONNECT", at, at);
  }

  HttpRequest field(String name, String value) throws IOException {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > 0xff || c == 0x7f) {
        throw new IOException("http field has a character that must not be there name=" + name);
      }
    }
    text.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  /** Basic authentication (RFC 7617), unless the user is empty. */
  HttpRequest user(String id, String password) throws IOException {
    return user("Authorization", id, password);
  }

  /** As {@link #user(String, String)}, in this field. */
  HttpRequest user(String field, String id, String password) throws IOException {
    if (!id.isEmpty()) {
      byte[] both = (id + ":" + password).getBytes(StandardCharsets.UTF_8);
      field(field, "Basic " + Base64.getEncoder().encodeToString(both));
    }
    return this;
  }

  /**
   * Fields that the user wrote: {@code name: value}, separated by line breaks or {@code |}.
   *
   * @param secrets whether those that identify the user go along
   */
  HttpRequest extra(String fields, boolean secrets) throws IOException {
    for (String line : fields.split("\\||\r?\n", -1)) {
      if (line.isBlank()) {
        continue;
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      if (!name.matches("[!#$%&'*+.^_`~0-9A-Za-z-]+")) {
        throw new IOException("extra-headers must be name: value, separated by | or line breaks");
      }
      if (secrets || !SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
        field(name, line.substring(colon + 1).strip());
      }
    }
    return this;
  }

  byte[] bytes() {
    return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
