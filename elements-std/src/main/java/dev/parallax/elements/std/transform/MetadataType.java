package dev.parallax.elements.std.transform;

/** Types of values of metadata that can be written as text. */
public enum MetadataType {
  /** Text. */
  STRING,
  /** A whole number of 32 bits. */
  INT,
  /** A whole number of 64 bits. */
  LONG,
  /** A number. */
  DOUBLE,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** Bytes, as pairs of hex digits. */
  BYTES
}
