package dev.parallax.elements.std.flac;

/** The header of one frame (RFC 9639 section 9.1), reused for every frame. */
final class FlacFrameHeader {
  /** {@link #parse}: the bytes end before the header does. */
  static final int NEED_MORE = 0;

  /** {@link #parse}: no header; see {@link #reason}. */
  static final int INVALID = -1;

  /** Longest header in bytes. */
  static final int MAX_BYTES = 16;

  /** Channel assignments with a difference. */
  static final int LEFT_SIDE = 8;

  static final int SIDE_RIGHT = 9;
  static final int MID_SIDE = 10;

  private static final int[] RATES = {
    0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000
  };
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

  int blockSize;
  int rate;
  int channels;

  /** 0 to 7: independent channels; else one of the constants. */
  int assignment;

  /** Bits per sample, 4 to 32. */
  int bits;

  /** Number of the frame's first sample or, without {@link #variable}, of the frame. */
  long number;

  boolean variable;

  /** After {@link #INVALID}. */
  String reason = "";

  private byte[] bytes = new byte[0];
  private int limit;
  private int at;

  /** Length of the header at {@code from}, or {@link #NEED_MORE} or {@link #INVALID}. */
  int parse(byte[] source, int from, int to, FlacStreamInfo info) {
    if (to - from < 2) {
      return to > from && source[from] != (byte) 0xff ? invalid("no sync code") : NEED_MORE;
    }
    if (source[from] != (byte) 0xff || (source[from + 1] & 0xfe) != 0xf8) {
      return invalid("no sync code");
    }
    if (to - from < 6) {
      return NEED_MORE;
    }
    bytes = source;
    limit = to;
    at = from + 4;
    variable = (source[from + 1] & 1) != 0;
    int sizes = source[from + 2] & 0xff;
    int layout = source[from + 3] & 0xff;
    int status = layout(layout, info);
    if (status > 0) {
      status = number();
    }
    if (status > 0) {
      status = blockSize(sizes >>> 4);
    }
    if (status > 0) {
      status = rate(sizes & 15, info);
    }
    return status > 0 ? checked(from) : status;
  }

  private int checked(int from) {
    if (at >= limit) {
      return NEED_MORE;
    }
    if (FlacCrc.crc8(bytes, from, at) != (bytes[at] & 0xff)) {
      return invalid("crc-8 of the frame header is wrong");
    }
    return at + 1 - from;
  }

  private int layout(int packed, FlacStreamInfo info) {
    assignment = packed >>> 4;
    if (assignment > MID_SIDE) {
      return invalid("reserved channel assignment");
    }
    channels = assignment < LEFT_SIDE ? assignment + 1 : 2;
    if ((packed & 1) != 0) {
      return invalid("reserved bit of the frame header is set");
    }
    int code = packed >>> 1 & 7;
    bits = code == 0 ? info.bits() : BITS[code];
    if (bits < 0) {
      return invalid("reserved sample size");
    }
    return bits == 0 ? invalid("sample size is said to be in streaminfo, which is missing") : 1;
  }

  /** The number is coded like a UTF-8 character, with up to seven bytes. */
  private int number() {
    int first = bytes[at++] & 0xff;
    int more = Integer.numberOfLeadingZeros(~(first << 24)) - 1;
    if (more < 0) {
      number = first;
      return 1;
    }
    if (more == 0 || more > 6) {
      return invalid("coded number of the frame header is wrong");
    }
    if (limit - at < more) {
      return NEED_MORE;
    }
    long value = first & (0x3f >>> more);
    for (int i = 0; i < more; i++) {
      int b = bytes[at++] & 0xff;
      if ((b & 0xc0) != 0x80) {
        return invalid("coded number of the frame header is wrong");
      }
      value = value << 6 | (b & 0x3f);
    }
    number = value;
    return 1;
  }

  private int blockSize(int code) {
    switch (code) {
      case 0 -> {
        return invalid("reserved block size");
      }
      case 1 -> blockSize = 192;
      case 2, 3, 4, 5 -> blockSize = 144 << code;
      case 6, 7 -> {
        int n = code - 5;
        if (limit - at < n) {
          return NEED_MORE;
        }
        blockSize = take(n) + 1;
      }
      default -> blockSize = 1 << code;
    }
    return 1;
  }

  private int rate(int code, FlacStreamInfo info) {
    if (code == 15) {
      return invalid("reserved sample rate");
    }
    if (code < 12) {
      rate = code == 0 ? info.rate() : RATES[code];
    } else {
      int n = code == 12 ? 1 : 2;
      if (limit - at < n) {
        return NEED_MORE;
      }
      rate = take(n) * (code == 12 ? 1000 : code == 13 ? 1 : 10);
    }
    return rate == 0
        ? invalid("sample rate is 0 or said to be in streaminfo, which is missing")
        : 1;
  }

  private int take(int n) {
    int value = 0;
    for (int i = 0; i < n; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  private int invalid(String why) {
    reason = why;
    return INVALID;
  }
}
