package dev.parallax.elements.std.jpeg;

import dev.parallax.runtime.element.StreamException;

/** Second bytes of markers (T.81, table B.1). */
final class JpegMarker {
  static final int TEM = 0x01;
  static final int SOF0 = 0xc0;
  static final int SOF1 = 0xc1;
  static final int SOF2 = 0xc2;
  static final int DHT = 0xc4;
  static final int JPG = 0xc8;
  static final int DAC = 0xcc;
  static final int SOF15 = 0xcf;
  static final int RST0 = 0xd0;
  static final int RST7 = 0xd7;
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int DQT = 0xdb;
  static final int DNL = 0xdc;
  static final int DRI = 0xdd;
  static final int APP0 = 0xe0;
  static final int APP14 = 0xee;
  static final int APP15 = 0xef;
  static final int COM = 0xfe;

  private JpegMarker() {}

  static boolean isRestart(int marker) {
    return marker >= RST0 && marker <= RST7;
  }

  /** Whether the marker stands alone, without a length. */
  static boolean isBare(int marker) {
    return isRestart(marker) || marker == SOI || marker == TEM;
  }

  /** Whether the segment may be anything: of an application, or a comment. */
  static boolean isNoise(int marker) {
    return marker >= APP0 && marker <= APP15 || marker == COM;
  }

  /** Whether the marker may follow SOI in a picture. */
  static boolean mayBeFirst(int marker) {
    return isNoise(marker)
        || marker == DQT
        || marker == DHT
        || marker == DRI
        || marker >= SOF0 && marker <= SOF2;
  }

  /** The name as the standard has it. */
  static String name(int marker) {
    if (isRestart(marker)) {
      return "RST" + (marker - RST0);
    }
    if (marker >= APP0 && marker <= APP15) {
      return "APP" + (marker - APP0);
    }
    return switch (marker) {
      case DHT -> "DHT";
      case JPG -> "JPG";
      case DAC -> "DAC";
      case SOI -> "SOI";
      case EOI -> "EOI";
      case SOS -> "SOS";
      case DQT -> "DQT";
      case DNL -> "DNL";
      case DRI -> "DRI";
      case COM -> "COM";
      default ->
          marker >= SOF0 && marker <= SOF15 ? "SOF" + (marker - SOF0) : "0x%02x".formatted(marker);
    };
  }

  /** What is wrong, in which marker's segment, and where in the stream. */
  static StreamException damaged(String fact, int marker, long offset) {
    return new StreamException(
        "jpeg %s marker=%s offset=0x%x".formatted(fact, name(marker), offset));
  }
}
