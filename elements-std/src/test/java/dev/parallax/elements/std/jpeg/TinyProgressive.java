package dev.parallax.elements.std.jpeg;

import java.io.ByteArrayOutputStream;

/**
 * Writes progressive files of gray pictures: a DC scan and its correction, AC scans of two bands
 * and their corrections, with typical codes. The coefficients follow a formula, so that a test can
 * tell what must come out.
 */
final class TinyProgressive {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int blocks;
  private final int restart;
  private long bits;
  private int count;
  private int marker;

  private TinyProgressive(int blocks, int restart) {
    this.blocks = blocks;
    this.restart = restart;
  }

  /** Coefficient by block and zigzag index; none needs more than 10 bits. */
  static int coefficient(int block, int k) {
    int h = (block * 31 + k * 17) * 0x9e37_79b1 >>> 20;
    if (k == 0) {
      return (h & 255) - 128;
    }
    return (h & 3) == 0 && k < 40 ? (h >> 2 & 31) - 15 : 0;
  }

  static byte[] file(int width, int height, boolean restarts) {
    int blocks = (width + 7) / 8 * ((height + 7) / 8);
    TinyProgressive p = new TinyProgressive(blocks, restarts ? 2 : 0);
    p.bytes(0xff, 0xd8, 0xff, 0xdb, 0, 67, 0);
    for (int k = 0; k < 64; k++) {
      p.bytes(1 + k / 8);
    }
    p.bytes(0xff, 0xc2, 0, 11, 8, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0);
    for (int which : new int[] {0, 2}) {
      byte[] table = JpegTables.TYPICAL[which];
      p.bytes(0xff, 0xc4, 0, 3 + table.length, which << 3);
      p.out.writeBytes(table);
    }
    if (restarts) {
      p.bytes(0xff, 0xdd, 0, 4, 0, 2);
    }
    p.scan(0, 0, 0, 1);
    p.scan(1, 5, 0, 2);
    p.scan(6, 63, 0, 2);
    p.scan(1, 63, 2, 1);
    p.scan(0, 0, 1, 0);
    p.scan(1, 63, 1, 0);
    p.bytes(0xff, 0xd9);
    return p.out.toByteArray();
  }

  private void bytes(int... values) {
    for (int v : values) {
      out.write(v);
    }
  }

  private void scan(int first, int last, int high, int low) {
    bytes(0xff, 0xda, 0, 8, 1, 1, 0, first, last, high << 4 | low);
    marker = 0;
    int predictor = 0;
    for (int b = 0; b < blocks; b++) {
      if (restart > 0 && b > 0 && b % restart == 0) {
        flush();
        bytes(0xff, 0xd0 + (marker++ & 7));
        predictor = 0;
      }
      if (first == 0 && high == 0) {
        int value = coefficient(b, 0) >> low;
        symbol(true, size(value - predictor), value - predictor);
        predictor = value;
      } else if (first == 0) {
        put(coefficient(b, 0) >> low & 1, 1);
      } else if (high == 0) {
        band(b, first, last, low);
      } else {
        correction(b, first, last, low);
      }
    }
    flush();
  }

  private static int shifted(int value, int low) {
    return value < 0 ? -(-value >> low) : value >> low;
  }

  private void band(int block, int first, int last, int low) {
    int run = 0;
    for (int k = first; k <= last; k++) {
      int value = shifted(coefficient(block, k), low);
      if (value == 0) {
        run++;
        continue;
      }
      for (; run > 15; run -= 16) {
        symbol(false, 0xf0, 0);
      }
      symbol(false, run << 4 | size(value), value);
      run = 0;
    }
    if (run > 0) {
      symbol(false, 0, 0);
    }
  }

  private void correction(int block, int first, int last, int low) {
    int k = first;
    while (k <= last) {
      int run = 0;
      int at = k;
      while (at <= last && !(isNew(block, at, low)) && run < 16) {
        run += isOld(block, at, low) ? 0 : 1;
        at++;
      }
      boolean fresh = at <= last && run < 16;
      if (at > last) {
        symbol(false, 0, 0);
        old(block, k, last, low);
        return;
      }
      if (fresh) {
        int value = shifted(coefficient(block, at), low);
        symbol(false, run << 4 | 1, 0);
        put(value > 0 ? 1 : 0, 1);
        old(block, k, at - 1, low);
        k = at + 1;
      } else {
        symbol(false, 0xf0, 0);
        old(block, k, at - 1, low);
        k = at;
      }
    }
  }

  private static boolean isOld(int block, int k, int low) {
    return shifted(coefficient(block, k), low + 1) != 0;
  }

  private static boolean isNew(int block, int k, int low) {
    return !isOld(block, k, low) && shifted(coefficient(block, k), low) != 0;
  }

  private void old(int block, int from, int to, int low) {
    for (int k = from; k <= to; k++) {
      if (isOld(block, k, low)) {
        put(Math.abs(coefficient(block, k)) >> low & 1, 1);
      }
    }
  }

  private static int size(int value) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  private void symbol(boolean dc, int symbol, int value) {
    HuffmanCode code = new HuffmanCode();
    byte[] table = JpegTables.TYPICAL[dc ? 0 : 2];
    code.use(table, table.length);
    put(code.codes[symbol] >> 8, code.codes[symbol] & 0xff);
    int size = symbol & 15;
    if (value != 0) {
      put(value + (value >> 31) & (1 << size) - 1, size);
    }
  }

  private void put(int value, int size) {
    bits = bits << size | value;
    count += size;
    while (count >= 8) {
      count -= 8;
      int b = (int) (bits >> count) & 0xff;
      out.write(b);
      if (b == 0xff) {
        out.write(0);
      }
    }
  }

  private void flush() {
    if (count > 0) {
      put((1 << 8 - count) - 1, 8 - count);
    }
  }
}
