package dev.parallax.elements.std.y4m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.Corpus;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YUV4MPEG2 in pipelines. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Y4mTest {
  @TempDir Path dir;

  private static void run(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
    }
  }

  /** What is in the file behind its first line. */
  private static byte[] pictures(Path file) throws Exception {
    byte[] all = Files.readAllBytes(file);
    int start = 0;
    while (all[start] != '\n') {
      start++;
    }
    return Arrays.copyOfRange(all, start, all.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"I420", "YUYV", "GRAY8"})
  void shouldGiveTheSamePicturesWhenReadBack(String format) throws Exception {
    for (String size : new String[] {"width=64,height=48", "width=35,height=17"}) {
      String caps = " ! video/x-raw,format=" + format + ',' + size;
      Path raw = dir.resolve("raw");
      Path file = dir.resolve("a.y4m");
      Path back = dir.resolve("back.y4m");
      run("videotestsrc num-buffers=3" + caps + " ! y4menc ! filesink location=" + file);
      run(
          "filesrc blocksize=997 location="
              + file
              + " ! y4mdec ! y4menc ! filesink location="
              + back);
      assertThat(pictures(back)).as(size).isEqualTo(pictures(file));
      run("videotestsrc num-buffers=3" + caps + " ! y4menc ! y4mdec ! filesink location=" + raw);
      assertThat(raw).isNotEmptyFile();
    }
  }

  @Test
  void shouldTakeFormatsApartWhenTheyAreNotPlanar() throws Exception {
    // A bar pattern has the same samples in each 4:2:0 and in each 4:2:2 format.
    for (String[] pair : new String[][] {{"I420", "NV12"}, {"YUYV", "UYVY"}}) {
      Path a = dir.resolve("a.y4m");
      Path b = dir.resolve("b.y4m");
      String source = "videotestsrc num-buffers=2 ! video/x-raw,width=64,height=48,format=";
      run(source + pair[0] + " ! y4menc ! filesink location=" + a);
      run(source + pair[1] + " ! y4menc ! filesink location=" + b);
      assertThat(b).hasSameBinaryContentAs(a);
    }
  }

  @Test
  void shouldKeepEveryByteWhenCorpusIsCopied() throws Exception {
    Path set = Corpus.set("y4m_raw");
    for (String name : new String[] {"kodim23_yuv420_8bpc.y4m", "yuv422p8_input.y4m"}) {
      Path copy = dir.resolve(name);
      run(
          "filesrc location="
              + set.resolve(name)
              + " ! y4mdec ! y4menc ! filesink location="
              + copy);
      assertThat(pictures(copy)).isEqualTo(pictures(set.resolve(name)));
    }
    assertThatThrownBy(() ->
            run(
                "filesrc location="
                    + set.resolve("webp_logo_animated.y4m")
                    + " ! y4mdec ! fakesink"))
        .hasStackTraceContaining("colour-space=444");
  }

  @Test
  void shouldRefuseBeforeItTakesMemoryWhenAHeaderClaimsALargePicture() throws Exception {
    Path file = dir.resolve("large.y4m");
    Files.write(
        file, "YUV4MPEG2 W32768 H32768 C420p10\nFRAME\nx".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> run("filesrc location=" + file + " ! y4mdec ! fakesink"))
        .hasStackTraceContaining("y4m is too large")
        .hasStackTraceContaining("width=32768 height=32768 max-pixels=33554432 offset=0x0");
  }

  @Test
  void shouldTakeAnySizeWhenMaxPixelsAllowsIt() throws Exception {
    Path file = dir.resolve("small.y4m");
    Files.write(file, "YUV4MPEG2 W4 H2 Cmono\nFRAME\n12345678".getBytes(StandardCharsets.US_ASCII));
    run("filesrc location=" + file + " ! y4mdec max-pixels=8 ! fakesink");
    assertThatThrownBy(() -> run("filesrc location=" + file + " ! y4mdec max-pixels=7 ! fakesink"))
        .hasStackTraceContaining("y4m is too large");
  }
}
