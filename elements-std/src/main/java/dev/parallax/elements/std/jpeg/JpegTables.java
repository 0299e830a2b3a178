package dev.parallax.elements.std.jpeg;

import dev.parallax.runtime.element.StreamException;

/** Quantization tables and Huffman codes of a stream (T.81, sections B.2.4.1 and B.2.4.2). */
final class JpegTables {
  /** Natural place of each coefficient in zigzag order (T.81, figure A.6). */
  static final int[] NATURAL = zigzag();

  private static final String DC_COUNTS_LUMA = "00010501010101010100000000000000";
  private static final String DC_COUNTS_CHROMA = "00030101010101010101010000000000";
  private static final String DC_SYMBOLS = "000102030405060708090a0b";
  private static final String AC_COUNTS_LUMA = "0002010303020403050504040000017d";
  private static final String AC_COUNTS_CHROMA = "00020102040403040705040400010277";
  private static final String AC_SYMBOLS_LUMA =
      "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a2526"
          + "2728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a83"
          + "8485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2"
          + "d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa";
  private static final String AC_SYMBOLS_CHROMA =
      "0001020311040521310612415107617113223281081442"
          + "91a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a53"
          + "5455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4"
          + "a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3"
          + "f4f5f6f7f8f9fa";

  /** The typical tables (T.81, tables K.3 to K.6), counts and symbols: DC, AC; luma, chroma. */
  static final byte[][] TYPICAL = {
    hex(DC_COUNTS_LUMA + DC_SYMBOLS),
    hex(DC_COUNTS_CHROMA + DC_SYMBOLS),
    hex(AC_COUNTS_LUMA + AC_SYMBOLS_LUMA),
    hex(AC_COUNTS_CHROMA + AC_SYMBOLS_CHROMA)
  };

  final int[][] quant = new int[4][64];
  final boolean[] quantDefined = new boolean[4];
  final HuffmanTable[] dc = tables();
  final HuffmanTable[] ac = tables();

  private static HuffmanTable[] tables() {
    return new HuffmanTable[] {
      new HuffmanTable(), new HuffmanTable(), new HuffmanTable(), new HuffmanTable()
    };
  }

  private static int[] zigzag() {
    int[] natural = new int[64];
    int x = 0;
    int y = 0;
    for (int i = 0; i < 64; i++) {
      natural[i] = y * 8 + x;
      boolean up = (x + y) % 2 == 0;
      if (up && x < 7 && y > 0) {
        x++;
        y--;
      } else if (!up && y < 7 && x > 0) {
        x--;
        y++;
      } else if (up ? x < 7 : y == 7) {
        x++;
      } else {
        y++;
      }
    }
    return natural;
  }

  private static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text);
  }

  /** Nothing but the typical codes, which streams of video may leave out. */
  void begin() {
    java.util.Arrays.fill(quantDefined, false);
    for (int i = 0; i < 4; i++) {
      if (i < 2) {
        dc[i].define(TYPICAL[i], 0, 12, true);
        ac[i].define(TYPICAL[2 + i], 0, 162, false);
      } else {
        dc[i].clear();
        ac[i].clear();
      }
    }
  }

  /** Reads DQT, whose body is from {@code from} to {@code to}. */
  void readQuant(byte[] data, int from, int to, long offset) throws StreamException {
    int at = from;
    while (at < to) {
      int precision = data[at] >> 4 & 15;
      int number = data[at++] & 15;
      int bytes = precision == 0 ? 64 : 128;
      if (precision > 1 || number > 3 || at + bytes > to) {
        throw JpegMarker.damaged(
            "quantization table is damaged precision=%d table=%d bytes=%d"
                .formatted(precision, number, to - at),
            JpegMarker.DQT,
            offset);
      }
      for (int i = 0; i < 64; i++) {
        quant[number][i] = precision == 0 ? data[at + i] & 0xff : JpegFrame.int16(data, at + 2 * i);
      }
      quantDefined[number] = true;
      at += bytes;
    }
  }

  /** Reads DHT, whose body is from {@code from} to {@code to}. */
  void readHuffman(byte[] data, int from, int to, long offset) throws StreamException {
    int at = from;
    while (at < to) {
      int kind = data[at] >> 4 & 15;
      int number = data[at++] & 15;
      int symbols = 0;
      for (int i = 0; i < 16 && at + i < to; i++) {
        symbols += data[at + i] & 0xff;
      }
      String fault =
          kind > 1 || number > 3
              ? "huffman table is out of range class=%d table=%d".formatted(kind, number)
              : at + 16 + symbols > to
                  ? "huffman table is cut off symbols=" + symbols
                  : (kind == 0 ? dc : ac)[number].define(data, at, symbols, kind == 0);
      if (!fault.isEmpty()) {
        throw JpegMarker.damaged(fault, JpegMarker.DHT, offset);
      }
      at += 16 + symbols;
    }
  }
}
