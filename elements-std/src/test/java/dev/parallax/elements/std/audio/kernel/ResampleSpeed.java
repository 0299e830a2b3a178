package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;

/**
 * Prints microseconds per 1024 input frames of the resampler, always the same buffers: smallest and
 * median of 30 rounds of 1000 blocks after 5 to warm up. Not a test: run {@code main} with format,
 * channels, rates and quality, such as S16LE 2 44100 48000 4.
 */
final class ResampleSpeed {
  private static final int FRAMES = 1024;

  private ResampleSpeed() {}

  public static void main(String[] args) {
    SampleFormat sample = SampleFormat.valueOf(args[0]);
    AudioFormat format =
        AudioFormat.of(sample, Integer.parseInt(args[2]), Integer.parseInt(args[1]));
    int out = Integer.parseInt(args[3]);
    Resampler resampler = new Resampler(format, out, Integer.parseInt(args[4]), 1 << 20);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment from = arena.allocate((long) FRAMES * format.bytesPerFrame(), 64);
      MemorySegment to = arena.allocate((2L + out / format.rate()) * from.byteSize(), 64);
      Random random = new Random(1);
      for (long i = 0; i + 4 <= from.byteSize(); i += 4) {
        if (sample == SampleFormat.F32LE) {
          from.set(ValueLayout.JAVA_FLOAT, i, random.nextFloat() - 0.5f);
        } else {
          from.set(ValueLayout.JAVA_INT, i, random.nextInt());
        }
      }
      double[] rounds = new double[35];
      for (int i = 0; i < rounds.length; i++) {
        long start = System.nanoTime();
        for (int k = 0; k < 1000; k++) {
          resampler.process(from, 0, FRAMES, to, 0);
        }
        rounds[i] = (System.nanoTime() - start) / 1e6;
      }
      double[] warm = Arrays.copyOfRange(rounds, 5, rounds.length);
      Arrays.sort(warm);
      System.out.printf("%s: %.2f us, median %.2f%n", Arrays.asList(args), warm[0], warm[15]);
    }
  }
}
