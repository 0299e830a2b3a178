package dev.parallax.model.format;

import dev.parallax.annotations.PixelFormat;
import java.util.Arrays;
import java.util.Objects;

/**
 * Where the planes of a frame lie in its buffer. Immutable; the accessors allocate nothing.
 *
 * <p>{@link #of} is the layout that GStreamer 1.22 uses ({@code fill_planes} in
 * gst-libs/gst/video/video-info.c), so that files of raw frames can be exchanged with it: a row
 * takes its bytes rounded up to 4; where the chroma has half the height, the luma has room for an
 * even number of rows; planes follow each other without gaps.
 */
public final class PlaneLayout {
  private static final int GSTREAMER_ALIGNMENT = 4;

  private final PixelFormat format;
  private final int width;
  private final int height;
  private final long[] offsets;
  private final int[] strides;
  private final long size;

  private PlaneLayout(VideoFormat video, long[] offsets, int[] strides, long size) {
    this.format = video.format();
    this.width = video.width();
    this.height = video.height();
    this.offsets = offsets;
    this.strides = strides;
    this.size = size;
  }

  /** The layout of GStreamer 1.22. */
  public static PlaneLayout of(VideoFormat video) {
    int evenRows = (1 << PixelFormats.chromaShiftY(video.format())) - 1;
    return consecutive(video, GSTREAMER_ALIGNMENT, (video.height() + evenRows) & ~evenRows);
  }

  /** The layout without any padding. */
  public static PlaneLayout tight(VideoFormat video) {
    return consecutive(video, 1, video.height());
  }

  private static PlaneLayout consecutive(VideoFormat video, int alignment, int lumaRows) {
    PixelFormat format = video.format();
    long[] offsets = new long[PixelFormats.planes(format)];
    int[] strides = new int[offsets.length];
    long end = 0;
    for (int p = 0; p < offsets.length; p++) {
      offsets[p] = end;
      strides[p] = (PixelFormats.rowBytes(format, p, video.width()) + alignment - 1) & -alignment;
      int rows = p == 0 ? lumaRows : PixelFormats.planeHeight(format, p, video.height());
      end += (long) strides[p] * rows;
    }
    return new PlaneLayout(video, offsets, strides, end);
  }

  /**
   * A layout that a device or a decoder dictates. Planes may overlap (the caller knows).
   *
   * @param offsets first byte of each plane in the buffer
   * @param strides bytes from row to row of each plane
   * @param size bytes of the buffer
   * @throws IllegalArgumentException if the counts differ from the format's planes, a stride is
   *     shorter than a row, or a plane does not lie within the size
   */
  public static PlaneLayout of(VideoFormat video, long[] offsets, int[] strides, long size) {
    int planes = PixelFormats.planes(video.format());
    if (offsets.length != planes || strides.length != planes) {
      throw new IllegalArgumentException(
          "wrong number of planes offsets="
              + offsets.length
              + " strides="
              + strides.length
              + " planes="
              + planes);
    }
    PlaneLayout layout = new PlaneLayout(video, offsets.clone(), strides.clone(), size);
    for (int p = 0; p < planes; p++) {
      long used = (long) layout.strides[p] * (layout.planeHeight(p) - 1) + layout.rowBytes(p);
      if (layout.strides[p] < layout.rowBytes(p)
          || layout.offsets[p] < 0
          || used > size // before the difference, which a negative size would have overflow
          || layout.offsets[p] > size - used) {
        throw new IllegalArgumentException(
            "plane does not fit plane="
                + p
                + " offset="
                + offsets[p]
                + " stride="
                + strides[p]
                + " rowBytes="
                + layout.rowBytes(p)
                + " size="
                + size);
      }
    }
    return layout;
  }

  /** Number of planes. */
  public int planes() {
    return offsets.length;
  }

  /** First byte of the plane in the buffer. */
  public long offset(int plane) {
    return offsets[plane];
  }

  /** Bytes from one row of the plane to the next. */
  public int stride(int plane) {
    return strides[plane];
  }

  /** Positions in a row of the plane, see {@link PixelFormats}: samples, UV pairs, or pixels. */
  public int planeWidth(int plane) {
    return PixelFormats.planeWidth(format, Objects.checkIndex(plane, offsets.length), width);
  }

  /** Rows of the plane that hold picture. */
  public int planeHeight(int plane) {
    return PixelFormats.planeHeight(format, Objects.checkIndex(plane, offsets.length), height);
  }

  /** Bytes of a row of the plane that hold picture. */
  public int rowBytes(int plane) {
    return PixelFormats.rowBytes(format, plane, width);
  }

  /** Bytes of the frame. */
  public long size() {
    return size;
  }

  /** Whether as many planes lie at the same places, whatever their format. */
  public boolean liesLike(PlaneLayout other) {
    return size == other.size
        && Arrays.equals(offsets, other.offsets)
        && Arrays.equals(strides, other.strides);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PlaneLayout l
        && format == l.format
        && width == l.width
        && height == l.height
        && size == l.size
        && Arrays.equals(offsets, l.offsets)
        && Arrays.equals(strides, l.strides);
  }

  @Override
  public int hashCode() {
    return Objects.hash(format, width, height, size, Arrays.hashCode(strides));
  }

  @Override
  public String toString() {
    return format
        + " "
        + width
        + "x"
        + height
        + " offsets="
        + Arrays.toString(offsets)
        + " strides="
        + Arrays.toString(strides)
        + " size="
        + size;
  }
}
