package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.Stream;

/** Pictures for tests: padded, between guard bytes, filled with noise. */
final class Pictures {
  private static final int GUARD = 96;

  private Pictures() {}

  static Stream<PixelFormat> formats() {
    return Stream.of(PixelFormat.values());
  }

  /**
   * A picture whose rows have {@code padding} bytes after them; everything is noise of {@code
   * seed}.
   */
  static Picture noise(
      Arena arena, PixelFormat format, int width, int height, int padding, long seed) {
    Picture picture = new Picture(format, width, height);
    long size = GUARD;
    for (int p = 0; p < picture.planes(); p++) {
      size += (long) (picture.rowBytes(p) + padding) * picture.rows(p) + GUARD;
    }
    MemorySegment memory = arena.allocate(size, 1);
    byte[] bytes = new byte[(int) size];
    new Random(seed).nextBytes(bytes);
    MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
    picture.memory(memory);
    long at = GUARD;
    for (int p = 0; p < picture.planes(); p++) {
      int stride = picture.rowBytes(p) + padding;
      picture.plane(p, at, stride);
      at += (long) stride * picture.rows(p) + GUARD;
    }
    return picture;
  }

  /** Everything, guards and padding included. */
  static byte[] bytes(Picture picture) {
    return picture.segment().toArray(JAVA_BYTE);
  }

  /**
   * The same bytes with every byte of the picture itself set to 0, so that only padding and guards
   * are left.
   */
  static byte[] outside(Picture picture) {
    byte[] bytes = bytes(picture);
    for (int p = 0; p < picture.planes(); p++) {
      for (int r = 0; r < picture.rows(p); r++) {
        int at = (int) picture.row(p, r);
        java.util.Arrays.fill(bytes, at, at + picture.rowBytes(p), (byte) 0);
      }
    }
    return bytes;
  }

  static int u8(Picture picture, int plane, int x, int y) {
    return picture.segment().get(JAVA_BYTE, picture.row(plane, y) + x) & 0xff;
  }
}
