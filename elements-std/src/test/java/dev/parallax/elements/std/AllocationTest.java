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

/**
 * Steady state allocates nothing on the heap: read from the thread's own counter, buffer by buffer.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationTest {
  private static final int WINDOW = 5_000;
  private static final int WINDOWS = 40;

  @TempDir Path dir;

  /**
   * Notes the least that the thread allocated in one window of buffers. Something allocated per
   * buffer is there in every window; what comes from code that is not compiled yet is not.
   */
  private static final class Probe implements Consumer<Bytes> {
    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int count;
    private long start;
    private long least = Long.MAX_VALUE;

    @Override
    public void accept(Bytes buffer) {
      if (count++ % WINDOW == 0) {
        long now = threads.getCurrentThreadAllocatedBytes();
        if (count > 1) {
          least = Math.min(least, now - start);
        }
        start = threads.getCurrentThreadAllocatedBytes();
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
    Path zeros = Files.write(dir.resolve("zeros"), new byte[64 * (WINDOW * WINDOWS + 10)]);
    Probe probe = new Probe();
    Pipeline text =
        Pipeline.parse(
            source.replace("${zeros}", zeros.toString())
                + " ! identity eos-after="
                + (WINDOW * WINDOWS + 1)
                + " ! ${probe}",
            Map.of("probe", StdElements.appSink(probe)));
    try (Pipeline pipeline = text) {
      pipeline.run();
    }
    // One object per buffer would be at least 16 bytes.
    assertThat(probe.least).isLessThan(WINDOW * 2L);
  }
}
