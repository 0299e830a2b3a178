package dev.parallax.elements.std.transform;

/** How {@code regex} reads bytes as text. */
public enum RegexCharset {
  /** As UTF-8; other bytes are an error. */
  UTF_8,
  /** Each byte as the character with its number, so that any data can be searched. */
  BYTES
}
