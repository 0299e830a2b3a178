package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * From the rows of a picture to samples of the components, a row of MCUs at a time. What lies
 * beyond the picture repeats its last column and row. Chroma at another resolution is averaged or
 * repeated.
 */
final class JpegInput {
  /** Limited range (ITU-R BT.601-7) to full range: 255/219 and 255/224, times 65536. */
  private static final int LUMA_GAIN = 76_309;

  private static final int LUMA_BIAS = (1 << 15) - 16 * LUMA_GAIN;
  private static final int CHROMA_GAIN = 74_606;
  private static final int CHROMA_BIAS = (128 << 16) + (1 << 15) - 128 * CHROMA_GAIN;

  /** Gain of samples that stay as they are; their bias is 0. */
  static final int ONE = 1 << 16;

  final int components;

  /** Columns and rows of luma for one of chroma in the file. */
  final int h;

  final int v;

  /** Samples by component, rows {@link #stride} apart. */
  final byte[][] samples = new byte[3][];

  private final PixelFormat format;
  final int width;
  final int height;
  private final boolean limited;
  private final int inH;
  private final int inV;
  private final int[] strides = new int[3];

  /** Rows of the input at its own resolution of chroma. */
  private final byte[][] rows = new byte[6][];

  /** A row of chroma of packed 4:2:2, both kinds by turns, and the same as a segment. */
  private final byte[] both;

  private final MemorySegment chroma;

  /**
   * An input.
   *
   * @param limited whether levels must be brought from the limited to the full range
   */
  JpegInput(PixelFormat format, int width, int height, boolean limited, JpegSubsampling wanted) {
    this.limited = limited;
    this.format = format;
    this.width = width;
    this.height = height;
    components = format == PixelFormat.GRAY8 ? 1 : 3;
    inH = isRgb() || components == 1 ? 1 : 2;
    inV = format == PixelFormat.I420 || format == PixelFormat.NV12 ? 2 : 1;
    boolean asInput = wanted == JpegSubsampling.AUTO || components == 1;
    h = asInput ? inH : wanted.h;
    v = asInput ? inV : wanted.v;
    int batches = (width + 64 * h - 1) / (64 * h);
    for (int i = 0; i < components; i++) {
      strides[i] = batches * 64 * factorH(i);
      samples[i] = new byte[strides[i] * 8 * factorV(i)];
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new byte[width + 16];
    }
    both = new byte[width + 1];
    chroma = MemorySegment.ofArray(both);
  }

  private boolean isRgb() {
    return format == PixelFormat.RGB || format == PixelFormat.RGBA || format == PixelFormat.BGRA;
  }

  /** Sampling factors of a component. */
  int factorH(int component) {
    return component == 0 ? h : 1;
  }

  int factorV(int component) {
    return component == 0 ? v : 1;
  }

  int stride(int component) {
    return strides[component];
  }

  /** What {@link JpegEncodeKernels#forward} makes of the samples. */
  int gain(int component) {
    return !limited ? ONE : component == 0 ? LUMA_GAIN : CHROMA_GAIN;
  }

  int bias(int component) {
    return !limited ? 0 : component == 0 ? LUMA_BIAS : CHROMA_BIAS;
  }

  /** Fills {@link #samples} with a row of MCUs. */
  void load(Picture from, int mcuRow, JpegEncodeKernels kernels) {
    int first = mcuRow * 8 * v;
    for (int y = 0; y < 8 * v; y++) {
      int row = Math.min(first + y, height - 1);
      luma(from, row, y, kernels);
      if (components == 3 && y % v == v - 1) {
        chroma(from, first + y, y / v, kernels);
      }
    }
  }

  private void luma(Picture from, int row, int y, JpegEncodeKernels kernels) {
    int at = y * strides[0];
    byte[] to = samples[0];
    switch (format) {
      case I420, NV12, GRAY8 -> copy(from, 0, row, to, at, width);
      case YUYV, UYVY -> unpack(from, row, to, at, y, kernels);
      default -> {
        int set = y % 2 * 3;
        kernels.toYcc(
            from.segment(),
            from.row(0, row),
            format == PixelFormat.RGB ? 3 : 4,
            format == PixelFormat.BGRA ? 16 : 0,
            rows[set],
            rows[set + 1],
            rows[set + 2],
            0,
            width);
        System.arraycopy(rows[set], 0, to, at, width);
      }
    }
    Arrays.fill(to, at + width, at + strides[0], to[at + width - 1]);
  }

  private static void copy(Picture from, int plane, int row, byte[] to, int at, int bytes) {
    MemorySegment.copy(from.segment(), ValueLayout.JAVA_BYTE, from.row(plane, row), to, at, bytes);
  }

  /** Packed 4:2:2: luma to {@code to}, chroma to the rows of the set. */
  private void unpack(Picture from, int row, byte[] to, int at, int y, JpegEncodeKernels kernels) {
    int pairs = width + 1 & ~1;
    long p = from.row(0, row);
    if (format == PixelFormat.YUYV) {
      kernels.split(from.segment(), p, to, at, both, 0, pairs);
    } else {
      kernels.split(from.segment(), p, both, 0, to, at, pairs);
    }
    int set = y % 2 * 3;
    kernels.split(chroma, 0, rows[set + 1], 0, rows[set + 2], 0, pairs / 2);
  }

  /** A row of chroma; {@code last} is its last row of luma. */
  private void chroma(Picture from, int last, int y, JpegEncodeKernels kernels) {
    int columns = inH == 2 ? width + 1 >> 1 : width;
    int current = (last % (8 * v)) % 2 * 3;
    if (inV == 2) {
      planes(from, Math.min(last / 2, (height + 1) / 2 - 1), kernels);
      current = 0;
    } else if (v == 2) {
      mean(rows[1], rows[4], columns);
      mean(rows[2], rows[5], columns);
      current = 0;
    }
    for (int i = 1; i < 3; i++) {
      spread(rows[current + i], columns, samples[i], y * strides[i]);
      int wide = (width + h - 1) / h;
      int at = y * strides[i];
      Arrays.fill(samples[i], at + wide, at + strides[i], samples[i][at + wide - 1]);
    }
  }

  private void planes(Picture from, int row, JpegEncodeKernels kernels) {
    int half = width + 1 >> 1;
    if (format == PixelFormat.I420) {
      copy(from, 1, row, rows[1], 0, half);
      copy(from, 2, row, rows[2], 0, half);
      return;
    }
    kernels.split(from.segment(), from.row(1, row), rows[1], 0, rows[2], 0, half);
  }

  private static void mean(byte[] a, byte[] b, int count) {
    for (int x = 0; x < count; x++) {
      a[x] = (byte) ((a[x] & 0xff) + (b[x] & 0xff) + 1 >> 1);
    }
  }

  /** Brings a row to the width in the file. */
  private void spread(byte[] row, int columns, byte[] to, int at) {
    if (h == inH) {
      System.arraycopy(row, 0, to, at, columns);
    } else if (h == 1) {
      for (int x = 0; x < width; x++) {
        to[at + x] = row[x >> 1];
      }
    } else {
      row[columns] = row[columns - 1];
      for (int x = 0; x < columns + 1 >> 1; x++) {
        to[at + x] = (byte) ((row[2 * x] & 0xff) + (row[2 * x + 1] & 0xff) + (x & 1) >> 1);
      }
    }
  }
}
