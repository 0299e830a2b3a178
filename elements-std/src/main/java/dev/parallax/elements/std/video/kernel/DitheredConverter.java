package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Converts pictures of 10 bits to a format of 8: first a {@link Dither} brings them to I420, then a
 * {@link Converter} does the rest, if there is any. One thread at a time; {@link #convert}
 * allocates nothing.
 */
public final class DitheredConverter {
  private final Dither dither;
  private final @Nullable Converter rest;
  private final @Nullable Picture between;

  /**
   * A converter between two formats of one size.
   *
   * @param from {@link #isLossy of more bits} than {@code to}
   * @param linear interpolates chroma, else repeats it
   */
  public DitheredConverter(Dither dither, VideoFormat from, VideoFormat to, boolean linear) {
    this.dither = dither;
    VideoFormat narrow =
        new VideoFormat(
            PixelFormat.I420,
            from.width(),
            from.height(),
            from.framerate(),
            from.colorimetry(),
            from.chromaSite());
    boolean done = Converter.same(narrow, to);
    rest = done ? null : new Converter(narrow, to, linear);
    between = done ? null : new Picture(PixelFormat.I420, from.width(), from.height());
    if (between != null) {
      between.pack(Scratch.allocate(between.packedBytes()), 0);
    }
  }

  /** Whether samples have fewer bits afterwards. */
  public static boolean isLossy(PixelFormat from, PixelFormat to) {
    return from == PixelFormat.I420_10LE && to != PixelFormat.I420_10LE;
  }

  /** Converts one picture; they must have the formats and the size, and must not overlap. */
  public void convert(Picture in, Picture out) {
    if (rest == null || between == null) {
      dither(in, out);
    } else {
      dither(in, between);
      rest.convert(between, out);
    }
  }

  private void dither(Picture in, Picture out) {
    for (int p = 0; p < in.planes(); p++) {
      dither.begin();
      int samples = out.rowBytes(p);
      for (int y = 0; y < in.rows(p); y++) {
        dither.row(in.segment(), in.row(p, y), out.segment(), out.row(p, y), samples, y);
      }
    }
  }
}
