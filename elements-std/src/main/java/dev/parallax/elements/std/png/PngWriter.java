package dev.parallax.elements.std.png;

import dev.parallax.elements.std.video.kernel.LoopChoice;
import dev.parallax.elements.std.video.kernel.VectorSupport;
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
  private final LoopChoice<PngFilters> choice;
  private int bestOfLast;

  /**
   * Makes a writer with the fastest loops that work here.
   *
   * @param level 0 to 9, as zlib
   */
  PngWriter(int level) {
    // The class with vectors is named only behind the probe: without the module it can't be linked.
    this(
        level,
        new LoopChoice<>(
            VectorSupport.usable() ? VectorPngFilters.instance() : PlainPngFilters.INSTANCE,
            PlainPngFilters.INSTANCE));
  }

  /** Makes a writer with a choice of loops. */
  PngWriter(int level, LoopChoice<PngFilters> choice) {
    this.level = level;
    this.choice = choice;
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
    choice.begin();
    header(width, height, samples);
    int chunk = startChunk(IDAT);
    deflater.reset();
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(
          pixels, ValueLayout.JAVA_BYTE, offset + (long) y * stride, row, samples, rowBytes);
      if (blueFirst) {
        swap(row, samples, rowBytes);
      }
      int filter = filter(rowBytes, samples);
      if (filter == PngFilters.NONE) { // the byte before the first pixel is the filter's
        deflate(row, samples - 1, rowBytes + 1);
      } else {
        deflate(filtered[filter], 0, rowBytes + 1);
      }
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
      for (int i = PngFilters.SUB; i < FILTERS; i++) {
        filtered[i] = new byte[rowBytes + 1];
        filtered[i][0] = (byte) i;
      }
    }
    bestOfLast = PngFilters.UP;
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

  private void deflate(byte[] bytes, int at, int count) {
    deflater.setInput(bytes, at, count);
    while (!deflater.needsInput()) {
      drain();
    }
  }

  private void drain() {
    room(4096);
    length += deflater.deflate(out, length, out.length - length);
  }

  /**
   * The best filter of the current row. The last row's is tried first, for the others are given up
   * as soon as they can't be better; its output is in {@link #filtered} afterwards.
   */
  private int filter(int n, int bpp) {
    if (level == 0) {
      return PngFilters.NONE;
    }
    PngFilters loops = choice.start();
    int best = bestOfLast;
    long least = filter(loops, best, n, bpp, Long.MAX_VALUE);
    for (int type = 0; type < FILTERS && least > 0; type++) {
      if (type != bestOfLast) {
        long sum = filter(loops, type, n, bpp, least);
        if (sum < least) {
          least = sum;
          best = type;
        }
      }
    }
    choice.stop();
    bestOfLast = best;
    return best;
  }

  private long filter(PngFilters loops, int type, int n, int bpp, long limit) {
    long sum = 0;
    for (int from = 0; from < n && sum < limit; from += PngFilters.MOST) {
      int until = Math.min(from + PngFilters.MOST, n);
      sum += loops.filter(type, row, above, bpp, filtered[type], from, until);
    }
    return sum;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
