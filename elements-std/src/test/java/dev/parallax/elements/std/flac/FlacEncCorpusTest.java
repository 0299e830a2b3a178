package dev.parallax.elements.std.flac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.Corpus;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Music of the corpus, encoded anew: the same md5, and files that the reference decoder ({@code
 * flac}, where it is installed) accepts and makes no smaller.
 */
class FlacEncCorpusTest {
  private static final long PATIENCE_S = 60;

  @TempDir Path dir;

  private static boolean succeeds(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
        .as(List.of(command).toString())
        .isTrue();
    return process.exitValue() == 0;
  }

  private static void assumeFlac() throws Exception {
    boolean there;
    try {
      there = succeeds("flac", "--version");
    } catch (IOException e) {
      there = false;
    }
    Assumptions.assumeTrue(there, "the command flac is not installed");
  }

  private Path encode(Path flac, int quality) {
    Path out = dir.resolve("out.flac");
    Path in = dir.resolve("in.flac");
    try {
      Files.deleteIfExists(in);
      Files.createSymbolicLink(in, flac);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    String text =
        "filesrc location=%s ! flacdec ! flacenc quality=%d ! filesink location=%s"
            .formatted(in, quality, out);
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
    }
    return out;
  }

  @Test
  void shouldKeepEverySampleWhenMusicIsEncodedAnew() throws Exception {
    Corpus.set("flac_ietf_subset");
    for (Path file : Corpus.files("flac_ietf_subset", ".flac")) {
      byte[] original = Files.readAllBytes(file);
      byte[] ours = Files.readAllBytes(encode(file, 5));
      Decoded decoded = Decoded.of(ours, 1 << 16);
      assertThat(decoded.warnings).as(file.toString()).isEmpty();
      assertThat(decoded.md5()).isEqualTo(Decoded.of(original, 1 << 16).md5());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 8})
  void shouldPleaseTheReferenceWhenMusicIsEncodedAnew(int quality) throws Exception {
    Corpus.set("flac_ietf_subset");
    assumeFlac();
    long ours = 0;
    long theirs = 0;
    List<Path> files = Corpus.files("flac_ietf_subset", ".flac");
    for (Path file : quality == 5 ? files : files.subList(0, 3)) {
      Path out = encode(file, quality);
      assertThat(succeeds("flac", "-t", "-w", out.toString())).as(file.toString()).isTrue();
      Path wav = dir.resolve("a.wav");
      Path reference = dir.resolve("a.flac");
      assertThat(succeeds("flac", "-d", "-f", "-o", wav.toString(), out.toString())).isTrue();
      assertThat(
              succeeds(
                  "flac",
                  "-" + quality,
                  "-f",
                  "--no-padding",
                  "--no-seektable",
                  "-o",
                  reference.toString(),
                  wav.toString()))
          .isTrue();
      ours += Files.size(out);
      theirs += Files.size(reference);
    }
    assertThat(ours).isLessThan(theirs * 102 / 100);
  }

  @Test
  void shouldPleaseTheReferenceWhenFormatsAreUncommon() throws Exception {
    assumeFlac();
    for (int bits : new int[] {4, 8, 12, 16, 20, 24, 32}) {
      for (int channels : new int[] {1, 2, 8}) {
        for (int rate : new int[] {1, 12345, 44100, 655_350, 1_048_575}) {
          var format = Encoded.format(bits, rate, channels);
          byte[] pcm = FlacEncoderTest.Signal.CHORD.pcm(5000, format);
          byte[] flac = Encoded.with(format, 7, java.util.Map.of("title", "x"), pcm).file;
          Path file = Files.write(dir.resolve("a.flac"), flac);
          assertThat(succeeds("flac", "-t", "-w", file.toString()))
              .as(
                  "bits=%d channels=%d rate=%d %s",
                  bits, channels, rate, HexFormat.of().formatHex(flac, 0, 60))
              .isTrue();
        }
      }
    }
  }
}
