package dev.parallax.model.format;

import dev.parallax.annotations.SampleFormat;

/** Facts about sample formats. */
public final class SampleFormats {
  private SampleFormats() {}

  /** Bytes of the container of one sample. */
  public static int bytes(SampleFormat format) {
    return switch (format) {
      case U8, S8 -> 1;
      case S16LE, S16BE -> 2;
      case S24LE, S24BE -> 3;
      case S32LE, F32LE, S32BE, F32BE -> 4;
      case F64LE, F64BE -> 8;
    };
  }

  /** Bits of the container of one sample. */
  public static int bits(SampleFormat format) {
    return bytes(format) * 8;
  }

  /** Whether samples are floating-point numbers. */
  public static boolean isFloat(SampleFormat format) {
    SampleFormat little = littleEndian(format);
    return little == SampleFormat.F32LE || little == SampleFormat.F64LE;
  }

  /** Whether the first byte of a sample is the most significant one. */
  public static boolean isBigEndian(SampleFormat format) {
    return format != littleEndian(format);
  }

  /** The same format with the bytes in the other order, if it is big-endian; else itself. */
  public static SampleFormat littleEndian(SampleFormat format) {
    return switch (format) {
      case S16BE -> SampleFormat.S16LE;
      case S24BE -> SampleFormat.S24LE;
      case S32BE -> SampleFormat.S32LE;
      case F32BE -> SampleFormat.F32LE;
      case F64BE -> SampleFormat.F64LE;
      case U8, S8, S16LE, S24LE, S32LE, F32LE, F64LE -> format;
    };
  }

  /** Whether silence is 0; else it is the middle of the unsigned range. */
  public static boolean isSigned(SampleFormat format) {
    return format != SampleFormat.U8;
  }
}
