package dev.parallax.elements.std;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steady state allocates nothing on the heap: read from the thread's own counter, buffer by buffer.
 * What comes from code that is not compiled yet is no steady state, and how many buffers that takes
 * depends on what else the machine does: so each pipeline runs until a window of buffers was clean.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationTest {
  private static final int WINDOW = 5_000;

  /** One object per buffer would be at least 16 bytes for each. */
  private static final long CLEAN_BYTES = WINDOW * 2L;

  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path dir;

  /** Notes the least that the thread allocated in one window of buffers. */
  private static final class Probe implements Consumer<Bytes> {
    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private volatile long least = Long.MAX_VALUE;
    private int count;
    private long start;

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
    Path zeros = dir.resolve("zeros");
    try (RandomAccessFile file = new RandomAccessFile(zeros.toFile(), "rw")) {
      file.setLength(64L << 30); // without a byte on the disk
    }
    Probe probe = new Probe();
    String text = source.replace("${zeros}", zeros.toString()) + " ! ${probe}";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("probe", StdElements.appSink(probe)))) {
      pipeline.prepare();
      pipeline.activate();
      long begin = System.nanoTime();
      while (probe.least >= CLEAN_BYTES
          && pipeline.error() == null
          && System.nanoTime() - begin < PATIENCE_NS) {
        LockSupport.parkNanos(1_000_000);
      }
      pipeline.suspend();
      assertThat(pipeline.error()).isNull();
    }
    assertThat(probe.least).isLessThan(CLEAN_BYTES);
  }
}
