package dev.parallax.elements.std.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.Corpus;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Every PNG file of the corpus. Expected are the published checks of the pixels (samples of 8 bits,
 * palettes and tRNS expanded, gray with alpha as two samples), where there is none ffmpeg's output.
 */
class PngCorpusTest {
  private static final String CHECK = "crc32_color8(results.txt)";

  private static final String MD5 =
      "decoded_md5(streamhash; video rawvideo native pix_fmt, audio s16le)";

  /** Files that the published table calls failures, or that are cut off. */
  private static final String FAILURE = "Expected failure";

  /** Among the damaged files, but not damaged: others decode it without a complaint, too. */
  private static final List<String> NOT_DAMAGED =
      List.of("png_gofuzz_14ae84e8a092a63d43331627c11a6a88aca6ec45");

  @Test
  void shouldGiveThePublishedPixelsWhenFileIsValid() throws Exception {
    Path set = Corpus.set("png");
    Map<String, Map<String, String>> ffmpeg = Corpus.table(set.resolve("REFERENCE_FFMPEG.tsv"));
    int compared = 0;
    for (Map<String, String> row : Corpus.table(set.resolve("EXPECTED.tsv")).values()) {
      String name = row.get("file");
      String expected = row.get(CHECK);
      if (expected.equals(FAILURE) || name.contains("truncated")) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(set.resolve(name));
      for (int piece : new int[] {64 << 10, 7}) {
        DecodedPng decoded = DecodedPng.of(bytes, piece);
        assertThat(decoded.pictures).as(name).hasSize(1);
        byte[] samples = samples(decoded.pictures.get(0));
        if (!expected.isEmpty()) {
          assertThat(crc(samples)).as(name).isEqualTo(Long.parseLong(expected));
          compared++;
        } else if (isLikeOurs(ffmpeg.get(name))) {
          assertThat(md5(samples)).as(name).isEqualTo(ffmpeg.get(name).get(MD5));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(2 * 101);
  }

  /** Whether ffmpeg gives one picture in 8-bit samples of the same order. */
  private static boolean isLikeOurs(Map<String, String> row) {
    return row.get("format").equals("png_pipe")
        && List.of("gray", "ya8", "rgb24", "rgba").contains(row.get("params").split(" ")[1]);
  }

  private static String md5(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  private static byte[] samples(DecodedPng.Pixels p) {
    byte[] bytes = p.bytes();
    PngHeader.Color color = p.picture().header().color();
    boolean gray = color == PngHeader.Color.GRAY || color == PngHeader.Color.GRAY_ALPHA;
    if (gray && p.format() == PixelFormat.RGBA) {
      byte[] two = new byte[bytes.length / 2];
      for (int i = 0; i < two.length; i += 2) {
        assertThat(bytes[2 * i + 1]).isEqualTo(bytes[2 * i]);
        two[i] = bytes[2 * i + 2];
        two[i + 1] = bytes[2 * i + 3];
      }
      bytes = two;
    }
    return bytes;
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  @Test
  void shouldFailClearlyWhenFileIsDamaged() throws Exception {
    Path set = Corpus.set("png");
    for (Map<String, String> row : Corpus.table(set.resolve("EXPECTED.tsv")).values()) {
      if (row.get(CHECK).equals(FAILURE) || row.get("file").contains("truncated")) {
        assertFails(set.resolve(row.get("file")));
      }
    }
    try (Stream<Path> files = Files.list(Corpus.set("malformed"))) {
      List<Path> bad = files.filter(PngCorpusTest::isPng).sorted().toList();
      assertThat(bad).hasSizeGreaterThan(15);
      for (Path file : bad) {
        if (!NOT_DAMAGED.contains(file.getFileName().toString())) {
          assertFails(file);
        }
      }
    }
  }

  private static boolean isPng(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("png_") || name.endsWith(".png");
  }

  private static void assertFails(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThatThrownBy(() -> DecodedPng.of(bytes, 100))
                .as(file.getFileName().toString())
                .isInstanceOf(StreamException.class)
                .hasMessageStartingWith("png ")
                .hasMessageMatching(".* (offset|picture-at)=0x.*"));
  }
}
