package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Prints milliseconds per 1080p picture and pair of formats, vector and scalar: median of 5 rounds
 * of 40 pictures after a round to warm up, always the same buffers. Not a test: run {@code main},
 * with a pair as I420:RGBA, or with several, or none for all, which does the vector loops only.
 * YUYV=UYVY puts the output in the place of the input.
 */
final class ConvertSpeed {
  private static final int WIDTH = 1920;
  private static final int HEIGHT = Integer.getInteger("height", 1080);

  private ConvertSpeed() {}

  public static void main(String[] pairs) {
    List<String> all = new ArrayList<>(List.of(pairs));
    if (all.isEmpty()) {
      for (PixelFormat from : PixelFormat.values()) {
        for (PixelFormat to : PixelFormat.values()) {
          all.add(from + ":" + to);
        }
      }
    }
    System.out.println("vector usable: " + VectorSupport.usable());
    for (String pair : all) {
      boolean inPlace = pair.contains("=");
      String[] formats = pair.split("[:=]");
      PixelFormat from = PixelFormat.valueOf(formats[0]);
      PixelFormat to = PixelFormat.valueOf(formats[1]);
      if (from != to || pairs.length > 0) {
        String vector = measure(from, to, inPlace, VectorSupport.rows());
        String scalar = pairs.length != 1 ? "" : measure(from, to, inPlace, ScalarRows.INSTANCE);
        System.out.printf("%-19s vector %s   scalar %s%n", pair, vector, scalar);
      }
    }
  }

  private static String measure(
      PixelFormat from, PixelFormat to, boolean inPlace, RowKernels rows) {
    try (Arena arena = Arena.ofShared()) {
      Picture in = picture(arena, from);
      Picture out = picture(arena, to);
      if (inPlace) {
        out.pack(in.segment(), 0);
      }
      byte[] noise = new byte[(int) in.packedBytes()];
      new Random(1).nextBytes(noise);
      MemorySegment.copy(
          noise, 0, in.segment(), java.lang.foreign.ValueLayout.JAVA_BYTE, 0, noise.length);
      Converter converter =
          new Converter(
              new VideoFormat(from, WIDTH, HEIGHT, Fraction.ZERO),
              new VideoFormat(to, WIDTH, HEIGHT, Fraction.ZERO),
              true,
              RowChoice.only(rows));
      double[] rounds = new double[6];
      for (int i = 0; i < rounds.length; i++) {
        long start = System.nanoTime();
        for (int k = 0; k < 40; k++) {
          converter.convert(in, out);
        }
        rounds[i] = (System.nanoTime() - start) / 40e6;
      }
      double[] warm = Arrays.copyOfRange(rounds, 1, 6);
      Arrays.sort(warm);
      return "%6.2f ms".formatted(warm[2]);
    }
  }

  private static Picture picture(Arena arena, PixelFormat format) {
    Picture picture = new Picture(format, WIDTH, HEIGHT);
    picture.pack(arena.allocate(picture.packedBytes(), 64), 0);
    return picture;
  }
}
