package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/**
 * Converts pictures of one size between pixel formats, row by row.
 *
 * <p>Colour is ITU-R BT.601 with limited range for YUV, whatever the size; GRAY8 is full-range luma
 * (0 black, 255 white). Chroma is repeated on the way up and averaged over 2x2 pixels (from 4:2:2:
 * over 2 rows) on the way down. Alpha is 255 where the source has none and dropped where the
 * destination has none. Results are within one level of exact arithmetic.
 *
 * <p>One thread at a time; {@link #convert} allocates nothing.
 */
public final class Converter {
  private final PixelFormat from;
  private final PixelFormat to;
  private final int width;
  private final int height;
  private final RowChoice choice;
  private final Path path;
  private final YuvRows source;
  private final YuvRows target;
  private final MemorySegment packed;
  private final long packedStride;
  private final MemorySegment terms;
  private final long termStride;
  private final YuvRow in = new YuvRow();
  private final YuvRow out = new YuvRow();

  /** What to do with every row. */
  private enum Path {
    COPY,
    YUV_TO_YUV,
    YUV_TO_GRAY,
    YUV_TO_RGB,
    RGB_TO_YUV,
    RGB_TO_RGB
  }

  /**
   * A converter for a pair of formats and a size.
   *
   * @throws IllegalArgumentException if a format is not supported
   */
  public Converter(PixelFormat from, PixelFormat to, int width, int height) {
    this(from, to, width, height, new RowChoice(VectorSupport.rows()));
  }

  Converter(PixelFormat from, PixelFormat to, int width, int height, RowChoice choice) {
    this.from = supported(from);
    this.to = supported(to);
    this.width = width;
    this.height = height;
    this.choice = choice;
    path = path(from, to);
    source = new YuvRows(choice, from, width);
    target = new YuvRows(choice, to, width);
    packedStride = Scratch.align(4L * width);
    packed = Scratch.allocate(2 * packedStride);
    termStride = Scratch.align(4L * width + 4);
    terms = Scratch.allocate(3 * termStride);
  }

  /** Whether a format can be converted. */
  public static boolean supports(PixelFormat format) {
    return format != PixelFormat.I420_10LE;
  }

  private static PixelFormat supported(PixelFormat format) {
    if (!supports(format)) {
      throw new IllegalArgumentException("pixel format can't be converted format=" + format);
    }
    return format;
  }

  private static Path path(PixelFormat from, PixelFormat to) {
    if (from == to) {
      return Path.COPY;
    }
    if (YuvRows.holds(from)) {
      return YuvRows.holds(to)
          ? Path.YUV_TO_YUV
          : to == PixelFormat.GRAY8 ? Path.YUV_TO_GRAY : Path.YUV_TO_RGB;
    }
    return YuvRows.holds(to) ? Path.RGB_TO_YUV : Path.RGB_TO_RGB;
  }

  /**
   * Converts one picture; they must have this converter's formats and size and must not overlap.
   */
  public void convert(Picture input, Picture output) {
    check(input, from);
    check(output, to);
    choice.begin();
    source.begin();
    target.begin();
    switch (path) {
      case COPY -> copy(input, output);
      case YUV_TO_YUV -> yuvToYuv(input, output);
      case YUV_TO_GRAY -> yuvToGray(input, output);
      case YUV_TO_RGB -> yuvToRgb(input, output);
      case RGB_TO_YUV -> rgbToYuv(input, output);
      case RGB_TO_RGB -> rgbToRgb(input, output);
    }
  }

