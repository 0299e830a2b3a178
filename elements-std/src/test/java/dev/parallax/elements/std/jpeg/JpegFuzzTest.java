package dev.parallax.elements.std.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.Corpus;
import dev.parallax.runtime.element.StreamException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Damaged inputs give the declared exception or pictures, nothing else, and in bounded time. */
class JpegFuzzTest {
  private static final int RUNS = 6000;

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesAreMutated() {
    assertThat(failures(seeds())).isGreaterThan(RUNS / 4);
  }

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesOfTheCorpusAreMutated() {
    List<byte[]> seeds = Corpus.seeds("jpe?g_.*|.*\\.jpe?g", 8 << 10, "jpeg", "malformed");
    assertThat(seeds).hasSizeGreaterThan(40);
    assertThat(failures(seeds)).isGreaterThan(RUNS / 4);
  }

  private static int failures(List<byte[]> seeds) {
    Random random = new Random(20260102);
    int[] failed = new int[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int run = 0; run < RUNS; run++) {
            byte[] mutant = mutate(seeds.get(run % seeds.size()), random);
            try {
              new DecodedJpeg(ScalarJpegKernels.INSTANCE, null, 1 << 16)
                  .run(mutant, 1 + random.nextInt(3000));
            } catch (StreamException e) {
              assertThat(e.getMessage()).startsWith("jpeg ").doesNotContain("null");
              failed[0]++;
            } catch (RuntimeException e) {
              throw new AssertionError("run=" + run, e);
            }
          }
        });
    return failed[0];
  }

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (JpegSubsampling sampling : JpegSubsampling.values()) {
      for (PixelFormat format :
          new PixelFormat[] {PixelFormat.GRAY8, PixelFormat.RGB, PixelFormat.I420}) {
        for (int restart : new int[] {0, 3}) {
          seeds.add(
              MadeJpeg.of(format, 37, 29, sampling, restart, restart > 0, 80, (int) 7L).jpeg());
        }
      }
    }
    seeds.add(TinyProgressive.file(33, 17, false));
    seeds.add(TinyProgressive.file(16, 40, true));
    return seeds;
  }

  static byte[] mutate(byte[] seed, Random random) {
    byte[] mutant = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(random.nextBoolean() ? mutant.length : Math.min(mutant.length, 700));
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 ->
            Arrays.fill(mutant, at, Math.min(mutant.length, at + random.nextInt(9)), (byte) 0xff);
        case 3 -> {
          if (at + 1 < mutant.length) { // a marker in the middle of something
            mutant[at] = (byte) 0xff;
            mutant[at + 1] = (byte) (0xc0 + random.nextInt(0x20));
          }
        }
        default -> mutant = random.nextInt(4) > 0 ? mutant : Arrays.copyOf(mutant, Math.max(1, at));
      }
    }
    return mutant;
  }
}
