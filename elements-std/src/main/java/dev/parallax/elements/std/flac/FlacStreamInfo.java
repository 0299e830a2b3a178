package dev.parallax.elements.std.flac;

/**
 * What a STREAMINFO block says (RFC 9639 section 8.2). Nothing of it is trusted: frames that say
 * something else win.
 *
 * @param rate samples per second; 0: unknown
 * @param channels 1 to 8; 0: unknown
 * @param bits bits per sample; 0: unknown
 * @param blockSize block size of streams with a fixed one; 0: unknown or variable
 * @param samples samples per channel; 0: unknown
 * @param md5 of the decoded samples; all zero: unknown
 */
record FlacStreamInfo(
    int rate,
    int channels,
    int bits,
    int blockSize,
    long samples,
    @SuppressWarnings("ArrayRecordComponent") byte[] md5) {
  static final int BYTES = 34;

  static final FlacStreamInfo UNKNOWN = new FlacStreamInfo(0, 0, 0, 0, 0, new byte[16]);

  /** Reads the 34 bytes at {@code at}. */
  static FlacStreamInfo parse(byte[] b, int at) {
    int min = (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
    int max = (b[at + 2] & 0xff) << 8 | (b[at + 3] & 0xff);
    long packed = 0;
    for (int i = 10; i < 18; i++) {
      packed = packed << 8 | (b[at + i] & 0xff);
    }
    int bits = (int) (packed >>> 36 & 31) + 1;
    byte[] md5 = new byte[16];
    System.arraycopy(b, at + 18, md5, 0, 16);
    return new FlacStreamInfo(
        (int) (packed >>> 44),
        (int) (packed >>> 41 & 7) + 1,
        bits < 4 ? 0 : bits,
        min == max ? min : 0,
        packed & 0xf_ffff_ffffL,
        md5);
  }

  boolean hasMd5() {
    for (byte b : md5) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }
}