  private void check(Picture picture, PixelFormat expected) {
    if (picture.format() != expected || picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "picture is not what the converter was made for format=%s width=%d height=%d expected=%s %dx%d"
              .formatted(
                  picture.format(), picture.width(), picture.height(), expected, width, height));
    }
  }

  private static void copy(Picture input, Picture output) {
    for (int p = 0; p < input.planes(); p++) {
      for (int r = 0; r < input.rows(p); r++) {
        MemorySegment.copy(
            input.segment(),
            input.row(p, r),
            output.segment(),
            output.row(p, r),
            input.rowBytes(p));
      }
    }
  }

  private void yuvToYuv(Picture input, Picture output) {
    int pairs = (width + 1) >> 1;
    boolean mean = target.halfHeight() && !source.halfHeight();
    for (int r = 0; r < height; r++) {
      RowKernels rows = choice.next();
      source.read(input, r, in);
      target.place(output, r, out);
      MemorySegment.copy(in.luma, in.y, out.luma, out.y, width);
      if (!target.halfHeight() || (r & 1) == 0) {
        MemorySegment.copy(in.chroma, in.u, out.chroma, out.u, pairs);
        MemorySegment.copy(in.chroma, in.v, out.chroma, out.v, pairs);
      } else if (mean) {
        // The even row's chroma waits where it will stay, in planes of its own.
        blendChroma(rows, pairs);
      }
      if (mean) {
        finishMean(output, r);
      } else {
        target.written(output, r);
      }
    }
  }

  private void blendChroma(RowKernels rows, int pairs) {
    rows.average(in.chroma, in.u, out.chroma, out.u, out.chroma, out.u, pairs);
    rows.average(in.chroma, in.v, out.chroma, out.v, out.chroma, out.v, pairs);
  }

  /** Chroma is complete with the odd row, or with a last even one. */
  private void finishMean(Picture output, int r) {
    if ((r & 1) == 1 || r == height - 1) {
      target.written(output, r & ~1);
    }
  }

  private void yuvToGray(Picture input, Picture output) {
    for (int r = 0; r < height; r++) {
      RowKernels rows = choice.next();
      source.read(input, r, in);
      rows.lumaToGray(in.luma, in.y, output.segment(), output.row(0, r), width);
    }
  }

  private void yuvToRgb(Picture input, Picture output) {
    MemorySegment pixels = output.segment();
    for (int r = 0; r < height; r++) {
      RowKernels rows = choice.next();
      source.read(input, r, in);
      long at = output.row(0, r);
      if (!source.halfHeight() || (r & 1) == 0) {
        rows.chromaToTerms(in.chroma, in.u, in.v, terms, 0, termStride, width);
      }
      if (to == PixelFormat.RGB) {
        rows.lumaToPacked(in.luma, in.y, terms, 0, termStride, packed, 0, width, 0);
        rows.packedToRgb(packed, 0, pixels, at, width, 0);
      } else {
        rows.lumaToPacked(in.luma, in.y, terms, 0, termStride, pixels, at, width, red(to));
      }
    }
  }

  private void rgbToYuv(Picture input, Picture output) {
    boolean direct = from == PixelFormat.RGBA || from == PixelFormat.BGRA;
    MemorySegment pixels = direct ? input.segment() : packed;
    int step = target.halfHeight() ? 2 : 1;
    int red = red(from);
    for (int r = 0; r < height; r += step) {
      RowKernels rows = choice.next();
      int next = Math.min(r + step - 1, height - 1);
      long row0 = direct ? input.row(0, r) : unpack(rows, input, r, 0);
      long row1 =
          next == r ? row0 : direct ? input.row(0, next) : unpack(rows, input, next, packedStride);
      target.place(output, r, out);
      rows.packedToLuma(pixels, row0, out.luma, out.y, width, red);
      rows.packedToSums(pixels, row0, row1, terms, 0, termStride, width);
      rows.sumsToChroma(terms, 0, termStride, out.chroma, out.u, out.v, (width + 1) >> 1, red);
      target.written(output, r);
      if (next != r) {
        target.place(output, next, out);
        rows.packedToLuma(pixels, row1, out.luma, out.y, width, red);
        target.written(output, next);
      }
    }
  }

  /** Makes packed RGBA of a row of RGB or GRAY8, at {@code at} in the scratch rows. */
  private long unpack(RowKernels rows, Picture input, int r, long at) {
    if (from == PixelFormat.GRAY8) {
      rows.grayToPacked(input.segment(), input.row(0, r), packed, at, width);
    } else {
      rows.rgbToPacked(input.segment(), input.row(0, r), packed, at, width, 0);
    }
    return at;
  }

  private void rgbToRgb(Picture input, Picture output) {
    MemorySegment a = input.segment();
    MemorySegment b = output.segment();
    for (int r = 0; r < height; r++) {
      RowKernels rows = choice.next();
      long inAt = input.row(0, r);
      long outAt = output.row(0, r);
      switch (from) {
        case RGB -> fromRgb(rows, a, inAt, b, outAt);
        case GRAY8 -> fromGray(rows, a, inAt, b, outAt);
        default -> fromPacked(rows, a, inAt, b, outAt);
      }
    }
  }

  private void fromRgb(RowKernels rows, MemorySegment a, long inAt, MemorySegment b, long outAt) {
    if (to == PixelFormat.GRAY8) {
      rows.rgbToPacked(a, inAt, packed, 0, width, 0);
      rows.packedToGray(packed, 0, b, outAt, width, 0);
    } else {
      rows.rgbToPacked(a, inAt, b, outAt, width, red(to));
    }
  }

  private void fromGray(RowKernels rows, MemorySegment a, long inAt, MemorySegment b, long outAt) {
    if (to == PixelFormat.RGB) {
      rows.grayToPacked(a, inAt, packed, 0, width);
      rows.packedToRgb(packed, 0, b, outAt, width, 0);
    } else {
      rows.grayToPacked(a, inAt, b, outAt, width);
    }
  }

  private void fromPacked(
      RowKernels rows, MemorySegment a, long inAt, MemorySegment b, long outAt) {
    switch (to) {
      case RGB -> rows.packedToRgb(a, inAt, b, outAt, width, red(from));
      case GRAY8 -> rows.packedToGray(a, inAt, b, outAt, width, red(from));
      default -> rows.swapRedBlue(a, inAt, b, outAt, width);
    }
  }

  private static int red(PixelFormat format) {
    return format == PixelFormat.BGRA ? 16 : 0;
  }
}
