package dev.parallax.elements.std.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.Corpus;
import dev.parallax.elements.std.video.kernel.VectorSupport;
import dev.parallax.runtime.element.StreamException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every JPEG file of the corpus, against the output of djpeg 2.1.5 with its accurate transform. */
class JpegCorpusTest {
  private static final String DJPEG = "md5 of djpeg -dct int -pnm output (libjpeg-turbo 2.1.5)";

  /**
   * Among the damaged files, but with nothing that makes a picture wrong: fill bytes before EOI,
   * and two bytes too many before a marker, with what djpeg gives.
   */
  private static final Map<String, String> ACCEPTED =
      Map.of(
          "jpeg_multiple-0xff-before-eoi.jpg", "cfc201efbc47627db0d4cbf937635ced",
          "jpeg_its_4838ece0d3900220d33528ee027289bc.jpg", "718c702db7a596160264559100f5853b");

  @Test
  void shouldGiveThePixelsOfDjpegWhenFileIsValid() throws Exception {
    compare(ScalarJpegKernels.INSTANCE, 4096);
    compare(ScalarJpegKernels.INSTANCE, 1 << 20);
  }

  @Test
  void shouldGiveThePixelsOfDjpegWhenVectorsAreUsed() throws Exception {
    Assumptions.assumeTrue(VectorSupport.usable(), "no vectors in this JVM");
    compare(VectorJpegKernels.instance(), 4096);
  }

  private static void compare(JpegKernels kernels, int pieceBytes) throws Exception {
    Path set = Corpus.set("jpeg");
    int compared = 0;
    for (Map<String, String> row : Corpus.table(set.resolve("EXPECTED.tsv")).values()) {
      String name = row.get("file");
      byte[] bytes = Files.readAllBytes(set.resolve(name));
      DecodedJpeg decoded = new DecodedJpeg(kernels, null, 1 << 24);
      if (row.get(DJPEG).isEmpty()) {
        assertThatThrownBy(() -> decoded.run(bytes, pieceBytes))
            .isInstanceOf(StreamException.class)
            .hasMessageContaining("jpeg does not begin with SOI bytes=0x8950 offset=0x0");
        continue;
      }
      decoded.run(bytes, pieceBytes);
      assertThat(decoded.pictures).as(name).hasSize(1);
      assertThat(md5(decoded.pictures.get(0))).as(name).isEqualTo(row.get(DJPEG));
      compared++;
      String message = row.get("djpeg message");
      assertThat(decoded.warnings.stream().anyMatch(w -> w.contains("extra bytes")))
          .as(name)
          .isEqualTo(message.contains("extraneous"));
      assertThat(decoded.warnings.stream().anyMatch(w -> w.contains("ends before a marker")))
          .as(name)
          .isEqualTo(message.contains("premature end"));
    }
    assertThat(compared).isEqualTo(39);
  }

  private static String md5(DecodedJpeg.Pixels p) throws Exception {
    String head =
        "%s\n%d %d\n255\n"
            .formatted(p.format() == PixelFormat.GRAY8 ? "P5" : "P6", p.width(), p.height());
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(head.getBytes(StandardCharsets.US_ASCII));
    md5.update(p.bytes());
    return HexFormat.of().formatHex(md5.digest());
  }

  @Test
  void shouldFailClearlyWhenFileIsDamaged() throws Exception {
    try (Stream<Path> files = Files.list(Corpus.set("malformed"))) {
      List<Path> bad =
          files.filter(f -> f.getFileName().toString().matches("jpe?g_.*")).sorted().toList();
      assertThat(bad).hasSizeGreaterThan(20);
      for (Path file : bad) {
        byte[] bytes = Files.readAllBytes(file);
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> {
              String accepted = ACCEPTED.get(file.getFileName().toString());
              if (accepted != null) {
                assertThat(md5(DecodedJpeg.of(bytes, 100).pictures.get(0))).isEqualTo(accepted);
                return;
              }
              assertThatThrownBy(() -> DecodedJpeg.of(bytes, 100))
                  .as(file.getFileName().toString())
                  .isInstanceOf(StreamException.class)
                  .hasMessageStartingWith("jpeg ")
                  .hasMessageContaining("marker=")
                  .hasMessageContaining("offset=0x");
            });
      }
    }
  }
}
