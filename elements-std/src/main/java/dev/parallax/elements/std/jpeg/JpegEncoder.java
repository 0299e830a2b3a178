package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.LoopChoice;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.elements.std.video.kernel.VectorSupport;

/**
 * Encodes pictures of one size and format as baseline JPEG with a JFIF header (T.81, T.871). Work
 * arrays are made once. One thread at a time.
 */
final class JpegEncoder {
  /** Natural order of the typical steps (T.81, tables K.1 and K.2). */
  private static final int[][] STEPS = {
    {
      16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, //
      14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, //
      18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, //
      49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    },
    {
      17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, //
      24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, //
      99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, //
      99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
    }
  };

  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

  private final LoopChoice<JpegEncodeKernels> transforms;
  private final LoopChoice<JpegEncodeKernels> rows;
  private final int width;
  private final int height;
  private final JpegInput input;
  private final int restartInterval;
  private final boolean optimize;
  private final int mcusWide;
  private final int mcusHigh;
  private final int[][] steps = new int[2][64];
  private final int[][] halves = new int[2][64];
  private final int[][] reciprocals = new int[2][64];
  private final HuffmanCode[] dc = {new HuffmanCode(), new HuffmanCode()};
  private final HuffmanCode[] ac = {new HuffmanCode(), new HuffmanCode()};
  private final JpegBitWriter out = new JpegBitWriter();
  private final int[][] coefs;
  private final byte[] lanes = new byte[64];
  private final long[][] masks;
  private final int[] predictors = new int[3];
  private int quality = -1;
  private boolean counting;
  private int untilRestart;
  private int restarts;

  /**
   * Encodes with the fastest loops that work here.
   *
   * @param limited whether levels are those of the limited range
   */
  JpegEncoder(
      PixelFormat format,
      int width,
      int height,
      boolean limited,
      JpegSubsampling subsampling,
      int restartInterval,
      boolean optimize) {
    // The class with vectors is named only behind the probe.
    this(
        format,
        width,
        height,
        limited,
        subsampling,
        restartInterval,
        optimize,
        VectorSupport.usable()
            ? VectorJpegEncodeKernels.instance()
            : ScalarJpegEncodeKernels.INSTANCE);
  }

  /** Encodes with {@code fast} where they are faster. */
  JpegEncoder(
      PixelFormat format,
      int width,
      int height,
      boolean limited,
      JpegSubsampling subsampling,
      int restartInterval,
      boolean optimize,
      JpegEncodeKernels fast) {
    this(
        new LoopChoice<>(fast, ScalarJpegEncodeKernels.INSTANCE),
        new LoopChoice<>(fast, ScalarJpegEncodeKernels.INSTANCE),
        new JpegInput(format, width, height, limited, subsampling),
        restartInterval,
        optimize);
  }

  /** A choice for the transforms, and one for the rows of pixels. */
  JpegEncoder(
      LoopChoice<JpegEncodeKernels> transforms,
      LoopChoice<JpegEncodeKernels> rows,
      JpegInput input,
      int restartInterval,
      boolean optimize) {
    this.transforms = transforms;
    this.rows = rows;
    this.input = input;
    this.restartInterval = restartInterval;
    this.optimize = optimize;
    width = input.width;
    height = input.height;
    mcusWide = (width + 8 * input.h - 1) / (8 * input.h);
    mcusHigh = (height + 8 * input.v - 1) / (8 * input.v);
    int groups = 0;
    for (int i = 0; i < input.components; i++) {
      groups += input.factorH(i) * input.factorV(i);
    }
    coefs = new int[groups][JpegKernels.GROUP];
    masks = new long[groups][8];
  }

  /** The encoded picture, after {@link #encode}. */
  byte[] bytes() {
    return out.bytes;
  }

  /**
   * Encodes a picture.
   *
   * @param wanted quality, 0 to 100, on libjpeg's scale
   * @return length in {@link #bytes}
   */
  int encode(Picture picture, int wanted) {
    if (wanted != quality) {
      quality = wanted;
      scaleSteps();
    }
    transforms.begin();
    rows.begin();
    for (int i = 0; i < 2; i++) {
      dc[i].use(JpegTables.TYPICAL[i], JpegTables.TYPICAL[i].length);
      ac[i].use(JpegTables.TYPICAL[2 + i], JpegTables.TYPICAL[2 + i].length);
    }
    if (optimize) {
      makeCodes(picture);
    }
    out.length = 0;
    writeHeaders();
    scan(picture);
    out.room(32);
    out.align();
    marker(JpegMarker.EOI);
    return out.length;
  }

  /** Steps for a quality as libjpeg's {@code jpeg_quality_scaling}. */
  private void scaleSteps() {
    int q = Math.max(1, quality);
    int percent = q < 50 ? 5000 / q : 200 - 2 * q;
    for (int t = 0; t < 2; t++) {
      for (int i = 0; i < 64; i++) {
        int step = Math.max(1, Math.min(255, (STEPS[t][i] * percent + 50) / 100));
        steps[t][i] = step;
        halves[t][i] = 4 * step; // the transform's output is 8 times too large
        reciprocals[t][i] = (1 << JpegEncodeKernels.SHIFT) / (8 * step) + 1;
      }
    }
  }

