package dev.parallax.elements.std;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steady state allocates nothing on the heap: read from the thread's own counter, buffer by buffer. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationTest {
  private static final int WARM_UP = 60_000;
  private static final int MEASURED = 5_000;

  @TempDir Path dir;

  /** Notes what the thread allocated between two buffers. */
  private static final class Probe implements Consumer<Bytes> {
    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int count;
    private long start;
    private long allocated = -1;

    @Override
    public void accept(Bytes buffer) {
      count++;
      if (count == WARM_UP) {
        start = threads.getCurrentThreadAllocatedBytes();
      } else if (count == WARM_UP + MEASURED) {
        allocated = threads.getCurrentThreadAllocatedBytes() - start;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakesrc sizetype=fixed sizemax=64 filltype=zero",
        "fakesrc ! identity ! identity ! capsfilter",
        "audiotestsrc samplesperbuffer=16 ! audioconvert ! audio/x-raw,format=F32LE,channels=2",
        "audiotestsrc samplesperbuffer=16 ! audioconvert ! audio/x-raw,format=S32LE,channels=6",
        "audiotestsrc samplesperbuffer=16 ! wavenc",
        "filesrc location=${zeros} blocksize=64"
      })
  void shouldAllocateNothingPerBuffer(String source) throws IOException {
    Path zeros = Files.write(dir.resolve("zeros"), new byte[64 * (WARM_UP + MEASURED + 10)]);
    Probe probe = new Probe();
    Pipeline text =
        Pipeline.parse(
            source.replace("${zeros}", zeros.toString()) + " ! identity eos-after=" + (WARM_UP + MEASURED + 1) + " ! ${probe}",
            Map.of("probe", StdElements.appSink(probe)));
    try (Pipeline pipeline = text) {
      pipeline.run();
    }
    // One object per buffer would be 16 bytes; a stray compilation or class load stays far below that.
    assertThat(probe.allocated).isBetween(0L, MEASURED * 2L);
  }
}
