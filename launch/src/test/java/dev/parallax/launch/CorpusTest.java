package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command on all files of the corpus, in this JVM; {@link EndToEndTest} starts it as a process.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CorpusTest {
  /** WAV files that can't be decoded, and what the error says. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "ciao.wav", "codec=gsm-6.10",
          "moz_gsm.wav", "codec=gsm-6.10",
          "exo_sample_ima_adpcm.wav", "codec=ima-adpcm",
          "moz_1080986.wav", "before any data offset=",
          "scipy_test-44100Hz-le-1ch-4bytes-incomplete-chunk.wav", "before fmt offset=",
          "scipy_test-8000Hz-le-3ch-5S-45bit.wav", "bits=45",
          "scipy_test-8000Hz-le-3ch-5S-53bit.wav", "bits=53");

  @TempDir Path dir;

  private record Result(int code, String err) {}

  private static Result launch(String pipeline) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code =
        new Cli(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(new String[] {"launch", pipeline});
    return new Result(code.code(), err.toString(StandardCharsets.UTF_8));
  }

  static String md5(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(Path file) {
    return "\"" + file + "\"";
  }

  @ParameterizedTest
  @ValueSource(strings = {"flac_ietf_subset", "flac_ietf_other", "flac_misc"})
  void shouldGiveTheMd5OfStreaminfoWhenFileIsFirm(String set) throws IOException {
    Path out = dir.resolve("out.pcm");
    List<CorpusFiles.Firm> firm = CorpusFiles.firmFlac(set);
    assertThat(firm).hasSizeGreaterThan(5);
    for (CorpusFiles.Firm file : firm) {
      Result result =
          launch(
              "filesrc location=" + quoted(file.file()) + " ! flacdec ! filesink location=" + out);
      assertThat(result.code()).as(file + ": " + result.err()).isZero();
      assertThat(md5(out)).as(file.toString()).isEqualTo(file.md5());
    }
  }

  @Test
  void shouldDecodeOrRefuseWhenFlacIsUncommon() {
    Path out = dir.resolve("out.pcm");
    for (Path file : CorpusFiles.files("flac_ietf_other", "uncommon.*\\.flac")) {
      Result result =
          launch("filesrc location=" + quoted(file) + " ! flacdec ! filesink location=" + out);
      assertThat(result.code()).as(file + ": " + result.err()).isZero();
      assertThat(out).as(file.toString()).isNotEmptyFile();
    }
  }

  @Test
  void shouldKeepTheSamplesWhenWavIsWrittenAndReadAgain() throws IOException {
    Path first = dir.resolve("first.pcm");
    Path wav = dir.resolve("again.wav");
    Path second = dir.resolve("second.pcm");
    List<String> equal = new ArrayList<>();
    for (Path file : CorpusFiles.files("wav", ".*\\.wav")) {
      String name = file.getFileName().toString();
      Result decoded =
          launch("filesrc location=" + quoted(file) + " ! wavparse ! filesink location=" + first);
      String refusal = REFUSED.get(name);
      if (refusal != null) {
        assertThat(decoded.code()).as(name).isEqualTo(ExitCode.STREAM.code());
        assertThat(decoded.err()).as(name).contains(refusal);
        continue;
      }
      assertThat(decoded.code()).as(name + ": " + decoded.err()).isZero();
      assertThat(
              launch(
                      "filesrc location="
                          + quoted(file)
                          + " ! wavparse ! wavenc ! filesink location="
                          + wav)
                  .code())
          .as(name)
          .isZero();
      assertThat(
              launch("filesrc location=" + wav + " ! wavparse ! filesink location=" + second)
                  .code())
          .as(name)
          .isZero();
      assertThat(first).as(name).isNotEmptyFile();
      assertThat(second).as(name).hasSameBinaryContentAs(first);
      if (isCanonical(Files.readAllBytes(file))) {
        assertThat(wav).as(name).hasSameBinaryContentAs(file);
        equal.add(name);
      }
    }
    assertThat(equal).hasSizeGreaterThan(8);
  }

  /**
   * RIFF, a 16-byte fmt chunk with a format that has no need of the extensible form, data, and
   * nothing else.
   */
  private static boolean isCanonical(byte[] wav) {
    ByteBuffer b = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    if (wav.length < 44
        || b.getInt(0) != 0x4646_4952
        || b.getInt(16) != 16
        || b.getInt(36) != 0x6174_6164) {
      return false;
    }
    int tag = b.getShort(20);
    int channels = b.getShort(22);
    int bits = b.getShort(34);
    boolean plain = tag == 3 || tag == 1 && List.of(8, 16, 24, 32).contains(bits);
    long data = Integer.toUnsignedLong(b.getInt(40));
    return plain
        && channels <= 2
        && b.getInt(4) + 8 == wav.length
        && b.getShort(32) == channels * bits / 8
        && b.getInt(28) == b.getInt(24) * b.getShort(32)
        && 44 + data + (data & 1) == wav.length;
  }
}
