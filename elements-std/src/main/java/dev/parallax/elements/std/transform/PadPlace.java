package dev.parallax.elements.std.transform;

/** Where {@code buffer-pad} puts what it adds. */
public enum PadPlace {
  /** Behind the bytes of the buffer. */
  END,
  /** Before them. */
  START
}
