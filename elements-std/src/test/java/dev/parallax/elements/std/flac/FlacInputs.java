package dev.parallax.elements.std.flac;

import java.util.Arrays;
import java.util.HexFormat;

/** FLAC files for tests of other packages. */
public final class FlacInputs {
  private FlacInputs() {}

  /** A stream of {@code frames} blocks of 192 samples, stereo, 24 bits. */
  public static byte[] stereo24(int frames) {
    TinyFlac flac = new TinyFlac(48000, 2, 24);
    flac.assignment = 10;
    flac.longRice = true;
    return FlacStreamTest.encode(flac, frames, false);
  }

  /** The md5 that STREAMINFO declares. */
  public static String md5(byte[] flac) {
    return HexFormat.of().formatHex(Arrays.copyOfRange(flac, 26, 42));
  }
}
