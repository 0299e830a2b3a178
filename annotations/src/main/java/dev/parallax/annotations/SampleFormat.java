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
  F64LE,
  /** Signed 16 bits, big endian, as in RTP and AIFF. */
  S16BE,
  /** Signed 24 bits in 3 bytes, big endian. */
  S24BE,
  /** Signed 32 bits, big endian. */
  S32BE,
  /** IEEE 754 single precision, big endian, nominal range -1 to 1. */
  F32BE,
  /** IEEE 754 double precision, big endian, nominal range -1 to 1. */
  F64BE
}
