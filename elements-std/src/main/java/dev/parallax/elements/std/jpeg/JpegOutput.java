package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * From the samples of the components to the rows of a picture. After each row of MCUs the rows of
 * pixels that can be made are: with interpolated chroma all but the last, which needs the next row
 * of MCUs.
 */
final class JpegOutput {
  /** Full range to limited range (ITU-R BT.601-7): 219/255 and 16; 224/255 around 128. */
  private static final int LUMA_GAIN = 56_284;

  private static final int LUMA_BIAS = (16 << 16) + (1 << 15);
  private static final int CHROMA_GAIN = 57_569;
  private static final int CHROMA_BIAS = (128 << 16) + (1 << 15) - 128 * CHROMA_GAIN;
  private static final int ONE = 1 << 16;

  private JpegFrame frame = new JpegFrame();
  private JpegColor color = JpegColor.GRAY;
  private Picture to = new Picture(PixelFormat.GRAY8, 1, 1);
  private JpegKernels kernels = ScalarJpegKernels.INSTANCE;
  private boolean limited;
  private boolean direct;
  private int mcuRow;
  private final byte[][] rows = new byte[4][];
  private final int[] rowAt = new int[4];
  private byte[] evenCb = {};
  private byte[] evenCr = {};
  private byte[] line = {};
  private short[] sums = {};

  /** A new picture. */
  void begin(JpegFrame of, JpegColor meaning, Picture picture, boolean limitedRange) {
    frame = of;
    color = meaning;
    to = picture;
    limited = limitedRange;
    mcuRow = 0;
    direct =
        color == JpegColor.GRAY
            || picture.format() == PixelFormat.I420 && color == JpegColor.YCBCR && of.is420();
    int batches = (of.mcusWide + JpegFrame.BATCH - 1) / JpegFrame.BATCH;
    for (int i = 0; i < of.count; i++) {
      JpegComponent c = of.components[i];
      c.stride = batches * c.h * 64;
      int bytes = c.stride * c.v * 16;
      if (c.samples.length < bytes) {
        c.samples = new byte[bytes];
      }
      if (!direct && c.full.length < c.stride * (of.h / c.h)) {
        c.full = new byte[c.stride * (of.h / c.h)];
      }
    }
    int wide = batches * of.h * 64;
    if (line.length < wide * 3) {
      line = new byte[wide * 3];
      evenCb = new byte[wide];
      evenCr = new byte[wide];
      sums = new short[wide + 2];
    }
  }

  /** Gain and bias of a component's samples for {@link JpegKernels#inverse}. */
  int gain(int component) {
    return !limited ? ONE : component == 0 ? LUMA_GAIN : CHROMA_GAIN;
  }

  int bias(int component) {
    return !limited ? 0 : component == 0 ? LUMA_BIAS : CHROMA_BIAS;
  }

  /** Place of the samples of a row of blocks in the current row of MCUs. */
  int place(JpegComponent c, int blockRow) {
    return (c.v + blockRow) * 8 * c.stride;
  }

  /** Whether samples are the picture's as they are: no loops are needed for its rows. */
  boolean isDirect() {
    return direct;
  }

  /** A row of MCUs is complete. */
  void rowDone(JpegKernels with) {
    kernels = with;
    int high = 8 * frame.v;
    boolean last = mcuRow == frame.mcusHigh - 1;
    int lag = direct ? 0 : 1;
    int y0 = Math.max(0, mcuRow * high - lag);
    int y1 = last ? frame.height : (mcuRow + 1) * high - lag;
    for (int y = y0; y < y1; y++) {
      switch (to.format()) {
        case I420 -> i420(y);
        case GRAY8 -> copy(0, y, 0, y, frame.width);
        default -> rgb(y);
      }
    }
    if (!direct && !last) {
      for (int i = 0; i < frame.count; i++) {
        JpegComponent c = frame.components[i];
        int half = c.v * 8 * c.stride;
        System.arraycopy(c.samples, half, c.samples, 0, half);
      }
    }
    mcuRow++;
  }

  private int placeOfRow(JpegComponent c, int row) {
    int within = Math.min(row, c.height - 1);
    return (within - (mcuRow - 1) * 8 * c.v) * c.stride;
  }

  private void copy(int component, int row, int plane, int y, int bytes) {
    JpegComponent c = frame.components[component];
    MemorySegment.copy(
        c.samples,
        placeOfRow(c, row),
        to.segment(),
        ValueLayout.JAVA_BYTE,
        to.row(plane, y),
        bytes);
  }

  // ---- I420

  private void i420(int y) {
    int half = (frame.width + 1) >> 1;
    if (color == JpegColor.GRAY) {
      copy(0, y, 0, y, frame.width);
      if (y % 2 == 0) {
        fill(to.row(1, y / 2), half);
        fill(to.row(2, y / 2), half);
      }
      return;
    }
    if (direct) {
      copy(0, y, 0, y, frame.width);
      if (y % 2 == 0) {
        copy(1, y / 2, 1, y / 2, half);
        copy(2, y / 2, 2, y / 2, half);
      }
      return;
    }
    row(0, y);
    store(rows[0], rowAt[0], to.row(0, y), frame.width);
    row(1, y);
    row(2, y);
    if (y % 2 == 0) {
      System.arraycopy(rows[1], rowAt[1], evenCb, 0, frame.width);
      System.arraycopy(rows[2], rowAt[2], evenCr, 0, frame.width);
    }
    if (y % 2 == 1 || y == frame.height - 1) {
      mean(evenCb, 1);
      store(line, 0, to.row(1, y / 2), half);
      mean(evenCr, 2);
      store(line, 0, to.row(2, y / 2), half);
    }
  }

