package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/**
 * Where the planes of one picture lie in memory. Mutable, so that an element can keep one object
 * and point it at every frame; it never owns the memory. One thread at a time.
 */
public final class Picture {
  /** Largest width and height in pixels. */
  public static final int MAX_SIDE = 32_768;

  private final PixelFormat format;
  private final int width;
  private final int height;
  private final long[] offsets = new long[3];
  private final int[] strides = new int[3];
  private MemorySegment segment = MemorySegment.NULL;

  /**
   * A picture without memory yet.
   *
   * @throws IllegalArgumentException if a side is not in 1 to {@link #MAX_SIDE}
   */
  public Picture(PixelFormat format, int width, int height) {
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "picture size out of range width=" + width + " height=" + height);
    }
    this.format = format;
    this.width = width;
    this.height = height;
  }

  /** Sets the memory that all planes lie in. */
  public void memory(MemorySegment memory) {
    segment = memory;
  }

  /**
   * Places a plane.
   *
   * @param plane number of the plane
   * @param offset first byte of the plane in the segment
   * @param stride bytes from one row to the next
   * @throws IllegalArgumentException if rows overlap or the plane leaves the segment
   */
  public void plane(int plane, long offset, int stride) {
    long rowBytes = rowBytes(plane);
    long used = (long) (rows(plane) - 1) * stride + rowBytes;
    long bytes = segment.byteSize();
    if (stride < rowBytes || offset < 0 || used > bytes || offset > bytes - used) {
      throw badPlane(plane, offset, stride);
    }
    offsets[plane] = offset;
    strides[plane] = stride;
  }

  private IllegalArgumentException badPlane(int plane, long offset, int stride) {
    return new IllegalArgumentException(
        "plane does not fit its memory format=%s width=%d height=%d plane=%d offset=%d stride=%d bytes=%d"
            .formatted(format, width, height, plane, offset, stride, segment.byteSize()));
  }

  /** Places all planes one after the other without padding, from {@code offset} on. */
  public void pack(MemorySegment memory, long offset) {
    memory(memory);
    long at = offset;
    for (int p = 0; p < planes(); p++) {
      plane(p, at, rowBytes(p));
      at += (long) rowBytes(p) * rows(p);
    }
  }

  /** Bytes of the picture without padding. */
  public long packedBytes() {
    long bytes = 0;
    for (int p = 0; p < planes(); p++) {
      bytes += (long) rowBytes(p) * rows(p);
    }
    return bytes;
  }

  /** Pixel format. */
  public PixelFormat format() {
    return format;
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The memory that all planes lie in. */
  public MemorySegment segment() {
    return segment;
  }

  /** First byte of a row of a plane. */
  public long row(int plane, int y) {
    return offsets[plane] + (long) y * strides[plane];
  }

  /** Number of planes. */
  public int planes() {
    return planes(format);
  }

  /** Rows of a plane. */
  public int rows(int plane) {
    return plane > 0 ? (height + 1) >> 1 : height;
  }

  /** Bytes of a row of a plane, without padding. */
  public int rowBytes(int plane) {
    return rowBytes(format, plane, width);
  }

  /** Bytes that {@code pixels} take in a row of a plane. */
  public static int rowBytes(PixelFormat format, int plane, int pixels) {
    int pairs = (pixels + 1) >> 1;
    return switch (format) {
      case I420 -> plane == 0 ? pixels : pairs;
      case NV12 -> plane == 0 ? pixels : 2 * pairs;
      case YUYV, UYVY -> 4 * pairs;
      case RGBA, BGRA -> 4 * pixels;
      case RGB -> 3 * pixels;
      case GRAY8 -> pixels;
      case I420_10LE -> 2 * (plane == 0 ? pixels : pairs);
    };
  }

  /** Number of planes of a format. */
  public static int planes(PixelFormat format) {
    return switch (format) {
      case I420, I420_10LE -> 3;
      case NV12 -> 2;
      case YUYV, UYVY, RGBA, BGRA, RGB, GRAY8 -> 1;
    };
  }
}
