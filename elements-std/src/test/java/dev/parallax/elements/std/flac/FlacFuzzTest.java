package dev.parallax.elements.std.flac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.Corpus;
import dev.parallax.runtime.element.StreamException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Damaged inputs give the declared exception or samples, nothing else, and in bounded time. */
class FlacFuzzTest {
  private static final int RUNS = 4000;

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesAreMutated() {
    assertThat(failures(seeds())).isGreaterThan(RUNS / 4);
  }

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesOfTheCorpusAreMutated() {
    List<byte[]> seeds = Corpus.seeds(".*\\.flac", 40 << 10, "flac_misc", "malformed");
    assertThat(seeds).hasSizeGreaterThan(15);
    assertThat(failures(seeds)).isGreaterThan(RUNS / 4);
  }

  private static int failures(List<byte[]> seeds) {
    Random random = new Random(20260101);
    int[] failed = new int[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (int run = 0; run < RUNS; run++) {
            byte[] mutant = mutate(seeds.get(run % seeds.size()), random);
            try {
              Decoded.of(mutant, 1 + random.nextInt(3000));
            } catch (StreamException e) {
              assertThat(e.getMessage()).startsWith("flac").doesNotContain("null");
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
    for (TinyFlac.Kind kind : TinyFlac.Kind.values()) {
      for (int bits : new int[] {8, 16, 32}) {
        TinyFlac flac = new TinyFlac(44100, 2, bits);
        flac.kind = bits == 32 && kind == TinyFlac.Kind.ESCAPED ? TinyFlac.Kind.VERBATIM : kind;
        flac.longRice = bits > 8;
        flac.assignment = 10;
        flac.frame(FlacStreamTest.signal(2, bits, 96, 1, 0, false));
        flac.frame(FlacStreamTest.signal(2, bits, 96, 2, 0, false));
        seeds.add(flac.file(TinyFlac.block(4, FlacStreamTest.comments("TITLE=x", "A=b"))));
      }
    }
    return seeds;
  }

  static byte[] mutate(byte[] seed, Random random) {
    byte[] mutant = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(random.nextBoolean() ? mutant.length : Math.min(mutant.length, 160));
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 ->
            java.util.Arrays.fill(
                mutant, at, Math.min(mutant.length, at + random.nextInt(12)), (byte) 0xff);
        default ->
            mutant =
                random.nextInt(4) > 0 ? mutant : java.util.Arrays.copyOf(mutant, Math.max(1, at));
      }
    }
    return fixCrc(mutant, random);
  }

  /** Now and then makes the frame's header sum right, so that mutants get past it. */
  private static byte[] fixCrc(byte[] mutant, Random random) {
    for (int i = 42; random.nextBoolean() && i + 12 < mutant.length; i++) {
      if (mutant[i] == (byte) 0xff && (mutant[i + 1] & 0xfe) == 0xf8) {
        mutant[i + 7] = (byte) FlacCrc.crc8(mutant, i, i + 7);
        return mutant;
      }
    }
    return mutant;
  }
}
