package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.parallax.launch.ParallaxCommand.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parallax launch --start=... --stop=...}, from files to files. */
@Timeout(120)
@Tag("packaged")
class PartCommandTest {
  private static final int RATE = 8000;
  private static final int HEADER = 44;

  @TempDir Path directory;

  private Path raw() throws IOException {
    ByteBuffer b = ByteBuffer.allocate(2 * 4 * RATE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 4 * RATE; i++) {
      b.putShort((short) i);
    }
    return Files.write(directory.resolve("a.raw"), b.array());
  }

  private static void run(String... words) {
    assertThat(ParallaxCommand.run(words)).isEqualTo(new Result(0, "", ""));
  }

  /** A wav or flac file of four seconds, each sample its number. */
  private Path sound(String encoder) throws IOException {
    Path made = directory.resolve("a." + encoder);
    run(
        "launch",
        "filesrc location="
            + raw()
            + " ! rawaudioparse sample-rate=8000 num-channels=1 ! "
            + encoder
            + " ! filesink location="
            + made);
    return made;
  }

  @ParameterizedTest
  @CsvSource({
    "wavenc, wavparse, ''",
    "flacenc, flacdec, ''",
    "wavenc, wavparse, --isolate=wavparse",
    "flacenc, flacdec, --isolate=flacdec"
  })
  void shouldWriteThePartOfSoundAndNothingElse(String encoder, String decoder, String isolate)
      throws IOException {
    Path part = directory.resolve("part.wav");
    String pipeline =
        "filesrc location="
            + sound(encoder)
            + " ! "
            + decoder
            + " ! queue ! wavenc ! filesink location="
            + part;
    if (isolate.isEmpty()) {
      run("launch", "--start=1.5", "--stop=0:03", pipeline);
    } else {
      Result result =
          ParallaxCommand.run("launch", isolate, "--start=1.5", "--stop=0:03", pipeline);
      assumeFalse(result.err().contains("[PLX-SBX-002]"), result.err());
      assertThat(result).isEqualTo(new Result(0, "", ""));
    }
    byte[] made = Files.readAllBytes(part);
    byte[] all = Files.readAllBytes(directory.resolve("a.raw"));
    assertThat(Arrays.copyOfRange(made, HEADER, made.length))
        .isEqualTo(Arrays.copyOfRange(all, 3 * RATE, 6 * RATE));
    int data = ByteBuffer.wrap(made).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER - 4);
    assertThat(data).isEqualTo(3 * RATE);
  }

  @Test
  void shouldWriteThePartOfVideoAndNothingElse() throws IOException {
    Path all = directory.resolve("a.y4m");
    Path part = directory.resolve("part.y4m");
    run(
        "launch",
        "videotestsrc pattern=ball num-buffers=100 ! video/x-raw,format=I420,width=64,height=48,"
            + "framerate=25/1 ! y4menc ! filesink location="
            + all);
    run(
        "launch",
        "--start=1",
        "--stop=1.41",
        "filesrc location=" + all + " ! y4mdec ! y4menc ! filesink location=" + part);
    byte[] whole = Files.readAllBytes(all);
    byte[] made = Files.readAllBytes(part);
    int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    int picture = (whole.length - header) / 100;
    assertThat(Arrays.copyOf(made, header)).isEqualTo(Arrays.copyOf(whole, header));
    assertThat(Arrays.copyOfRange(made, header, made.length))
        .isEqualTo(Arrays.copyOfRange(whole, header + 25 * picture, header + 36 * picture));
  }

  @Test
  void shouldSayWhatCannotBeginElsewhereAndWriteNothing() throws IOException {
    Path part = directory.resolve("part.raw");
    Result result =
        ParallaxCommand.run(
            "launch",
            "--start=1",
            "filesrc name=from location=" + raw() + " ! identity ! filesink location=" + part);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("error: [PLX-RUN-009] source does not go to a position source=from")
        .contains("put an element behind it that finds positions");
    assertThat(part).isEmptyFile();
  }

  @Test
  void shouldExitWith2WhenTheTimeIsNone() {
    Result result = ParallaxCommand.run("launch", "--start=soon", "fakesrc ! fakesink");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--start is a time in the stream").contains("not soon");
  }
}
