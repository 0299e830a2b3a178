package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/**
 * Scales pictures of one format and size to another size, by the nearest pixel or by two-tap
 * bilinear interpolation (as GStreamer's default method does), and paints black borders around a
 * part.
 *
 * <p>Every plane is scaled by itself, centre to centre. One thread at a time; {@link #scale}
 * allocates nothing.
 */
final class Scaler implements PictureScaler {
  private final PixelFormat format;
  private final int fromWidth;
  private final int fromHeight;
  private final int toWidth;
  private final int toHeight;
  private final Letterbox box;
  private final RowChoice choice;
  private final PlaneScaler[] planes;
  private final boolean packed422;
  private final YuvRows target;
  private final YuvRow out = new YuvRow();
  private final MemorySegment unpacked;
  private final long side;
  private final int[] held = new int[2];
  private final Borders borders;

  /**
   * A scaler.
   *
   * @param bilinear two-tap bilinear, else the nearest pixel
   * @param box where the scaled picture lies in the result
   * @throws IllegalArgumentException if the format is not supported
   */
  Scaler(
      PixelFormat format,
      int fromWidth,
      int fromHeight,
      int toWidth,
      int toHeight,
      boolean bilinear,
      Letterbox box,
      RowChoice choice) {
    if (format == PixelFormat.I420_10LE) {
      throw new IllegalArgumentException("pixel format can't be scaled format=" + format);
    }
    this.format = format;
    this.fromWidth = fromWidth;
    this.fromHeight = fromHeight;
    this.toWidth = toWidth;
    this.toHeight = toHeight;
    this.box = box;
    this.choice = choice;
    packed422 = format == PixelFormat.YUYV || format == PixelFormat.UYVY;
    planes = new PlaneScaler[packed422 ? 3 : Picture.planes(format)];
    for (int p = 0; p < planes.length; p++) {
      int shiftX = p > 0 ? 1 : 0;
      int shiftY = p > 0 && !packed422 ? 1 : 0;
      planes[p] =
          new PlaneScaler(
              interleaved(p),
              bilinear,
              halved(fromWidth, shiftX),
              halved(fromHeight, shiftY),
              halved(box.width(), shiftX),
              halved(box.height(), shiftY));
    }
    target = new YuvRows(choice, format, box.width());
    side = Scratch.align(fromWidth + 1L);
    unpacked = Scratch.allocate(packed422 ? 4 * side : 64);
    borders = new Borders(format, toWidth, toHeight, box);
  }

  private int interleaved(int plane) {
    return switch (format) {
      case RGBA, BGRA -> 4;
      case RGB -> 3;
      case NV12 -> plane + 1;
      default -> 1;
    };
  }

  private static int halved(int size, int shift) {
    return size + shift >> shift;
  }

  @Override
  public void scale(Picture input, Picture output) {
    check(input, fromWidth, fromHeight);
    check(output, toWidth, toHeight);
    choice.begin();
    borders.paint(output);
    if (packed422) {
      scale422(input, output);
    } else {
      for (int p = 0; p < planes.length; p++) {
        scalePlane(input, output, p);
      }
    }
  }

  private void check(Picture picture, int width, int height) {
    if (picture.format() != format || picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "picture is not what the scaler was made for format=%s width=%d height=%d expected=%s %dx%d"
              .formatted(
                  picture.format(), picture.width(), picture.height(), format, width, height));
    }
  }

  private void scalePlane(Picture input, Picture output, int p) {
    int shift = p > 0 ? 1 : 0;
    PlaneScaler scaler = planes[p];
    long indent = (long) (box.x() >> shift) * interleaved(p);
    for (int r = 0; r < halved(box.height(), shift); r++) {
      long above = input.row(p, scaler.above(r));
      long below = input.row(p, scaler.below(r));
      long outAt = output.row(p, (box.y() >> shift) + r) + indent;
      scaler.row(choice.next(), r, input.segment(), above, below, output.segment(), outAt);
    }
  }

  /** Packed 4:2:2: two unpacked source rows are held, an even and an odd one. */
  private void scale422(Picture input, Picture output) {
    held[0] = -1;
    held[1] = -1;
    long chromaSide = side / 2;
    for (int r = 0; r < box.height(); r++) {
      RowKernels rows = choice.next();
      long above = unpack(rows, input, planes[0].above(r));
      long below = unpack(rows, input, planes[0].below(r));
      target.scratch(out);
      planes[0].row(rows, r, unpacked, above, below, out.luma, out.y);
      planes[1].row(rows, r, unpacked, above + side, below + side, out.chroma, out.u);
      planes[2].row(
          rows,
          r,
          unpacked,
          above + side + chromaSide,
          below + side + chromaSide,
          out.chroma,
          out.v);
      target.pack(output, box.y() + r, 2L * box.x());
    }
  }

  /** Where row {@code r} lies unpacked: luma, then U at {@code side} and V half a side after it. */
  private long unpack(RowKernels rows, Picture input, int r) {
    int slot = r & 1;
    long at = slot * 2 * side;
    if (held[slot] != r) {
      int luma = format == PixelFormat.UYVY ? 8 : 0;
      rows.unpack422(
          input.segment(),
          input.row(0, r),
          unpacked,
          at,
          unpacked,
          at + side,
          at + side + side / 2,
          fromWidth,
          luma);
      held[slot] = r;
    }
    return at;
  }
}
