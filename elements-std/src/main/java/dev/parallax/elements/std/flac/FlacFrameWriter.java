package dev.parallax.elements.std.flac;

/** Writes blocks of samples as frames (RFC 9639 section 9). */
final class FlacFrameWriter {
  private static final int INDEPENDENT = -1;
  private static final int[] RATES = {
    0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000
  };
  private static final int[] DEPTHS = {0, 8, 12, -1, 16, 20, 24, 32};

  private final int rate;
  private final int bits;
  private final FlacLevel level;
  private final FlacSubframe[] channels;

  /** Half the sum and the difference of two channels; none where they are not tried. */
  private final FlacSubframe[] mixed;

  private final FlacBitWriter out = new FlacBitWriter();

  FlacFrameWriter(int rate, int channelCount, int bits, FlacLevel level) {
    this.rate = rate;
    this.bits = bits;
    this.level = level;
    // A difference of 32-bit samples has 33 bits, which is more than an int.
    boolean mixing =
        channelCount == 2 && bits < 32 && level.stereo() != FlacLevel.Stereo.INDEPENDENT;
    FlacAnalysis analysis = new FlacAnalysis();
    FlacResidual predictor = new FlacResidual();
    channels = subframes(channelCount, level, analysis, predictor);
    mixed = subframes(mixing ? 2 : 0, level, analysis, predictor);
  }

  private static FlacSubframe[] subframes(
      int n, FlacLevel level, FlacAnalysis analysis, FlacResidual predictor) {
    FlacSubframe[] subframes = new FlacSubframe[n];
    for (int i = 0; i < n; i++) {
      subframes[i] = new FlacSubframe(level, analysis, predictor);
    }
    return subframes;
  }

  /** Where the samples of a channel are to be put; their content is lost by {@link #write}. */
  int[] samples(int channel) {
    return channels[channel].samples();
  }

  /** The last frame. */
  byte[] bytes() {
    return out.bytes();
  }

  /**
   * Writes a frame into {@link #bytes}.
   *
   * @param number of the frame, from 0
   * @param size samples of each channel
   * @return its length in bytes
   */
  int write(long number, int size) {
    int assignment = mixed.length == 0 ? choose(size) : chooseStereo(size);
    header(number, size, assignment);
    switch (assignment) {
      case FlacFrameHeader.LEFT_SIDE -> pair(channels[0], mixed[1]);
      case FlacFrameHeader.SIDE_RIGHT -> pair(mixed[1], channels[1]);
      case FlacFrameHeader.MID_SIDE -> pair(mixed[0], mixed[1]);
      default -> {
        for (FlacSubframe channel : channels) {
          channel.write(out);
        }
      }
    }
    out.align();
    int length = out.length();
    out.bits(FlacCrc.crc16(out.bytes(), 0, length), 16);
    out.align();
    return out.length();
  }

  private void pair(FlacSubframe first, FlacSubframe second) {
    first.write(out);
    second.write(out);
  }

  private int choose(int size) {
    for (FlacSubframe channel : channels) {
      channel.choose(size, bits);
    }
    return INDEPENDENT;
  }

  private int chooseStereo(int size) {
    FlacSubframe left = channels[0];
    FlacSubframe right = channels[1];
    FlacSubframe mid = mixed[0];
    FlacSubframe side = mixed[1];
    mix(left.samples(), right.samples(), mid.samples(), side.samples(), size);
    if (level.stereo() == FlacLevel.Stereo.ESTIMATED) {
      int assignment =
          cheapest(
              left.roughCost(size),
              right.roughCost(size),
              mid.roughCost(size),
              side.roughCost(size));
      if (assignment == INDEPENDENT || assignment == FlacFrameHeader.LEFT_SIDE) {
        left.choose(size, bits);
      }
      if (assignment == INDEPENDENT || assignment == FlacFrameHeader.SIDE_RIGHT) {
        right.choose(size, bits);
      }
      if (assignment == FlacFrameHeader.MID_SIDE) {
        mid.choose(size, bits);
      }
      if (assignment != INDEPENDENT) {
        side.choose(size, bits + 1);
      }
      return assignment;
    }
    left.choose(size, bits);
    right.choose(size, bits);
    mid.choose(size, bits);
    side.choose(size, bits + 1);
    return cheapest(left.cost(), right.cost(), mid.cost(), side.cost());
  }

  /** The sum loses its lowest bit, which is also that of the difference. */
  private static void mix(int[] left, int[] right, int[] mid, int[] side, int size) {
    for (int i = 0; i < size; i++) {
      mid[i] = left[i] + right[i] >> 1;
      side[i] = left[i] - right[i];
    }
  }

  private static int cheapest(long left, long right, long mid, long side) {
    int best = INDEPENDENT;
    long fewest = left + right;
    if (left + side < fewest) {
      best = FlacFrameHeader.LEFT_SIDE;
      fewest = left + side;
    }
    if (side + right < fewest) {
      best = FlacFrameHeader.SIDE_RIGHT;
      fewest = side + right;
    }
    return mid + side < fewest ? FlacFrameHeader.MID_SIDE : best;
  }

  private void header(long number, int size, int assignment) {
    out.clear();
    out.bits(0xfff8, 16);
    int sizeCode = sizeCode(size);
    int rateCode = rateCode();
    out.bits(sizeCode << 4 | rateCode, 8);
    int layout = assignment == INDEPENDENT ? channels.length - 1 : assignment;
    out.bits(layout << 4 | code(DEPTHS, bits) << 1, 8);
    number(number);
    if (sizeCode == 6 || sizeCode == 7) {
      out.bits(size - 1, 8 * (sizeCode - 5));
    }
    switch (rateCode) {
      case 12 -> out.bits(rate / 1000, 8);
      case 13 -> out.bits(rate, 16);
      case 14 -> out.bits(rate / 10, 16);
      default -> {}
    }
    out.align();
    out.bits(FlacCrc.crc8(out.bytes(), 0, out.length()), 8);
  }

  private static int sizeCode(int size) {
    if (size == 192) {
      return 1;
    }
    for (int code = 2; code <= 5; code++) {
      if (size == 144 << code) {
        return code;
      }
    }
    for (int code = 8; code <= 15; code++) {
      if (size == 1 << code) {
        return code;
      }
    }
    return size <= 256 ? 6 : 7;
  }

  /** The code of the table, or one of those with a number behind the header, or 0: streaminfo. */
  private int rateCode() {
    int code = code(RATES, rate);
    if (code > 0) {
      return code;
    }
    if (rate % 1000 == 0 && rate / 1000 < 256) {
      return 12;
    }
    if (rate < 1 << 16) {
      return 13;
    }
    return rate % 10 == 0 && rate / 10 < 1 << 16 ? 14 : 0;
  }

  private static int code(int[] table, int value) {
    for (int i = 1; i < table.length; i++) {
      if (table[i] == value) {
        return i;
      }
    }
    return 0;
  }

  /** Coded like a UTF-8 character. */
  private void number(long value) {
    if (value < 0x80) {
      out.bits((int) value, 8);
      return;
    }
    int more = 1;
    while (value >= 1L << (5 * more + 6)) {
      more++;
    }
    out.bits(((0xff << (7 - more)) & 0xff) | (int) (value >>> (6 * more)), 8);
    for (int i = more - 1; i >= 0; i--) {
      out.bits(0x80 | (int) ((value >>> (6 * i)) & 0x3f), 8);
    }
  }
}
