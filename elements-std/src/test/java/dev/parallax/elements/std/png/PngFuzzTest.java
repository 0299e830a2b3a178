package dev.parallax.elements.std.png;

import static org.assertj.core.api.Assertions.assertThat;

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
class PngFuzzTest {
  private static final int RUNS = 6000;

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesAreMutated() {
    List<byte[]> seeds = new ArrayList<>();
    for (TinyPng.Kind kind : TinyPng.kinds()) {
      seeds.add(TinyPng.file(kind, 19, 11));
    }
    assertThat(failures(seeds)).isGreaterThan(RUNS / 4);
  }

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesOfTheCorpusAreMutated() {
    List<byte[]> seeds = Corpus.seeds("png_.*|.*\\.png", 8 << 10, "png", "malformed");
    assertThat(seeds).hasSizeGreaterThan(80);
    assertThat(failures(seeds)).isGreaterThan(RUNS / 4);
  }

  private static int failures(List<byte[]> seeds) {
    Random random = new Random(20260103);
    int[] failed = new int[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int run = 0; run < RUNS; run++) {
            byte[] mutant = mutate(seeds.get(run % seeds.size()), random);
            try {
              DecodedPng.of(mutant, 1 + random.nextInt(300));
            } catch (StreamException e) {
              assertThat(e.getMessage()).startsWith("png ").doesNotContain("null");
              failed[0]++;
            } catch (RuntimeException e) {
              throw new AssertionError("run=" + run, e);
            }
          }
        });
    return failed[0];
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] mutant = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = 8 + random.nextInt(mutant.length - 8);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 ->
            Arrays.fill(mutant, at, Math.min(mutant.length, at + random.nextInt(9)), (byte) 0xff);
        default -> mutant = random.nextInt(4) > 0 ? mutant : Arrays.copyOf(mutant, Math.max(9, at));
      }
    }
    if (random.nextInt(8) > 0) {
      TinyPng.fixChecks(mutant); // so that mutants get past them
    }
    return mutant;
  }
}
