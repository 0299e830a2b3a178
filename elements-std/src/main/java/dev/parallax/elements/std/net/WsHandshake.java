package dev.parallax.elements.std.net;

import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** How a connection becomes a WebSocket (RFC 6455, section 4). */
sealed interface WsHandshake {
  /** What is sent first on a new connection; may be empty. */
  byte[] opening() throws IOException;

  /**
   * The peer's head has come.
   *
   * @return what is sent now; may be empty
   * @throws Refusal when the peer shall be told before the connection ends
   */
  byte[] answer(HttpHead head) throws IOException, StreamException;

  /** A request that is refused. */
  final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final String status;
    private final String fields;

    Refusal(String status, String fields, String fact) {
      super("websocket request is refused: " + fact + " status=\"" + status + "\"");
      this.status = status;
      this.fields = fields;
    }

    byte[] response() {
      return refusal(status, fields);
    }
  }

  /** A response that ends the connection. */
  static byte[] refusal(String status, String fields) {
    return ("HTTP/1.1 "
            + status
            + "\r\nConnection: close\r\nContent-Length: 0\r\n"
            + fields
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Sec-WebSocket-Accept for a key. */
  static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] both =
          (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1);
      return Base64.getEncoder().encodeToString(sha1.digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-1", e); // every JDK must have it
    }
  }

  /** The side that asks. */
  final class Client implements WsHandshake {
    private static final byte[] NOTHING = {};
    private static final int KEY_BYTES = 16;

    private final HttpUrl url;
    private final Options options;
    private final SecureRandom random = new SecureRandom();
    private String key = "";

    /**
     * What is asked for.
     *
     * @param protocol subprotocol; empty: none
     * @param origin field Origin; empty: none
     */
    record Options(
        String protocol,
        String origin,
        String userAgent,
        String extraHeaders,
        String userId,
        String userPw) {}

    Client(HttpUrl url, Options options) {
      this.url = url;
      this.options = options;
    }

    @Override
    public byte[] opening() throws IOException {
      byte[] bytes = new byte[KEY_BYTES];
      random.nextBytes(bytes);
      key = Base64.getEncoder().encodeToString(bytes);
      HttpRequest request =
          new HttpRequest("GET", url)
              .field("Upgrade", "websocket")
              .field("Connection", "Upgrade")
              .field("Sec-WebSocket-Key", key)
              .field("Sec-WebSocket-Version", "13")
              .field("User-Agent", options.userAgent());
      if (!options.protocol().isEmpty()) {
        request.field("Sec-WebSocket-Protocol", options.protocol());
      }
      if (!options.origin().isEmpty()) {
        request.field("Origin", options.origin());
      }
      return request
          .user(options.userId(), options.userPw())
          .extra(options.extraHeaders(), true)
          .bytes();
    }

    @Override
    public byte[] answer(HttpHead head) throws IOException, StreamException {
      if (head.status() != 101) {
        throw wrong("server does not switch to websocket", "answer=\"" + head.start() + "\"");
      }
      if (!head.has("upgrade", "websocket") || !head.has("connection", "upgrade")) {
        throw wrong("server switches to something else", "upgrade=" + head.first("upgrade"));
      }
      if (!accept(key).equals(head.first("sec-websocket-accept"))) {
        throw wrong("Sec-WebSocket-Accept does not fit the key", "answer=\"" + head.start() + "\"");
      }
      String extensions = head.first("sec-websocket-extensions");
      if (extensions != null && !extensions.isEmpty()) {
        throw wrong("server uses what was not asked for", "extensions=\"" + extensions + "\"");
      }
      String protocol = head.first("sec-websocket-protocol");
      if (!options.protocol().equals(protocol == null ? "" : protocol)) {
        throw wrong(
            "server speaks another subprotocol",
            "protocol=" + protocol + " wanted=" + options.protocol());
      }
      return NOTHING;
    }

    private IOException wrong(String fact, String values) {
      return new IOException(fact + " url=" + url.text() + " " + values);
    }
  }

  /**
   * The side that is asked.
   *
   * @param path that requests must have
   * @param protocol subprotocol that clients must offer; empty: none is chosen
   * @param origin what the field Origin must be; empty: anything
   */
  record Server(String path, String protocol, String origin) implements WsHandshake {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] opening() {
      return NOTHING;
    }

    @Override
    public byte[] answer(HttpHead head) throws IOException {
      String[] start = head.start().split(" ", -1);
      if (start.length != 3 || !start[2].matches("HTTP/1\\.[0-9]")) {
        throw new Refusal("400 Bad Request", "", "this is no http request");
      }
      if (!start[0].equals("GET")) {
        throw new Refusal("405 Method Not Allowed", "Allow: GET\r\n", "method is not GET");
      }
      int query = start[1].indexOf('?');
      if (!(query < 0 ? start[1] : start[1].substring(0, query)).equals(path)) {
        throw new Refusal("404 Not Found", "", "path is not " + path);
      }
      String version = "Sec-WebSocket-Version: 13\r\n";
      if (!head.has("upgrade", "websocket") || !head.has("connection", "upgrade")) {
        throw new Refusal("426 Upgrade Required", "Upgrade: websocket\r\n" + version, "no upgrade");
      }
      if (!"13".equals(head.first("sec-websocket-version"))) {
        throw new Refusal("426 Upgrade Required", version, "version is not 13");
      }
      String key = head.first("sec-websocket-key");
      if (start[2].equals("HTTP/1.0") || head.first("host") == null || !isKey(key)) {
        throw new Refusal("400 Bad Request", "", "HTTP/1.1, Host or a key of 16 bytes is missing");
      }
      if (!origin.isEmpty() && !origin.equals(head.first("origin"))) {
        throw new Refusal("403 Forbidden", "", "Origin is not " + origin);
      }
      if (!protocol.isEmpty() && !head.has("sec-websocket-protocol", protocol)) {
        throw new Refusal("400 Bad Request", "", "subprotocol is not offered name=" + protocol);
      }
      return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + accept(String.valueOf(key))
              + "\r\n"
              + (protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n")
              + "\r\n")
          .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isKey(@org.jspecify.annotations.Nullable String key) {
      return key != null && key.matches("[A-Za-z0-9+/]{22}==");
    }

    /** Checks values of properties. */
    Server checked() throws IOException {
      if (!path.matches("/[!-~&&[^?#]]*")) {
        throw new IOException("path must begin with / and have no ? or # path=\"" + path + "\"");
      }
      if (!protocol.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]*")) {
        throw new IOException("protocol is no token of http protocol=\"" + protocol + "\"");
      }
      return this;
    }
  }
}
