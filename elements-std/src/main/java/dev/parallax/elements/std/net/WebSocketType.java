package dev.parallax.elements.std.net;

import dev.parallax.runtime.element.Bytes;
import java.io.IOException;

/** What kind of messages a WebSocket sink sends. */
public enum WebSocketType {
  /** Bytes. */
  BINARY,
  /** Text: every buffer must be UTF-8 as a whole. */
  TEXT;

  int opcode() {
    return this == TEXT ? WsFrame.TEXT : WsFrame.BINARY;
  }

  /** Refuses what peers would have to refuse. */
  void check(Bytes in) throws IOException {
    long bad = this == TEXT ? Utf8.firstBad(in.segment(), in.offset(), in.size()) : -1;
    if (bad >= 0) {
      throw new IOException(
          "buffer is no UTF-8 offset=" + bad + "; send type=binary, or whole characters");
    }
  }
}