  private void makeCodes(Picture picture) {
    for (int i = 0; i < 2; i++) {
      java.util.Arrays.fill(dc[i].frequencies, 0);
      java.util.Arrays.fill(ac[i].frequencies, 0);
    }
    counting = true;
    scan(picture);
    counting = false;
    for (int i = 0; i < (input.components == 1 ? 1 : 2); i++) {
      dc[i].make();
      ac[i].make();
    }
  }

  // ---- image data

  private void scan(Picture picture) {
    java.util.Arrays.fill(predictors, 0);
    untilRestart = restartInterval;
    restarts = 0;
    for (int row = 0; row < mcusHigh; row++) {
      input.load(picture, row, rows.start());
      rows.stop();
      for (int mcu = 0; mcu < mcusWide; mcu += JpegFrame.BATCH) {
        transform(mcu);
        int count = Math.min(JpegFrame.BATCH, mcusWide - mcu);
        out.room(count * (coefs.length * JpegBitWriter.BLOCK_BYTES + 16));
        for (int i = 0; i < count; i++) {
          restart();
          write(i);
        }
      }
    }
  }

  private void transform(int mcu) {
    JpegEncodeKernels kernels = transforms.start();
    int group = 0;
    for (int i = 0; i < input.components; i++) {
      int table = i == 0 ? 0 : 1;
      int h = input.factorH(i);
      for (int y = 0; y < input.factorV(i); y++) {
        for (int x = 0; x < h; x++, group++) {
          int at = y * 8 * input.stride(i) + (mcu * h + 8 * x) * 8;
          int[] group8 = coefs[group];
          kernels.forward(
              input.samples[i], at, input.stride(i), input.gain(i), input.bias(i), group8);
          kernels.quantize(group8, halves[table], reciprocals[table], lanes);
          kernels.turn(lanes, masks[group]);
        }
      }
    }
    transforms.stop();
  }

  private void restart() {
    if (restartInterval == 0) {
      return;
    }
    if (untilRestart == 0) {
      untilRestart = restartInterval;
      java.util.Arrays.fill(predictors, 0);
      if (!counting) {
        out.align();
        marker(JpegMarker.RST0 + restarts);
      }
      restarts = restarts + 1 & 7;
    }
    untilRestart--;
  }

  private void write(int mcu) {
    int group = 0;
    for (int i = 0; i < input.components; i++) {
      int table = i == 0 ? 0 : 1;
      int h = input.factorH(i);
      for (int y = 0; y < input.factorV(i); y++, group += h) {
        for (int x = 0; x < h; x++) {
          int column = mcu * h + x;
          int[] group8 = coefs[group + (column >> 3)];
          long mask = masks[group + (column >> 3)][column & 7];
          int value = group8[column & 7];
          int difference = value - predictors[i];
          predictors[i] = value;
          if (counting) {
            JpegBitWriter.count(group8, column & 7, mask, difference, dc[table], ac[table]);
          } else {
            out.block(group8, column & 7, mask, difference, dc[table], ac[table]);
          }
        }
      }
    }
  }

  // ---- headers

  private void marker(int marker) {
    out.put(0xff);
    out.put(marker);
  }

  private void writeHeaders() {
    out.room(4096);
    int tables = input.components == 1 ? 1 : 2;
    marker(JpegMarker.SOI);
    marker(JpegMarker.APP0);
    out.put16(2 + JFIF.length);
    out.put(JFIF, JFIF.length);
    for (int t = 0; t < tables; t++) {
      marker(JpegMarker.DQT);
      out.put16(67);
      out.put(t);
      for (int k = 0; k < 64; k++) {
        out.put(steps[t][JpegTables.NATURAL[k]]);
      }
    }
    frameHeader();
    for (int t = 0; t < tables; t++) {
      code(t, dc[t]);
      code(0x10 | t, ac[t]);
    }
    if (restartInterval > 0) {
      marker(JpegMarker.DRI);
      out.put16(4);
      out.put16(restartInterval);
    }
    scanHeader();
  }

  private void frameHeader() {
    marker(JpegMarker.SOF0);
    out.put16(8 + 3 * input.components);
    out.put(8);
    out.put16(height);
    out.put16(width);
    out.put(input.components);
    for (int i = 0; i < input.components; i++) {
      out.put(i + 1);
      out.put(input.factorH(i) << 4 | input.factorV(i));
      out.put(i == 0 ? 0 : 1);
    }
  }

  private void code(int which, HuffmanCode code) {
    marker(JpegMarker.DHT);
    out.put16(3 + code.tableBytes);
    out.put(which);
    out.put(code.table, code.tableBytes);
  }

  private void scanHeader() {
    marker(JpegMarker.SOS);
    out.put16(6 + 2 * input.components);
    out.put(input.components);
    for (int i = 0; i < input.components; i++) {
      out.put(i + 1);
      out.put(i == 0 ? 0 : 0x11);
    }
    out.put(0);
    out.put(63);
    out.put(0);
  }
}
