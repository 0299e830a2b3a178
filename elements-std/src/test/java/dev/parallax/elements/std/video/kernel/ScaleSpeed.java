package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Prints milliseconds per picture scaled, vector and scalar: median of 5 rounds of 20. Not a test:
 * run {@code main}.
 */
final class ScaleSpeed {
  private ScaleSpeed() {}

  public static void main(String[] formats) {
    String[] all = formats.length > 0 ? formats : "I420 NV12 YUYV RGB RGBA".split(" ");
    int[][] sizes = {{1920, 1080, 1280, 720}, {1280, 720, 1920, 1080}, {1920, 1080, 320, 180}};
    for (String name : all) {
      for (int[] s : sizes) {
        PixelFormat format = PixelFormat.valueOf(name);
        System.out.printf(
            "%-5s %s bilinear vector %.2f scalar %.2f nearest %.2f lanczos %.2f ms%n",
            name,
            Arrays.toString(s),
            measure(format, s, Interpolation.LINEAR, VectorSupport.rows()),
            measure(format, s, Interpolation.LINEAR, ScalarRows.INSTANCE),
            measure(format, s, Interpolation.NEAREST, VectorSupport.rows()),
            measure(format, s, Interpolation.LANCZOS, VectorSupport.rows()));
      }
    }
  }

  private static double measure(PixelFormat format, int[] s, Interpolation way, RowKernels rows) {
    try (Arena arena = Arena.ofShared()) {
      Letterbox box = Letterbox.whole(s[2], s[3]);
      RowChoice choice = RowChoice.only(rows);
      return median(
          Scalers.of(format, s[0], s[1], s[2], s[3], way, 2, box, choice),
          Pictures.noise(arena, format, s[0], s[1], 0, 1),
          Pictures.noise(arena, format, s[2], s[3], 0, 1));
    }
  }

  private static double median(PictureScaler scaler, Picture in, Picture out) {
    double[] rounds = new double[7];
    for (int i = 0; i < rounds.length; i++) {
      long start = System.nanoTime();
      for (int k = 0; k < 20; k++) {
        scaler.scale(in, out);
      }
      rounds[i] = (System.nanoTime() - start) / 20e6;
    }
    double[] warm = Arrays.copyOfRange(rounds, 2, 7);
    Arrays.sort(warm);
    return warm[2];
  }
}
