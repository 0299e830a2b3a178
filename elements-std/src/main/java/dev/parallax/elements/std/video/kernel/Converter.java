package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.PixelFormats;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Converts pictures of one size between pixel formats and colorimetries, row by row.
 *
 * <p>Luma and chroma follow ITU-R BT.601-7, BT.709-6, BT.2020-2 and the others of {@link
 * dev.parallax.model.format.ColorMatrix}, with limited or full range. Where chroma changes its
 * resolution or place it is interpolated linearly or, if asked for, repeated; on the way down it is
 * averaged. Alpha is opaque where the source has none and dropped where the destination has none.
 * What is only moved stays as it is; everything else is within one level of exact arithmetic.
 *
 * <p>One thread at a time; {@link #convert} allocates nothing.
 */
public final class Converter {
  private final VideoFormat from;
  private final VideoFormat to;
  private final RowChoice choice;
  private final @Nullable RowJob job;

  /**
   * A converter between two formats of one size.
   *
   * @param linear interpolates chroma, else repeats it
   * @throws IllegalArgumentException if the sizes differ or a colorimetry can't be converted
   */
  public Converter(VideoFormat from, VideoFormat to, boolean linear) {
    this(from, to, linear, new RowChoice(VectorSupport.rows()));
  }

  /** A converter between the default colorimetries of two formats; chroma is interpolated. */
  public Converter(PixelFormat from, PixelFormat to, int width, int height) {
    this(
        new VideoFormat(from, width, height, Fraction.ZERO),
        new VideoFormat(to, width, height, Fraction.ZERO),
        true);
  }

  Converter(VideoFormat from, VideoFormat to, boolean linear, RowChoice choice) {
    if (from.width() != to.width() || from.height() != to.height()) {
      throw new IllegalArgumentException(
          "sizes differ from=%dx%d to=%dx%d"
              .formatted(from.width(), from.height(), to.width(), to.height()));
    }
    this.from = from;
    this.to = to;
    this.choice = choice;
    job = same(from, to) ? null : job(from, to, linear);
  }

  /** Whether a picture of one format is one of the other without a change. */
  public static boolean same(VideoFormat from, VideoFormat to) {
    if (from.format() != to.format()) {
      return false;
    }
    boolean equal =
        from.colorimetry().equals(to.colorimetry()) && from.chromaSite() == to.chromaSite();
    if (equal || PixelFormats.isRgb(from.format())) {
      return true;
    }
    ColorSpace source = ColorSpace.of(from.format(), from.colorimetry());
    ColorSpace target = ColorSpace.of(to.format(), to.colorimetry());
    boolean grey = from.format() == PixelFormat.GRAY8;
    return grey
        ? source.full() == target.full()
        : source.equals(target) && from.chromaSite() == to.chromaSite();
  }

  private static RowJob job(VideoFormat from, VideoFormat to, boolean linear) {
    boolean fromRgb = PixelFormats.isRgb(from.format());
    boolean toRgb = PixelFormats.isRgb(to.format());
    if (fromRgb && toRgb) {
      return new RgbToRgb(from, to);
    }
    if (toRgb) {
      return from.format() == PixelFormat.GRAY8
          ? new GrayToRgb(from, to)
          : YuvToRgbJob.of(from, to, linear);
    }
    return fromRgb ? new RgbToYuv(from, to, linear) : new YuvToYuv(from, to, linear);
  }

  /** Whether the output of {@link #convert} may be its input, plane for plane. */
  public boolean isInPlace() {
    return job != null && job.inPlace();
  }

  /**
   * Converts one picture; they must have this converter's formats and size and must not overlap,
   * unless they are the same and {@link #isInPlace}.
   */
  public void convert(Picture input, Picture output) {
    check(input, from);
    check(output, to);
    if (job == null) {
      copy(input, output);
      return;
    }
    choice.begin();
    job.begin();
    // Two rows at a time, so that all steps are alike where rows in pairs share chroma.
    int last = from.height() - 1;
    for (int r = 0; r < last; r += 2) {
      job.twoRows(choice.next().color(), input, output, r);
    }
    if ((last & 1) == 0) {
      job.row(choice.rows().color(), input, output, last);
    }
  }

  private static void check(Picture picture, VideoFormat expected) {
    if (picture.format() != expected.format()
        || picture.width() != expected.width()
        || picture.height() != expected.height()) {
      throw new IllegalArgumentException(
          "picture is not what the converter was made for format=%s width=%d height=%d expected=%s %dx%d"
              .formatted(
                  picture.format(),
                  picture.width(),
                  picture.height(),
                  expected.format(),
                  expected.width(),
                  expected.height()));
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
}
