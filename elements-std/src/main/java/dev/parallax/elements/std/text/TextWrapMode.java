package dev.parallax.elements.std.text;

/** Where a line that is too long is broken. */
public enum TextWrapMode {
  /** Nowhere. */
  NONE,
  /** Between words. */
  WORD,
  /** Between characters. */
  CHAR,
  /** Between words, and in a word that is too long alone. */
  WORDCHAR
}
