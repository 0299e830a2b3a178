package dev.parallax.annotations;

/** Sample formats of raw audio. */
public enum SampleFormat {
  /** Unsigned 8 bits. */
  U8,
  /** Signed 8 bits. */
  S8,
  /** Signed 16 bits, little endian. */
  S16LE,
  /** Signed 24 bits in 3 bytes, little endian. */
  S24LE,
  /** Signed 32 bits, little endian. */
  S32LE,
  /** IEEE 754 single precision, little endian, nominal range -1 to 1. */
  F32LE,
  /** IEEE 754 double precision, little endian, nominal range -1 to 1. */
  F64LE
}
