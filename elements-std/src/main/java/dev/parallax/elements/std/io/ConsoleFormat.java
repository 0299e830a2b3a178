package dev.parallax.elements.std.io;

/** How {@code consolesink} shows a buffer. */
public enum ConsoleFormat {
  /** The payload as text. */
  TEXT,
  /** Number, size and times, then the payload in hex and as text. */
  HEXDUMP,
  /** Number, size, times, flags and metadata. */
  METADATA
}
