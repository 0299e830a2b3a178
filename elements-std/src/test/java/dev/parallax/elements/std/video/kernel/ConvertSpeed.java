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
 * Prints milliseconds per 1080p picture and pair of formats: median and smallest of 21 rounds of 20
 * pictures after 4 to warm up, always the same buffers, and the same of a plain copy of as many
 * bytes as the pair reads and writes, between the same buffers, round by round in turn. Not a test:
 * run {@code main}, with pairs as I420:RGBA, or none for all. A single pair is done by the loops
 * without vectors, too. YUYV=UYVY puts the output in the place of the input; its copy is one of
 * half of the picture to the other half.
 */
final class ConvertSpeed {
  private static final int WIDTH = 1920;
  private static final int HEIGHT = Integer.getInteger("height", 1080);

  private static final int WARM = 4;
  private static final int ROUNDS = 21;
  private static final int PICTURES = 20;
  private static final long PIECE = 1 << 18;

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
      long moved = (in.packedBytes() + out.packedBytes()) / 2;
      MemorySegment source = in.segment();
      MemorySegment target = out.segment();
      long targetAt = inPlace ? source.byteSize() / 2 : 0;
      long both = Math.min(source.byteSize(), target.byteSize() - targetAt);
      double[] rounds = new double[ROUNDS];
      double[] copies = new double[ROUNDS];
      for (int i = -WARM; i < ROUNDS; i++) {
        long start = System.nanoTime();
        for (int k = 0; k < PICTURES; k++) {
          converter.convert(in, out);
        }
        long between = System.nanoTime();
        for (int k = 0; k < PICTURES; k++) {
          // Above 2 MB the JDK copies past the caches, which is slower here. The buffers differ in
          // size: what one of them lacks is copied once more.
          for (long done = 0; done < moved; done += PIECE) {
            long at = done % (both - PIECE);
            MemorySegment.copy(source, at, target, targetAt + at, Math.min(PIECE, moved - done));
          }
        }
        if (i >= 0) {
          rounds[i] = (between - start) / (PICTURES * 1e6);
          copies[i] = (System.nanoTime() - between) / (PICTURES * 1e6);
        }
      }
      Arrays.sort(rounds);
      Arrays.sort(copies);
      int middle = ROUNDS / 2;
      return "%.3f (%.3f) copy %.3f (%.3f)"
          .formatted(rounds[middle], rounds[0], copies[middle], copies[0]);
    }
  }

  private static Picture picture(Arena arena, PixelFormat format) {
    Picture picture = new Picture(format, WIDTH, HEIGHT);
    picture.pack(arena.allocate(picture.packedBytes(), 64), 0);
    return picture;
  }
}
