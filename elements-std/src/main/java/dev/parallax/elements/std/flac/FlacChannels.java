package dev.parallax.elements.std.flac;

/**
 * Speaker positions by number of channels (RFC 9639 section 9.1.3), as bits of
 * WAVE_FORMAT_EXTENSIBLE.
 */
final class FlacChannels {
  /** One and two channels need no mask: there is only one usual order. */
  private static final long[] MASKS = {0, 0, 0, 0x7, 0x33, 0x37, 0x3f, 0x70f, 0x63f};

  private FlacChannels() {}

  /** The tag's mask when it has one bit per channel, else the usual one. */
  static long mask(int channels, long tagged) {
    return channels > 2 && Long.bitCount(tagged) == channels ? tagged : MASKS[channels];
  }
}
