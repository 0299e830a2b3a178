package dev.parallax.elements.std.flac;

import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/**
 * Speed of the encoder alone, in multiples of real time: {@code FlacSpeed [QUALITY...]}. The music
 * is made up: chords with noise, 44.1 kHz, stereo, 16 bits.
 */
final class FlacSpeed {
  private static final int SECONDS = 20;
  private static final int RATE = 44_100;
  private static final int ROUNDS = 12;

  private FlacSpeed() {}

  /** Runs it. */
  public static void main(String... qualities) throws Exception {
    AudioFormat format = Encoded.format(16, RATE, 2);
    MemorySegment pcm = MemorySegment.ofArray(music());
    for (String quality : qualities.length == 0 ? new String[] {"0", "5", "8"} : qualities) {
      FlacLevel level = FlacLevel.of(Integer.parseInt(quality));
      long best = Long.MAX_VALUE;
      long[] bytes = new long[1];
      for (int round = 0; round < ROUNDS; round++) {
        bytes[0] = 0;
        long start = System.nanoTime();
        FlacEncoder encoder = new FlacEncoder(format, level, (b, length, n) -> bytes[0] += length);
        encoder.add(pcm, 0, (long) SECONDS * RATE);
        encoder.finish();
        best = Math.min(best, System.nanoTime() - start);
      }
      System.out.printf(
          "quality %s: %.0f times real time, %.1f ns a sample of both channels, %d bytes%n",
          quality, SECONDS * 1e9 / best, (double) best / SECONDS / RATE, bytes[0]);
    }
  }

  private static byte[] music() {
    Random random = new Random(1);
    long[][] x = new long[2][SECONDS * RATE];
    for (int i = 0; i < x[0].length; i++) {
      double tone = 3000 * Math.sin(i * 0.031) + 2000 * Math.sin(i * 0.047 + i / RATE);
      x[0][i] = (long) (tone + 900 * Math.sin(i * 0.4) + random.nextGaussian() * 40);
      x[1][i] = (long) (tone * 0.8 + random.nextGaussian() * 60);
    }
    return Encoded.pcm(x, 2);
  }
}
