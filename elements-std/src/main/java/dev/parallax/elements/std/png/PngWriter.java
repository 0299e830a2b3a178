package dev.parallax.elements.std.png;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG (ISO/IEC 15948, W3C PNG third edition) with 8 bits per sample. Each row gets the
 * filter whose output has the smallest sum of absolute differences (section 12.7 of the
 * specification); at level 0 none is tried. Nothing is allocated once the work arrays fit.
 */
final class PngWriter implements AutoCloseable {
  /** Bytes of a finished picture at most: they are kept in one array. */
  static final long MAX_BYTES = 1L << 30;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] IHDR = "IHDR".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IDAT = "IDAT".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IEND = "IEND".getBytes(StandardCharsets.US_ASCII);

  /** Filters by type byte: none, sub, up, average, Paeth. */
  private static final int FILTERS = 5;

  private final Deflater deflater;
  private final int level;
  private final CRC32 crc = new CRC32();
  private byte[] out = new byte[64 << 10];
  private int length;
  private byte[] row = new byte[0];
  private byte[] above = new byte[0];
  private final byte[][] filtered = new byte[FILTERS][];

  /**
   * Makes a writer.
   *
   * @param level 0 to 9, as zlib
   */
  PngWriter(int level) {
    this.level = level;
    deflater = new Deflater(level);
    deflater.setStrategy(level == 0 ? Deflater.DEFAULT_STRATEGY : Deflater.FILTERED);
    Arrays.fill(filtered, new byte[0]);
  }

  /** The picture's bytes, after {@link #encode}. */
  byte[] bytes() {
    return out;
  }

  /**
   * Encodes a picture.
   *
   * @param samples per pixel: 1 gray, 3 RGB, 4 RGBA
   * @param blueFirst whether pixels are B G R A
   * @param offset first byte of the first row
   * @param stride bytes from row to row
   * @return length in {@link #bytes}
   */
  int encode(
      int width,
      int height,
      int samples,
      boolean blueFirst,
      MemorySegment pixels,
      long offset,
      int stride) {
    int rowBytes = Math.multiplyExact(width, samples);
    if ((long) height * (rowBytes + 1L) > MAX_BYTES / 2) {
      throw new IllegalArgumentException(
          "picture is too large for one png width="
              + width
              + " height="
              + height
              + " max-bytes="
              + MAX_BYTES / 2);
    }
    prepare(rowBytes);
    header(width, height, samples);
    int chunk = startChunk(IDAT);
    deflater.reset();
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(
          pixels, ValueLayout.JAVA_BYTE, offset + (long) y * stride, row, samples, rowBytes);
      if (blueFirst) {
        swap(row, samples, rowBytes);
      }
      deflate(filtered[filter(rowBytes, samples)], rowBytes + 1);
      byte[] swap = above;
      above = row;
      row = swap;
    }
    deflater.finish();
    while (!deflater.finished()) {
      drain();
    }
    endChunk(chunk);
    endChunk(startChunk(IEND));
    return length;
  }

  /** Rows have {@code samples} zeros before the first pixel, which the filters look at. */
  private void prepare(int rowBytes) {
    length = 0;
    int need = rowBytes + 4;
    if (row.length != need) {
      row = new byte[need];
      above = new byte[need];
      for (int i = 0; i < FILTERS; i++) {
        filtered[i] = new byte[rowBytes + 1];
        filtered[i][0] = (byte) i;
      }
    }
    Arrays.fill(row, (byte) 0);
    Arrays.fill(above, (byte) 0);
  }

  /** Exchanges red and blue. */
  private static void swap(byte[] row, int at, int bytes) {
    for (int i = at; i < at + bytes; i += 4) {
      byte first = row[i];
      row[i] = row[i + 2];
      row[i + 2] = first;
    }
  }

  private void header(int width, int height, int samples) {
    room(64);
    System.arraycopy(SIGNATURE, 0, out, 0, SIGNATURE.length);
    length = SIGNATURE.length;
    int chunk = startChunk(IHDR);
    putInt(width);
    putInt(height);
    out[length++] = 8;
    out[length++] = (byte) (samples == 1 ? 0 : samples == 3 ? 2 : 6);
    out[length++] = 0;
    out[length++] = 0;
    out[length++] = 0;
    endChunk(chunk);
  }

  private int startChunk(byte[] type) {
    room(64);
    int at = length;
    putInt(0);
    System.arraycopy(type, 0, out, length, 4);
    length += 4;
    return at;
  }

  private void endChunk(int at) {
    int body = length - at - 8;
    crc.reset();
    crc.update(out, at + 4, body + 4);
    int end = length;
    length = at;
    putInt(body);
    length = end;
    room(4);
    putInt((int) crc.getValue());
  }

  private void putInt(int value) {
    out[length++] = (byte) (value >>> 24);
    out[length++] = (byte) (value >>> 16);
    out[length++] = (byte) (value >>> 8);
    out[length++] = (byte) value;
  }

  private void room(int bytes) {
    if (out.length - length < bytes) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + bytes));
    }
  }

  private void deflate(byte[] bytes, int count) {
    deflater.setInput(bytes, 0, count);
    while (!deflater.needsInput()) {
      drain();
    }
  }

  private void drain() {
    room(4096);
    length += deflater.deflate(out, length, out.length - length);
  }

  /** Index of the best filter of the current row; all are in {@link #filtered} afterwards. */
  private int filter(int n, int bpp) {
    System.arraycopy(row, bpp, filtered[0], 1, n);
    if (level == 0) {
      return 0;
    }
    sub(row, filtered[1], n, bpp);
    up(row, above, filtered[2], n, bpp);
    average(row, above, filtered[3], n, bpp);
    paeth(row, above, filtered[4], n, bpp);
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < FILTERS; i++) {
      long sum = sum(filtered[i], n);
      if (sum < least) {
        least = sum;
        best = i;
      }
    }
    return best;
  }

  private static long sum(byte[] bytes, int n) {
    long sum = 0;
    for (int i = 1; i <= n; i++) {
      sum += Math.abs(bytes[i]);
    }
    return sum;
  }

  private static void sub(byte[] row, byte[] to, int n, int bpp) {
    for (int i = 0; i < n; i++) {
      to[i + 1] = (byte) (row[i + bpp] - row[i]);
    }
  }

  private static void up(byte[] row, byte[] above, byte[] to, int n, int bpp) {
    for (int i = 0; i < n; i++) {
      to[i + 1] = (byte) (row[i + bpp] - above[i + bpp]);
    }
  }

  private static void average(byte[] row, byte[] above, byte[] to, int n, int bpp) {
    for (int i = 0; i < n; i++) {
      to[i + 1] = (byte) (row[i + bpp] - ((row[i] & 0xff) + (above[i + bpp] & 0xff) >> 1));
    }
  }

  private static void paeth(byte[] row, byte[] above, byte[] to, int n, int bpp) {
    for (int i = 0; i < n; i++) {
      int left = row[i] & 0xff;
      int up = above[i + bpp] & 0xff;
      int corner = above[i] & 0xff;
      int byLeft = Math.abs(up - corner);
      int byUp = Math.abs(left - corner);
      int byCorner = Math.abs(left + up - 2 * corner);
      int predicted = byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
      to[i + 1] = (byte) (row[i + bpp] - predicted);
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
