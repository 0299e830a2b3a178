package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;

/** A picture of waves and a little noise, and what the encoder made of it. */
record MadeJpeg(Picture picture, byte[] jpeg) {
  static MadeJpeg of(
      PixelFormat format,
      int width,
      int height,
      JpegSubsampling sampling,
      int restartInterval,
      boolean optimize,
      int quality,
      int seed) {
    return of(
        paint(format, width, height, seed),
        sampling,
        restartInterval,
        optimize,
        quality,
        ScalarJpegEncodeKernels.INSTANCE);
  }

  static MadeJpeg of(
      Picture picture,
      JpegSubsampling sampling,
      int restartInterval,
      boolean optimize,
      int quality,
      JpegEncodeKernels kernels) {
    JpegEncoder encoder =
        new JpegEncoder(
            picture.format(),
            picture.width(),
            picture.height(),
            sampling,
            restartInterval,
            optimize,
            kernels);
    int length = encoder.encode(picture, quality);
    byte[] once = Arrays.copyOf(encoder.bytes(), length);
    int again = encoder.encode(picture, quality);
    if (!Arrays.equals(once, Arrays.copyOf(encoder.bytes(), again))) {
      throw new IllegalStateException("the same picture was encoded differently");
    }
    return new MadeJpeg(picture, once);
  }

  /** Samples of all planes in the limited range. */
  static Picture paint(PixelFormat format, int width, int height, int seed) {
    Random random = new Random(seed);
    Picture picture = new Picture(format, width, height);
    MemorySegment memory = Arena.ofAuto().allocate(picture.packedBytes());
    picture.pack(memory, 0);
    for (int p = 0; p < picture.planes(); p++) {
      for (int y = 0; y < picture.rows(p); y++) {
        for (int x = 0; x < picture.rowBytes(p); x++) {
          double wave = Math.sin((x + 3 * seed) * 0.05) * Math.cos(y * 0.07 + p);
          int value = (int) (128 + 100 * wave) + random.nextInt(5) - 2;
          memory.set(ValueLayout.JAVA_BYTE, picture.row(p, y) + x, (byte) value);
        }
      }
    }
    return picture;
  }
}
