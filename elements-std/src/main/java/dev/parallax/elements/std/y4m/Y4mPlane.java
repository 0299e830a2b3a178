package dev.parallax.elements.std.y4m;

import dev.parallax.annotations.PixelFormat;

/**
 * One plane of a picture in a file, and where its samples are in the pipeline's format.
 *
 * @param rowBytes bytes of a row in the file
 * @param rows rows
 * @param plane plane of the pipeline's format
 * @param first byte of a row there that the first sample has
 * @param step bytes from sample to sample there; equal to the bytes of a sample for planar formats
 * @param sampleBytes bytes of a sample
 */
record Y4mPlane(int rowBytes, int rows, int plane, int first, int step, int sampleBytes) {
  /** Whether rows are the same on both sides. */
  boolean isPlain() {
    return step == sampleBytes;
  }

  long bytes() {
    return (long) rowBytes * rows;
  }

  /** The planes of a file in order: Y, U, V or Y alone. */
  static Y4mPlane[] of(PixelFormat format, int width, int height) {
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    return switch (format) {
      case I420 -> planar(width, height, halfWidth, halfHeight, 1);
      case I420_10LE -> planar(width, height, halfWidth, halfHeight, 2);
      case NV12 ->
          new Y4mPlane[] {
            new Y4mPlane(width, height, 0, 0, 1, 1),
            new Y4mPlane(halfWidth, halfHeight, 1, 0, 2, 1),
            new Y4mPlane(halfWidth, halfHeight, 1, 1, 2, 1)
          };
      case YUYV -> packed(width, height, halfWidth, 0, 1, 3);
      case UYVY -> packed(width, height, halfWidth, 1, 0, 2);
      case GRAY8 -> new Y4mPlane[] {new Y4mPlane(width, height, 0, 0, 1, 1)};
      case RGBA, BGRA, RGB -> throw new IllegalArgumentException("not for y4m format=" + format);
    };
  }

  private static Y4mPlane[] planar(int w, int h, int halfW, int halfH, int bytes) {
    return new Y4mPlane[] {
      new Y4mPlane(w * bytes, h, 0, 0, bytes, bytes),
      new Y4mPlane(halfW * bytes, halfH, 1, 0, bytes, bytes),
      new Y4mPlane(halfW * bytes, halfH, 2, 0, bytes, bytes)
    };
  }

  private static Y4mPlane[] packed(int w, int h, int halfW, int y, int u, int v) {
    return new Y4mPlane[] {
      new Y4mPlane(w, h, 0, y, 2, 1),
      new Y4mPlane(halfW, h, 0, u, 4, 1),
      new Y4mPlane(halfW, h, 0, v, 4, 1)
    };
  }

  /** Bytes of a picture in the file. */
  static long bytes(Y4mPlane[] planes) {
    long sum = 0;
    for (Y4mPlane plane : planes) {
      sum += plane.bytes();
    }
    return sum;
  }
}
