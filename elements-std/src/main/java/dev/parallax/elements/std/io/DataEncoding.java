package dev.parallax.elements.std.io;

/** How bytes are written as text. */
public enum DataEncoding {
  /** UTF-8. */
  TEXT,
  /** Two digits a byte; white space between bytes means nothing. */
  HEX,
  /** Base 64 (RFC 4648, section 4); white space means nothing. */
  BASE64,
  /** A URI {@code data:[media type][;base64],bytes} (RFC 2397). */
  URI
}
