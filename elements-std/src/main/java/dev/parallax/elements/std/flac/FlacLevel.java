package dev.parallax.elements.std.flac;

/**
 * How much work an encoder does. The levels are those of the reference encoder (flac 1.4, options
 * -0 to -8), except that its windows over parts of a block are plain ones here.
 *
 * @param blockSize samples per channel of a frame, 16 to 65535
 * @param stereo what is tried for two channels
 * @param maxOrder longest linear predictor, 0 to 32; 0: fixed predictors only
 * @param precision bits of a quantised coefficient, 5 to 15; 0: by the size of samples and blocks
 * @param maxPartitionOrder the residual has up to 2^this partitions, 0 to 15
 * @param windows for analysis: over the whole block, then its halves (2), then its thirds (3)
 */
record FlacLevel(
    int blockSize, Stereo stereo, int maxOrder, int precision, int maxPartitionOrder, int windows) {
  /** What is tried for two channels. */
  enum Stereo {
    /** Left and right only. */
    INDEPENDENT,
    /** The combination that looks best. */
    ESTIMATED,
    /** All four combinations. */
    ALL
  }

  static final int MAX_QUALITY = 8;

  private static final FlacLevel[] QUALITIES = {
    new FlacLevel(1152, Stereo.INDEPENDENT, 0, 0, 3, 1),
    new FlacLevel(1152, Stereo.ESTIMATED, 0, 0, 3, 1),
    new FlacLevel(1152, Stereo.ALL, 0, 0, 3, 1),
    new FlacLevel(4096, Stereo.INDEPENDENT, 6, 0, 4, 1),
    new FlacLevel(4096, Stereo.ESTIMATED, 8, 0, 4, 1),
    new FlacLevel(4096, Stereo.ALL, 8, 0, 5, 1),
    new FlacLevel(4096, Stereo.ALL, 8, 0, 6, 2),
    new FlacLevel(4096, Stereo.ALL, 12, 0, 6, 2),
    new FlacLevel(4096, Stereo.ALL, 12, 0, 6, 3)
  };

  /** 0 is the fastest, {@link #MAX_QUALITY} the smallest. */
  static FlacLevel of(int quality) {
    return QUALITIES[quality];
  }

  FlacLevel withBlockSize(int samples) {
    return new FlacLevel(samples, stereo, maxOrder, precision, maxPartitionOrder, windows);
  }

  FlacLevel withMaxOrder(int order) {
    return new FlacLevel(blockSize, stereo, order, precision, maxPartitionOrder, windows);
  }

  FlacLevel withPrecision(int bits) {
    return new FlacLevel(blockSize, stereo, maxOrder, bits, maxPartitionOrder, windows);
  }

  FlacLevel withMaxPartitionOrder(int order) {
    return new FlacLevel(blockSize, stereo, maxOrder, precision, order, windows);
  }

  FlacLevel withStereo(Stereo tried) {
    return new FlacLevel(blockSize, tried, maxOrder, precision, maxPartitionOrder, windows);
  }

  /** Bits of a coefficient for samples of {@code bits} bits, as the reference encoder chooses. */
  int precisionFor(int bits, int size) {
    if (precision > 0) {
      return precision;
    }
    if (bits < 16) {
      return Math.max(5, 2 + bits / 2);
    }
    if (bits > 17) {
      return size <= 384 ? 13 : size <= 1152 ? 14 : 15;
    }
    int exponent = 31 - Integer.numberOfLeadingZeros(Math.max(1, size - 1));
    return Math.clamp(exponent + 1, 7, 13);
  }
}
