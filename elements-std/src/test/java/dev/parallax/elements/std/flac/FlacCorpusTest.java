package dev.parallax.elements.std.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.Corpus;
import dev.parallax.runtime.element.StreamException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every FLAC file of the corpus. Expected is STREAMINFO's md5 where the file is firm (flac 1.4.2
 * accepts it, or ffmpeg gives the same md5), else the value stated here with its source.
 */
class FlacCorpusTest {
  /**
   * Files whose STREAMINFO has no usable md5. Source of all: {@code flac 1.4.2 -d -F
   * --force-raw-format}.
   */
  private static final Map<String, String> STATED =
      Map.of(
          "uncommon_01_-_changing_samplerate.flac", "9b22d813477806210f0c456ecf2538df",
          "uncommon_02_-_increasing_number_of_channels.flac", "64ebcbc5320ffd24800de10d2d330906",
          "uncommon_10_-_file_starting_at_frame_header.flac", "90edc1bf846f6e28e84f7ec4b63edec9",
          "uncommon_11_-_file_starting_with_unparsable_data.flac",
              "6c1357741fe9a0714d5c392dee60a43a",
          "exo_bear_no_num_samples.flac", "c6f06ea79f6abc1381d304668e02384b",
          "non_subset.flac", "61cd79cc49e94a0b42daa386ce2f9d31");

  /** Cut off in its fifth frame; before it, the samples that flac and ffmpeg give. */
  private static final String CUT_OFF = "id3.flac";

  private static final String CUT_OFF_MD5 = "a8c049475cca9c5b6e36ae8f06c4c789";

  @ParameterizedTest
  @ValueSource(strings = {"flac_ietf_subset", "flac_ietf_other", "flac_misc"})
  void shouldGiveTheExpectedSamplesWhenFileIsFirm(String set) throws Exception {
    Map<String, Map<String, String>> expected =
        Corpus.table(Corpus.set(set).resolve("EXPECTED.tsv"));
    for (Path file : Corpus.files(set, ".flac")) {
      String name = file.getFileName().toString();
      if (name.equals(CUT_OFF)) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(file);
      String md5 = STATED.getOrDefault(name, expected.get(name).get("streaminfo_md5"));
      assertThat(Decoded.of(bytes, 64 << 10).md5()).as(name).isEqualTo(md5);
      assertThat(Decoded.of(bytes, 777).md5()).as("%s in small pieces", name).isEqualTo(md5);
    }
  }

  @Test
  void shouldAnnounceEveryFormatWhenItChanges() throws Exception {
    Path set = Corpus.set("flac_ietf_other");
    Decoded rates =
        Decoded.of(Files.readAllBytes(set.resolve("uncommon_01_-_changing_samplerate.flac")), 4096);
    assertThat(rates.formats).extracting(f -> f.rate()).containsExactly(32000, 24000, 16000, 48000);
    Decoded channels =
        Decoded.of(
            Files.readAllBytes(set.resolve("uncommon_02_-_increasing_number_of_channels.flac")),
            4096);
    assertThat(channels.formats).extracting(f -> f.channels()).containsExactly(1, 2, 6);
  }

  @Test
  void shouldKeepWhatCameBeforeWhenCutOff() throws Exception {
    byte[] bytes = Files.readAllBytes(Corpus.set("flac_misc").resolve(CUT_OFF));
    Decoded decoded = new Decoded();
    assertThatThrownBy(() -> decoded.run(bytes, 4096))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("flac frame is cut off frame=4 offset=0x1275e");
    assertThat(decoded.md5()).isEqualTo(CUT_OFF_MD5);
  }

  @Test
  void shouldFailClearlyWhenFileIsMalformed() throws Exception {
    Corpus.set("malformed");
    List<Path> files = Corpus.files("malformed", ".flac");
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () ->
              assertThatThrownBy(() -> Decoded.of(bytes, 100))
                  .as(file.getFileName().toString())
                  .isInstanceOf(StreamException.class)
                  .hasMessageContaining("offset=0x"));
    }
  }
}
