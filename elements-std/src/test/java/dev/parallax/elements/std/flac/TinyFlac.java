package dev.parallax.elements.std.flac;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;

/** A FLAC encoder for tests: every kind of subframe on demand, no search for the best one. */
final class TinyFlac {
  /** Kinds of subframe. */
  enum Kind {
    CONSTANT,
    VERBATIM,
    FIXED,
    LPC,
    ESCAPED
  }

  final int rate;
  final int channels;
  final int bits;
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final MessageDigest md5 = Md5.create();
  Kind kind = Kind.FIXED;
  int order = 2;
  int assignment = -1;
  int wasted;
  int partitionOrder;
  boolean longRice;
  boolean variable;
  boolean bitsInHeader = true;
  private long frames;
  private long samples;
  private byte[] now = new byte[64];
  private int bitCount;

  TinyFlac(int rate, int channels, int bits) {
    this.rate = rate;
    this.channels = channels;
    this.bits = bits;
  }

  /** Marker, STREAMINFO (with the md5 and length of the frames) and the frames. */
  byte[] file(byte[]... blocks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("fLaC".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    start();
    put(blocks.length == 0 ? 0x80 : 0, 8);
    put(34, 24);
    put(16, 16);
    put(65535, 16);
    put(0, 24);
    put(0, 24);
    put(rate, 20);
    put(channels - 1, 3);
    put(bits - 1, 5);
    put(samples, 36);
    file.write(now, 0, bitCount / 8);
    file.writeBytes(md5.digest());
    for (int i = 0; i < blocks.length; i++) {
      byte[] block = blocks[i].clone();
      block[0] |= (byte) (i == blocks.length - 1 ? 0x80 : 0);
      file.writeBytes(block);
    }
    file.writeBytes(out.toByteArray());
    return file.toByteArray();
  }

  /** A metadata block. */
  static byte[] block(int type, byte[] body) {
    byte[] block = new byte[body.length + 4];
    block[0] = (byte) type;
    block[1] = (byte) (body.length >> 16);
    block[2] = (byte) (body.length >> 8);
    block[3] = (byte) body.length;
    System.arraycopy(body, 0, block, 4, body.length);
    return block;
  }

  /** One frame; {@code x[channel][i]}. */
  void frame(long[][] x) {
    int size = x[0].length;
    sum(x);
    start();
    header(size);
    long[][] coded = decorrelate(x);
    for (int c = 0; c < channels; c++) {
      subframe(coded[c], bits + (isDifference(c) ? 1 : 0));
    }
    while (bitCount % 8 != 0) {
      put(0, 1);
    }
    int crc = 0;
    for (int i = 0; i < bitCount / 8; i++) {
      crc ^= (now[i] & 0xff) << 8;
      for (int b = 0; b < 8; b++) {
        crc = (crc & 0x8000) != 0 ? (crc << 1 ^ 0x8005) & 0xffff : crc << 1;
      }
    }
    put(crc, 16);
    out.write(now, 0, bitCount / 8);
    frames++;
    samples += size;
  }

  private void sum(long[][] x) {
    for (int i = 0; i < x[0].length; i++) {
      for (int c = 0; c < channels; c++) {
        for (int b = 0; b < (bits + 7) / 8; b++) {
          md5.update((byte) (x[c][i] >> (8 * b)));
        }
      }
    }
  }

  private void header(int size) {
    put(variable ? 0xfff9 : 0xfff8, 16);
    put(7, 4);
    put(0, 4);
    put(assignment >= 0 ? assignment : channels - 1, 4);
    int code = bitsInHeader ? java.util.List.of(0, 8, 12, -1, 16, 20, 24, 32).indexOf(bits) : 0;
    put(Math.max(code, 0), 3);
    put(0, 1);
    number(variable ? samples : frames);
    put(size - 1, 16);
    int crc = 0;
    for (int i = 0; i < bitCount / 8; i++) {
      crc ^= now[i] & 0xff;
      for (int b = 0; b < 8; b++) {
        crc = (crc & 0x80) != 0 ? (crc << 1 ^ 7) & 0xff : crc << 1;
      }
    }
    put(crc, 8);
  }

  private void number(long n) {
    if (n < 0x80) {
      put(n, 8);
      return;
    }
    int more = 1;
    while (n >= 1L << (more * 5 + 6) && more < 6) {
      more++;
    }
    put(0xff00 >> (more + 1) & 0xff | n >> (6 * more), 8);
    for (int i = more - 1; i >= 0; i--) {
      put(0x80 | n >> (6 * i) & 0x3f, 8);
    }
  }

  private boolean isDifference(int c) {
    return assignment == 9 ? c == 0 : assignment >= 8 && c == 1;
  }

  private long[][] decorrelate(long[][] x) {
    if (assignment < 8) {
      return x;
    }
    long[][] y = {x[0].clone(), x[1].clone()};
    for (int i = 0; i < x[0].length; i++) {
      long side = x[0][i] - x[1][i];
      y[assignment == 9 ? 0 : 1][i] = side;
      if (assignment == 10) {
        y[0][i] = (x[0][i] + x[1][i]) >> 1;
      }
    }
    return y;
  }

  private void subframe(long[] x, int width) {
    int used = assignment < 8 ? wasted : 0;
    int type =
        switch (kind) {
          case CONSTANT -> 0;
          case VERBATIM -> 1;
          case FIXED, ESCAPED -> 8 + order;
          case LPC -> 31 + order;
        };
    put(0, 1);
    put(type, 6);
    put(used > 0 ? 1 : 0, 1);
    if (used > 0) {
      put(1, used);
    }
    long[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] >>= used;
    }
    int w = width - used;
    switch (kind) {
      case CONSTANT -> put(y[0], w);
      case VERBATIM -> plain(y, y.length, w);
      default -> predicted(y, w);
    }
  }