  private void fill(long at, int bytes) {
    to.segment().asSlice(at, bytes).fill((byte) 128);
  }

  /** Means of 2x2 samples of two rows into the line. */
  private void mean(byte[] even, int component) {
    byte[] odd = rows[component];
    int at = rowAt[component];
    int last = frame.width - 1;
    for (int x = 0; x <= last; x += 2) {
      int next = Math.min(x + 1, last);
      line[x >> 1] =
          (byte)
              ((even[x] & 0xff)
                      + (even[next] & 0xff)
                      + (odd[at + x] & 0xff)
                      + (odd[at + next] & 0xff)
                      + 2
                  >> 2);
    }
  }

  private void store(byte[] from, int at, long toAt, int bytes) {
    MemorySegment.copy(from, at, to.segment(), ValueLayout.JAVA_BYTE, toAt, bytes);
  }

  // ---- RGB

  private void rgb(int y) {
    for (int i = 0; i < frame.count; i++) {
      row(i, y);
    }
    long at = to.row(0, y);
    switch (color) {
      case YCBCR ->
          kernels.toRgb(
              rows[0],
              rowAt[0],
              rows[1],
              rowAt[1],
              rows[2],
              rowAt[2],
              to.segment(),
              at,
              frame.width);
      case GRAY -> interleave(0, 0, 0);
      case RGB -> interleave(0, 1, 2);
      case CMYK, YCCK -> ink();
    }
    if (color != JpegColor.YCBCR) {
      store(line, 0, at, 3 * frame.width);
    }
  }

  private void interleave(int r, int g, int b) {
    for (int x = 0; x < frame.width; x++) {
      line[3 * x] = rows[r][rowAt[r] + x];
      line[3 * x + 1] = rows[g][rowAt[g] + x];
      line[3 * x + 2] = rows[b][rowAt[b] + x];
    }
  }

  /** Inverted CMYK, as Adobe's programs write it; others are not told apart. */
  private void ink() {
    for (int x = 0; x < frame.width; x++) {
      int c = rows[0][rowAt[0] + x] & 0xff;
      int m = rows[1][rowAt[1] + x] & 0xff;
      int y = rows[2][rowAt[2] + x] & 0xff;
      int k = rows[3][rowAt[3] + x] & 0xff;
      if (color == JpegColor.YCCK) {
        int u = m - 128;
        int v = y - 128;
        int luma = c;
        c = 255 - ScalarJpegKernels.clamp(luma + red(v));
        m = 255 - ScalarJpegKernels.clamp(luma + green(u, v));
        y = 255 - ScalarJpegKernels.clamp(luma + blue(u));
      }
      line[3 * x] = (byte) ((c * k * 2 + 255) / 510);
      line[3 * x + 1] = (byte) ((m * k * 2 + 255) / 510);
      line[3 * x + 2] = (byte) ((y * k * 2 + 255) / 510);
    }
  }

  private static int red(int v) {
    return ScalarJpegKernels.CR_TO_R * v + ScalarJpegKernels.HALF >> 16;
  }

  private static int green(int u, int v) {
    return ScalarJpegKernels.CB_TO_G * u + ScalarJpegKernels.CR_TO_G * v + ScalarJpegKernels.HALF
        >> 16;
  }

  private static int blue(int u) {
    return ScalarJpegKernels.CB_TO_B * u + ScalarJpegKernels.HALF >> 16;
  }

  // ---- upsampling

  /** Puts a row of a component at the size of the picture to {@link #rows}. */
  private void row(int component, int y) {
    JpegComponent c = frame.components[component];
    int wide = frame.h / c.h;
    int high = frame.v / c.v;
    int row = y / high;
    int near = placeOfRow(c, row);
    if (wide == 1 && high == 1) {
      rows[component] = c.samples;
      rowAt[component] = near;
      return;
    }
    rows[component] = c.full;
    rowAt[component] = 0;
    int far = high == 2 ? placeOfRow(c, Math.max(0, y % 2 == 0 ? row - 1 : row + 1)) : near;
    if (wide == 2 && high == 1 && c.width > 2) {
      kernels.doubleWidth(c.samples, near, c.full, c.width);
    } else if (wide == 1 && high == 2) {
      kernels.between(c.samples, near, far, 1 + y % 2, c.full, c.width);
    } else if (wide == 2 && high == 2 && c.width > 2) {
      kernels.doubleBoth(c.samples, near, far, sums, c.full, c.width);
    } else {
      for (int x = 0; x < c.width; x++) {
        Arrays.fill(c.full, x * wide, (x + 1) * wide, c.samples[near + x]);
      }
    }
  }
}
