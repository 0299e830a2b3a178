package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.Corpus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JpegCorpusTest {
  @Test
  void shouldGiveThePixelsOfDjpegWhenFileIsValid() throws Exception {
    Path set = Corpus.set("jpeg");
    for (Map<String, String> row : Corpus.table(set.resolve("EXPECTED.tsv")).values()) {
      String name = row.get("file");
      String expected = row.get("md5 of djpeg -dct int -pnm output (libjpeg-turbo 2.1.5)");
      byte[] bytes = Files.readAllBytes(set.resolve(name));
      for (JpegKernels k :
          new JpegKernels[] {ScalarJpegKernels.INSTANCE, VectorJpegKernels.instance()}) {
        try {
          DecodedJpeg d = new DecodedJpeg(k, null, 1 << 24);
          d.run(bytes, 4096);
          System.out.println(
              name
                  + " "
                  + md5(d.pictures.get(0)).equals(expected)
                  + " "
                  + d.pictures.size()
                  + " "
                  + d.warnings);
        } catch (Exception e) {
          System.out.println(
              name
                  + " "
                  + e
                  + (e instanceof RuntimeException
                      ? " at " + e.getStackTrace()[0] + e.getStackTrace()[1]
                      : ""));
        }
      }
    }
  }

  private static String md5(DecodedJpeg.Pixels p) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    String magic = p.format() == PixelFormat.GRAY8 ? "P5" : "P6";
    md5.update(
        "%s\n%d %d\n255\n"
            .formatted(magic, p.width(), p.height())
            .getBytes(StandardCharsets.US_ASCII));
    md5.update(p.bytes());
    return HexFormat.of().formatHex(md5.digest());
  }
}
