package dev.parallax.elements.std.wav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.NamedMemory;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One file of streams that follow each other. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class WavSegmentsTest {
  /** The first stream has an odd number of bytes. */
  private static final String TWO =
      "concat name=c ! audio/x-raw,format=U8,channels=1 ! %s  audiotestsrc samplesperbuffer=1001"
          + " num-buffers=1 ! c.  audiotestsrc samplesperbuffer=1000 num-buffers=1 ! c.";

  @TempDir Path dir;

  @Test
  void shouldPadAndCompleteOnlyAtTheEndWhenThereAreTwoSegments() throws Exception {
    Path file = dir.resolve("a.wav");
    try (Pipeline pipeline = Pipeline.parse(TWO.formatted("wavenc ! filesink location=" + file))) {
      pipeline.run();
    }
    byte[] wav = Files.readAllBytes(file);
    ReadWav read = ReadWav.of(wav, 1000);
    assertThat(read.warnings).isEmpty();
    assertThat(read.raw.size()).isEqualTo(2001);
    assertThat(wav).hasSize(44 + 2002);
  }

  @Test
  void shouldGatherAllInOneBufferWhenThereAreTwoSegments() {
    NamedMemory memory = new NamedMemory();
    String text = TWO.formatted("wavenc ! buffer-concat name=x ! identity name=y ! ${m}");
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("m", StdElements.memorySink(memory)))) {
      pipeline.run();
      assertThat(pipeline.snapshot().element("y").buffersIn()).isEqualTo(1);
    }
    assertThat(memory.bytes().length).isGreaterThan(44 + 2001);
  }
}
