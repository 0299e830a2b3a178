package dev.parallax.elements.std.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.Corpus;
import dev.parallax.runtime.element.StreamException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Every WAV file of the corpus. Expected are ffmpeg's md5 of the packets (raw samples) or of the
 * decoded samples.
 */
class WavCorpusTest {
  /** What is refused, and by which words. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "ciao.wav", "codec=gsm-6.10",
          "moz_gsm.wav", "codec=gsm-6.10",
          "exo_sample_ima_adpcm.wav", "codec=ima-adpcm",
          "moz_1080986.wav", "before any data",
          "scipy_test-44100Hz-le-1ch-4bytes-incomplete-chunk.wav", "before fmt",
          "scipy_test-8000Hz-le-3ch-5S-45bit.wav", "bits=45",
          "scipy_test-8000Hz-le-3ch-5S-53bit.wav", "bits=53");

  /** Big-endian files, which ffmpeg does not read: where their data starts. */
  private static final Map<String, Integer> BIG_ENDIAN =
      Map.of(
          "scipy_test-44100Hz-2ch-32bit-float-be.wav",
          58,
          "scipy_test-44100Hz-be-1ch-4bytes.wav",
          80);

  @Test
  void shouldGiveTheSamplesOfEveryFile() throws Exception {
    Map<String, Map<String, String>> reference =
        Corpus.table(Corpus.set("wav").resolve("REFERENCE_FFMPEG.tsv"));
    int checked = 0;
    for (Path file : Corpus.files("wav", ".wav")) {
      String name = file.getFileName().toString();
      byte[] wav = Files.readAllBytes(file);
      if (REFUSED.containsKey(name)) {
        assertThatThrownBy(() -> ReadWav.of(wav, 100))
            .as(name)
            .isInstanceOf(StreamException.class)
            .hasMessageContaining(REFUSED.get(name));
        continue;
      }
      ReadWav read = ReadWav.of(wav, 777);
      if (BIG_ENDIAN.containsKey(name)) {
        assertThat(read.samples.toByteArray())
            .as(name)
            .isEqualTo(swapped(wav, BIG_ENDIAN.get(name)));
      } else {
        Map<String, String> row = reference.get(name);
        assertThat(ReadWav.md5(read.raw.toByteArray()))
            .as(name)
            .isEqualTo(row.get("packets_md5(-c copy streamhash)"));
        if (read.format.decodedBytes() == 2 && read.format.coding() != WavFormat.Coding.FLOAT) {
          String decoded =
              row.get("decoded_md5(streamhash; video rawvideo native pix_fmt, audio s16le)");
          assertThat(ReadWav.md5(read.samples.toByteArray())).as(name).isEqualTo(decoded);
        }
      }
      checked++;
    }
    assertThat(checked).isGreaterThan(30);
  }

  private static byte[] swapped(byte[] wav, int from) {
    byte[] samples = Arrays.copyOfRange(wav, from, wav.length);
    for (int i = 0; i + 3 < samples.length; i += 4) {
      byte b0 = samples[i];
      byte b1 = samples[i + 1];
      samples[i] = samples[i + 3];
      samples[i + 1] = samples[i + 2];
      samples[i + 2] = b1;
      samples[i + 3] = b0;
    }
    return samples;
  }

  @Test
  void shouldRoundTripEveryFileBitExactly() throws Exception {
    Corpus.set("wav");
    int whole = 0;
    for (Path file : Corpus.files("wav", ".wav")) {
      String name = file.getFileName().toString();
      if (REFUSED.containsKey(name)) {
        continue;
      }
      byte[] wav = Files.readAllBytes(file);
      ReadWav read = ReadWav.of(wav, 4096);
      byte[] samples = read.samples.toByteArray();
      byte[] written = WavStreamTest.wav(read.format.audio(), samples);
      ReadWav again = ReadWav.of(written, 4096);
      assertThat(again.samples.toByteArray()).as(name).isEqualTo(samples);
      assertThat(again.format.audio().format()).as(name).isEqualTo(read.format.audio().format());
      assertThat(again.format.channels()).as(name).isEqualTo(read.format.channels());
      assertThat(again.format.rate()).as(name).isEqualTo(read.format.rate());
      if (isCanonical(wav, read)) {
        assertThat(written).as(name).isEqualTo(wav);
        whole++;
      }
    }
    assertThat(whole).isGreaterThan(8);
  }

  /** Only a plain fmt and a data chunk, full containers, at most two channels, right lengths. */
  private static boolean isCanonical(byte[] wav, ReadWav read) {
    int bits = wav[34];
    return wav.length == 44 + read.raw.size() + (read.raw.size() & 1)
        && !read.bigEndian
        && wav[16] == 16
        && wav[36] == 'd'
        && read.format.channels() <= 2
        && bits == read.format.bytes() * 8
        && read.format.decodedBytes() == read.format.bytes()
        && (wav[4] & 0xff) == (wav.length - 8 & 0xff);
  }

  @Test
  void shouldGiveTagsWhenFileHasThem() throws Exception {
    byte[] wav = Files.readAllBytes(Corpus.set("wav").resolve("moz_wave_metadata.wav"));
    assertThat(ReadWav.of(wav, 50).tags)
        .containsEntry("title", "Track Title")
        .containsEntry("artist", "Artist Name");
  }

  @Test
  void shouldFailClearlyWhenFileIsMalformed() throws Exception {
    Corpus.set("malformed");
    List<Path> files = Corpus.files("malformed", ".wav");
    assertThat(files).hasSize(4);
    for (Path file : files) {
      byte[] wav = Files.readAllBytes(file);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () ->
              assertThatThrownBy(() -> ReadWav.of(wav, 10))
                  .as(file.getFileName().toString())
                  .isInstanceOf(StreamException.class)
                  .hasMessageContaining("offset=0x"));
    }
  }
}
