package dev.parallax.elements.std.flac;

/** The two check sums of a frame (RFC 9639 sections 9.1.8 and 9.3). */
final class FlacCrc {
  private static final int[] CRC8 = new int[256];

  /** Row n: effect of a byte that n further bytes follow, so that eight bytes are taken at once. */
  private static final int[][] CRC16 = new int[8][256];

  static {
    for (int i = 0; i < 256; i++) {
      int c8 = i;
      int c16 = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        c8 = (c8 << 1) ^ ((c8 & 0x80) != 0 ? 0x107 : 0);
        c16 = (c16 << 1) ^ ((c16 & 0x8000) != 0 ? 0x18005 : 0);
      }
      CRC8[i] = c8;
      CRC16[0][i] = c16;
    }
    for (int row = 1; row < 8; row++) {
      for (int i = 0; i < 256; i++) {
        int before = CRC16[row - 1][i];
        CRC16[row][i] = ((before << 8) & 0xffff) ^ CRC16[0][before >>> 8];
      }
    }
  }

  private FlacCrc() {}

  /** x^8 + x^2 + x + 1, from 0. */
  static int crc8(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = CRC8[crc ^ (bytes[i] & 0xff)];
    }
    return crc;
  }

  /** x^16 + x^15 + x^2 + 1, from 0. */
  static int crc16(byte[] bytes, int from, int to) {
    int crc = 0;
    int i = from;
    for (; i <= to - 8; i += 8) {
      crc =
          CRC16[7][(crc >>> 8) ^ (bytes[i] & 0xff)]
              ^ CRC16[6][(crc & 0xff) ^ (bytes[i + 1] & 0xff)]
              ^ CRC16[5][bytes[i + 2] & 0xff]
              ^ CRC16[4][bytes[i + 3] & 0xff]
              ^ CRC16[3][bytes[i + 4] & 0xff]
              ^ CRC16[2][bytes[i + 5] & 0xff]
              ^ CRC16[1][bytes[i + 6] & 0xff]
              ^ CRC16[0][bytes[i + 7] & 0xff];
    }
    for (; i < to; i++) {
      crc = ((crc << 8) & 0xffff) ^ CRC16[0][(crc >>> 8) ^ (bytes[i] & 0xff)];
    }
    return crc;
  }
}
