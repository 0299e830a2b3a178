package dev.parallax.elements.std.png;

import dev.parallax.elements.std.video.kernel.LoopChoice;
import dev.parallax.elements.std.video.kernel.VectorSupport;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes PNG (ISO/IEC 15948, W3C PNG third edition) with 8 bits per sample. Each row gets the
 * filter whose output has the smallest sum of absolute differences (section 12.7 of the
 * specification); at level 0 none is tried. Nothing is allocated once the work arrays fit.
 */
final class PngWriter {
  /** Bytes of a finished picture at most: they are kept in one array. */
  static final long MAX_BYTES = 1L << 30;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] IHDR = "IHDR".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IDAT = "IDAT".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IEND = "IEND".getBytes(StandardCharsets.US_ASCII);

  /** Filters by type byte: none, sub, up, average, Paeth. */
  private static final int FILTERS = 5;

  private final int level;
  private final DeflateBits out = new DeflateBits();
  private final Deflate deflate;
  private final CRC32 crc = new CRC32();
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
    deflate = new Deflate(level, out);
    Arrays.fill(filtered, new byte[0]);
  }

  /** The picture's bytes, after {@link #encode}. */
  byte[] bytes() {
    return out.bytes;
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
    deflate.begin();
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(
          pixels, ValueLayout.JAVA_BYTE, offset + (long) y * stride, row, samples, rowBytes);
      if (blueFirst) {
        swap(row, samples, rowBytes);
      }
      int filter = filter(rowBytes, samples);
      if (filter == PngFilters.NONE) { // the byte before the first pixel is the filter's
        deflate.write(row, samples - 1, rowBytes + 1);
      } else {
        deflate.write(filtered[filter], 0, rowBytes + 1);
      }
      byte[] swap = above;
      above = row;
      row = swap;
    }
    deflate.finish();
    endChunk(chunk);
    endChunk(startChunk(IEND));
    return out.length;
  }

  /** Rows have {@code samples} zeros before the first pixel, which the filters look at. */
  private void prepare(int rowBytes) {
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
    out.clear();
    out.room(64);
    out.put(SIGNATURE, 0, SIGNATURE.length);
    int chunk = startChunk(IHDR);
    out.putInt(width);
    out.putInt(height);
    out.put(8, 8);
    out.put(samples == 1 ? 0 : samples == 3 ? 2 : 6, 8);
    out.put(0, 24); // method of compression, of filters, of interlacing
    endChunk(chunk);
  }

  private int startChunk(byte[] type) {
    out.room(64);
    int at = out.length;
    out.putInt(0); // its length, when that is known
    out.put(type, 0, type.length);
    return at;
  }

  private void endChunk(int at) {
    int body = out.length - at - 8;
    out.setInt(at, body);
    crc.reset();
    crc.update(out.bytes, at + 4, body + 4);
    out.room(4);
    out.putInt((int) crc.getValue());
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
}
