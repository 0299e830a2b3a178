package dev.parallax.elements.std.net;

import java.io.IOException;

/** A peer has broken the rules of RFC 6455; it is told by a close code, then left. */
final class WsException extends IOException {
  private static final long serialVersionUID = 1;

  /** Close code (RFC 6455, section 7.4.1). */
  private final int code;

  WsException(int code, String fact) {
    super("websocket peer breaks the protocol: " + fact + " code=" + code);
    this.code = code;
  }

  int code() {
    return code;
  }
}
