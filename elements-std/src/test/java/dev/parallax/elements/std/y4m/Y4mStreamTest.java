package dev.parallax.elements.std.y4m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.Corpus;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.StreamException;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Y4mStreamTest {
  /** Collects pictures as they are in the file. */
  private static final class Read implements Y4mStream.Output {
    private @Nullable VideoFormat format;
    private final List<byte[]> pictures = new ArrayList<>();
    private final ByteArrayOutputStream picture = new ByteArrayOutputStream();

    static Read of(byte[] file, int piece) throws StreamException {
      Read read = new Read();
      Y4mStream stream = new Y4mStream(read);
      MemorySegment all = MemorySegment.ofArray(file);
      for (int at = 0; at < file.length; at += piece) {
        stream.feed(all, at, Math.min(piece, file.length - at));
      }
      stream.finish();
      return read;
    }

    @Override
    public void format(VideoFormat found) {
      format = found;
    }

    @Override
    public void begin(long number) {
      assertThat(number).isEqualTo(pictures.size());
    }

    @Override
    public void bytes(
        MemorySegment source, long offset, int plane, int row, int column, int count) {
      picture.writeBytes(source.asSlice(offset, count).toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public void end() {
      pictures.add(picture.toByteArray());
      picture.reset();
    }
  }

  private static byte[] file(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void shouldGivePicturesWhenCutAnywhere() throws Exception {
    String one = "123456789abc"; // eight of luma, two of each chroma
    byte[] file =
        file("YUV4MPEG2 W4 H2 F30000:1001 Ip A1:1 XANY=thing\nFRAME\n" + one + "FRAME Xy\n" + one);
    for (int piece : new int[] {1, 2, 7, 1000}) {
      Read read = Read.of(file, piece);
      assertThat(read.format)
          .isEqualTo(VideoFormat.of(PixelFormat.I420, 4, 2, new Fraction(30000, 1001)));
      assertThat(read.pictures).hasSize(2).allSatisfy(p -> assertThat(p).isEqualTo(file(one)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "420,I420,11",
    "420jpeg,I420,11",
    "420mpeg2,I420,11",
    "420paldv,I420,11",
    "420p10,I420_10LE,22",
    "422,YUYV,11",
    "mono,GRAY8,5"
  })
  void shouldKnowTheSizeWhenColourSpacesDiffer(String colour, PixelFormat format, int bytes)
      throws Exception {
    byte[] file = file("YUV4MPEG2 W5 H1 F0:0 C" + colour + "\nFRAME\n" + "x".repeat(bytes));
    Read read = Read.of(file, 3);
    assertThat(read.format).isEqualTo(VideoFormat.of(format, 5, 1, Fraction.ZERO));
    assertThat(read.pictures).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MPEG W4 H2\\n|stream is no y4m",
        "YUV4MPEG2 W4 H2|ends within its header offset=0xf",
        "YUV4MPEG2 H2\\n|y4m header has no size",
        "YUV4MPEG2 W0 H2\\n|width=0",
        "YUV4MPEG2 W99999 H2\\n|width=99999 max=32768",
        "YUV4MPEG2 W4294967300 H2\\n|width=4294967300",
        "YUV4MPEG2 W-4 H2\\n|width=-4",
        "YUV4MPEG2 W4 H2 F25\\n|framerate=25",
        "YUV4MPEG2 W4 H2 F25:0\\n|framerate=25:0",
        "YUV4MPEG2 W4 H2 F99999999999:1\\n|framerate=99999999999:1",
        "YUV4MPEG2 W4 H2 It\\n|y4m is interlaced, which is not supported interlace=t",
        "YUV4MPEG2 W4 H2 Im\\n|interlace=m",
        "YUV4MPEG2 W4 H2 C444\\n|colour-space=444",
        "YUV4MPEG2 W4 H2\\nFRAMEX\\n|no y4m picture where one should start picture=0",
        "YUV4MPEG2 W4 H2\\nGRAME\\n|picture=0 offset=0x10",
        "YUV4MPEG2 W4 H2\\nFRAME Itxx\\n|picture is interlaced",
        "YUV4MPEG2 W4 H2\\nFRAME\\n123|y4m picture is cut off picture=0 offset=0x19",
        "YUV4MPEG2 W4 H2\\nFRA|y4m picture is cut off"
      })
  void shouldSayWhatIsWrongWhenTheStreamIs(String text, String message) {
    byte[] file = file(text.replace("\\n", "\n"));
    for (int piece : new int[] {1, 100}) {
      assertThatThrownBy(() -> Read.of(file, piece))
          .isInstanceOf(StreamException.class)
          .hasMessageContaining(message)
          .hasMessageContaining("offset=0x");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"YUV4MPEG2 ", "YUV4MPEG2 W4 H2\nFRAME "})
  void shouldGiveUpWhenALineHasNoEnd(String start) {
    byte[] file = file(start + "x".repeat(100_000));
    assertThatThrownBy(() -> Read.of(file, 4096))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("y4m line is too long");
  }

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesAreMutated() {
    byte[] seed = file("YUV4MPEG2 W8 H4 F25:1 Ip C420jpeg\nFRAME\n" + "p".repeat(48));
    mutate(List.of(seed), 5000);
  }

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesOfTheCorpusAreMutated() {
    List<byte[]> seeds = Corpus.seeds(".*\\.y4m", 4 << 20, "y4m_raw");
    assertThat(seeds).hasSizeGreaterThan(3);
    // Of the pixels as many as make a picture and a bit: what is behind is more of the same.
    mutate(seeds.stream().map(s -> Arrays.copyOf(s, Math.min(s.length, 600_000))).toList(), 400);
  }

  private static void mutate(List<byte[]> seeds, int runs) {
    Random random = new Random(11);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int run = 0; run < runs; run++) {
            byte[] mutant = seeds.get(run % seeds.size()).clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
              mutant[random.nextInt(42)] = (byte) random.nextInt();
            }
            try {
              Read.of(mutant, mutant.length / 100 + 1 + random.nextInt(60));
            } catch (StreamException e) {
              assertThat(e.getMessage()).contains("y4m").contains("offset=0x");
            }
          }
        });
  }
}
