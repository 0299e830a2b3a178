package dev.parallax.elements.std.raw;

import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;

/** Where the planes of a picture are in a stream of raw pictures, from properties. */
final class RawVideoLayout {
  private static final int MAX_PLANES = 4;

  private RawVideoLayout() {}

  /**
   * The layout.
   *
   * @param offsets of the planes in bytes, separated by commas; empty: one plane behind the other
   * @param strides of the planes in bytes, separated by commas; empty: rows are rounded up to 4
   * @param frameBytes from picture to picture; 0: no gap
   * @throws IllegalArgumentException when they do not fit the format
   */
  static PlaneLayout of(VideoFormat format, String offsets, String strides, long frameBytes) {
    PlaneLayout usual = PlaneLayout.of(format);
    int planes = usual.planes();
    int[] stride = new int[planes];
    long[] given = numbers("plane-strides", strides, planes);
    for (int p = 0; p < planes; p++) {
      stride[p] = given.length == 0 ? usual.stride(p) : Math.toIntExact(given[p]);
    }
    long[] offset = numbers("plane-offsets", offsets, planes);
    if (offset.length == 0) {
      offset = consecutive(usual, stride);
    }
    long end = 0;
    for (int p = 0; p < planes; p++) {
      end = Math.max(end, offset[p] + (long) stride[p] * rows(usual, p));
    }
    return PlaneLayout.of(format, offset, stride, frameBytes == 0 ? end : frameBytes);
  }

  /** As far as the usual layout has room for them, so that the two agree without properties. */
  private static int rows(PlaneLayout usual, int plane) {
    long end = plane + 1 < usual.planes() ? usual.offset(plane + 1) : usual.size();
    return (int) ((end - usual.offset(plane)) / usual.stride(plane));
  }

  private static long[] consecutive(PlaneLayout usual, int[] stride) {
    long[] offset = new long[stride.length];
    for (int p = 1; p < stride.length; p++) {
      offset[p] = offset[p - 1] + (long) stride[p - 1] * rows(usual, p - 1);
    }
    return offset;
  }

  private static long[] numbers(String property, String text, int planes) {
    if (text.isBlank()) {
      return new long[0];
    }
    String[] words = text.split(",", MAX_PLANES + 1);
    if (words.length != planes) {
      throw new IllegalArgumentException(
          property + " has another number of planes than the format planes=" + planes + " "
              + property + "=" + text);
    }
    long[] numbers = new long[planes];
    for (int p = 0; p < planes; p++) {
      try {
        numbers[p] = Integer.parseUnsignedInt(words[p].strip()) & 0xffff_ffffL;
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            property + " is no list of whole numbers " + property + "=" + text, e);
      }
      if (numbers[p] > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(property + " is out of range " + property + "=" + text);
      }
    }
    return numbers;
  }
}
