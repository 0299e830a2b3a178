package dev.parallax.model.format;

import dev.parallax.annotations.SampleFormat;

/** Facts about sample formats. */
public final class SampleFormats {
  private SampleFormats() {}

  /** Bytes of the container of one sample. */
  public static int bytes(SampleFormat format) {
    return switch (format) {
      case U8, S8 -> 1;
      case S16LE -> 2;
      case S24LE -> 3;
      case S32LE, F32LE -> 4;
      case F64LE -> 8;
    };
  }

  /** Bits of the container of one sample. */
  public static int bits(SampleFormat format) {
    return bytes(format) * 8;
  }

  /** Whether samples are floating-point numbers. */
  public static boolean isFloat(SampleFormat format) {
    return format == SampleFormat.F32LE || format == SampleFormat.F64LE;
  }

  /** Whether silence is 0; else it is the middle of the unsigned range. */
  public static boolean isSigned(SampleFormat format) {
    return format != SampleFormat.U8;
  }
}