  private void predicted(long[] y, int w) {
    plain(y, order, w);
    int[] c = new int[32];
    int shift = 0;
    if (kind == Kind.LPC) {
      shift = 9;
      put(14, 4);
      put(shift, 5);
      for (int i = 0; i < order; i++) {
        c[i] = (i % 2 == 0 ? 300 : -150) / (i + 1);
        put(c[i], 15);
      }
    } else {
      FlacPredictor.fixedCoefficients(order, c);
    }
    long[] residual = new long[y.length];
    for (int i = order; i < y.length; i++) {
      long sum = 0;
      for (int k = 0; k < order; k++) {
        sum += c[k] * y[i - 1 - k];
      }
      residual[i] = y[i] - (sum >> shift);
    }
    residual(residual);
  }

  private void residual(long[] r) {
    put(longRice ? 1 : 0, 2);
    put(partitionOrder, 4);
    int size = r.length >> partitionOrder;
    int bitsOfParameter = longRice ? 5 : 4;
    for (int p = 0; p < 1 << partitionOrder; p++) {
      int from = Math.max(order, p * size);
      long largest = 0;
      for (int i = from; i < (p + 1) * size; i++) {
        largest = Math.max(largest, Math.abs(r[i]));
      }
      int need = 65 - Long.numberOfLeadingZeros(largest);
      if (kind == Kind.ESCAPED) {
        put(-1, bitsOfParameter);
        put(largest == 0 ? 0 : need, 5);
        for (int i = from; i < (p + 1) * size && largest > 0; i++) {
          put(r[i], need);
        }
        continue;
      }
      int k = Math.min(Math.max(0, need - 3), longRice ? 30 : 14);
      put(k, bitsOfParameter);
      for (int i = from; i < (p + 1) * size; i++) {
        long v = r[i] << 1 ^ r[i] >> 63;
        for (long q = v >> k; q > 0; q--) {
          put(0, 1);
        }
        put(1, 1);
        put(v, k);
      }
    }
  }

  private void plain(long[] y, int count, int w) {
    for (int i = 0; i < count; i++) {
      put(y[i], w);
    }
  }

  private void start() {
    bitCount = 0;
    java.util.Arrays.fill(now, (byte) 0);
  }

  private void put(long value, int n) {
    if (bitCount + n + 8 > now.length * 8) {
      now = java.util.Arrays.copyOf(now, now.length * 2);
    }
    for (int i = n - 1; i >= 0; i--) {
      if ((value >> i & 1) != 0) {
        now[bitCount >> 3] |= (byte) (0x80 >> (bitCount & 7));
      }
      bitCount++;
    }
  }
}
