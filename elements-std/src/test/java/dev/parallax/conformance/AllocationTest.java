package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parallax.elements.std.StdElements;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.ThreadPeer;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In steady state nothing is allocated on the Java heap: neither by elements that claim to be
 * real-time safe nor by the links. The counter is the JVM's own, per thread, so compilers and
 * collectors in the background do not count. A pipeline warms up until two windows in a row show
 * less than one byte for each buffer; that they never do is the failure.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
  private static final int ENOUGH = 2000;

  @TempDir Path dir;

  static Stream<String> rtSafe() {
    return Subject.all().stream()
        .filter(name -> Catalogs.require(name).descriptor().hints().rtSafe());
  }

  @ParameterizedTest
  @MethodSource("rtSafe")
  void shouldAllocateNothingWhenElementIsRtSafe(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(Subject.ENDLESS)) {
      assertAllocatesNothing(pipeline, ENOUGH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakesrc ! identity ! identity ! identity ! fakesink",
        "fakesrc ! queue ! fakesink",
        "fakesrc ! queue max-size-buffers=1 ! fakesink",
        "fakesrc ! queue ! identity ! queue max-size-buffers=2 ! fakesink",
        "fakesrc ! queue leaky=upstream max-size-buffers=4 ! fakesink",
        "fakesrc ! queue leaky=downstream max-size-buffers=4 ! fakesink",
        "fakesrc ! tee name=t  t. ! queue ! fakesink  t. ! queue ! fakesink",
        "fakesrc ! tee name=t  t. ! fakesink  t. ! identity ! fakesink",
        "fakesrc ! tee name=t  t. ! queue ! funnel name=f ! fakesink  t. ! queue ! f.",
        "fakesrc sizetype=fixed sizemax=1000 filltype=zero ! queue ! fakesink",
        "fakesrc ! identity sleep-time=20 ! queue ! fakesink",
        "fakesrc ! queue max-size-buffers=4 ! identity sleep-time=20 ! fakesink",
        "audiotestsrc samplesperbuffer=16 ! queue ! fakesink",
        "audiotestsrc samplesperbuffer=16 ! audio/x-raw,format=S16LE,channels=2 ! audioconvert !"
            + " audio/x-raw,format=F32LE,channels=1 ! fakesink",
        "audiotestsrc samplesperbuffer=64 ! audio/x-raw,channels=2 ! audioresample !"
            + " audio/x-raw,rate=48000 ! fakesink",
        "videotestsrc ! video/x-raw,width=16,height=16,format=I420 ! videoconvert !"
            + " video/x-raw,format=RGBA ! queue ! fakesink",
        "videotestsrc ! video/x-raw,width=16,height=16,format=I420 ! videoscale !"
            + " video/x-raw,width=24,height=8 ! queue ! fakesink",
        "videotestsrc pattern=ball ! video/x-raw,width=16,height=16,format=RGB ! videoconvert !"
            + " video/x-raw,format=NV12 ! fakesink",
        "videotestsrc pattern=snow ! video/x-raw,width=16,height=16,format=YUYV ! videoconvert !"
            + " video/x-raw,format=BGRA ! fakesink",
        "compositor name=c sink_1::xpos=8 sink_1::alpha=0.5 sink_2::width=8 sink_2::height=8 !"
            + " fakesink  videotestsrc ! video/x-raw,width=16,height=16,format=I420 ! tee name=t "
            + " t. ! queue ! c.  t. ! queue ! c.  t. ! queue ! c.",
        "fakesrc sizetype=fixed sizemax=100 ! filesink location=/dev/null",
        "filesrc location=/dev/zero blocksize=100 ! fakesink"
      })
  void shouldAllocateNothingWhenBuffersPassLinks(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertAllocatesNothing(pipeline, text.contains("sleep-time") ? 200 : ENOUGH);
    }
  }

  /** Both ends in one process: the sink's thread and the source's. */
  @ParameterizedTest
  @ValueSource(strings = {"delivery=every", "max-buffers=8", "delivery=every copy=true"})
  void shouldAllocateNothingWhenBuffersGoToAnotherProgram(String how) {
    String path = " path=" + dir.resolve("s") + " ";
    String text =
        "fakesrc sizetype=fixed sizemax=100 ! ipcsink sync=false wait-for-connection=true "
            + how
            + path
            + "  ipcsrc caps=application/octet-stream"
            + path
            + " ! fakesink";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertAllocatesNothing(pipeline, ENOUGH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakesrc sizetype=fixed ! ${map} ! fakesink",
        "fakesrc ! tee name=t  t. ! ${filter} ! fakesink  t. ! ${sink}"
      })
  void shouldAllocateNothingWhenUserCodeDoesNot(String text) {
    Map<String, ElementNode<?>> code =
        Map.of(
            "map", StdElements.map(b -> b.set(0, (byte) 1)),
            "filter", StdElements.filter(v -> v.size() == 0),
            "sink", StdElements.appSink(b -> {}));
    try (Pipeline pipeline = Pipeline.parse(text, code)) {
      assertAllocatesNothing(pipeline, ENOUGH);
    }
  }

  /** Neither here nor there, which is a thread here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakesrc ! identity name=remote ! fakesink",
        "fakesrc sizetype=fixed sizemax=1024 ! queue ! identity name=remote ! queue ! fakesink",
        "audiotestsrc samplesperbuffer=16 ! identity name=remote ! fakesink",
        "videotestsrc ! video/x-raw,width=16,height=16,format=I420 ! identity name=remote !"
            + " fakesink",
        // It waits for its buffers to come back.
        "videotestsrc ! video/x-raw,width=16,height=16,format=I420 ! videoconvert name=remote !"
            + " video/x-raw,format=RGBA ! queue max-size-buffers=1 ! identity sleep-time=20 !"
            + " fakesink"
      })
  void shouldAllocateNothingWhenTheElementRunsElsewhere(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.placement((name, element) -> name.equals("remote") ? ThreadPeer.LAUNCHER : null);
      assertAllocatesNothing(pipeline, text.contains("sleep-time") ? 200 : ENOUGH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakesrc ! identity ! identity ! fakesink",
        "fakesrc sizetype=fixed sizemax=1024 ! identity ! queue ! identity ! fakesink"
      })
  void shouldAllocateNothingWhenElementsShareAProcess(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.placement(
          ThreadPeer.placement(
              (name, element) -> element.name().equals("identity"), name -> "all"));
      assertAllocatesNothing(pipeline, ENOUGH);
    }
  }

  private static final Placement COPIED =
      new Placement() {
        @Override
        public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
          return name.startsWith("remote") ? ThreadPeer.LAUNCHER : null;
        }

        @Override
        public boolean copiesAll() {
          return true;
        }
      };

  /** What it sends is copied here, or what it gets out of memory where others write. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakesrc name=remote sizetype=fixed sizemax=1024 ! queue ! fakesink",
        "videotestsrc name=remote ! video/x-raw,width=16,height=16,format=I420 ! fakesink",
        "audiotestsrc samplesperbuffer=16 ! tee name=t  t. ! queue ! volume volume=0.5 ! fakesink"
            + "  t. ! queue ! identity name=remote ! fakesink"
      })
  void shouldAllocateNothingWhenBuffersAreCopiedForSafety(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.placement(COPIED);
      assertAllocatesNothing(pipeline, ENOUGH);
      assertThat(pipeline.snapshot().element("remote").copies()).isPositive();
    }
  }

  // ---- measuring

  private record Sample(long bytes, long buffers) {}

  private static void assertAllocatesNothing(Pipeline pipeline, int enough) {
    pipeline.prepare();
    pipeline.activate();
    List<Thread> threads = threads(pipeline);
    assertThat(threads).isNotEmpty();
    long deadline = System.nanoTime() + PATIENCE_NS;
    Sample before = sample(pipeline, threads);
    double perBuffer = Double.POSITIVE_INFINITY;
    for (int clean = 0; clean < 2 && System.nanoTime() < deadline; ) {
      LockSupport.parkNanos(WINDOW_NS);
      Sample now = sample(pipeline, threads);
      if (now.buffers - before.buffers >= enough) {
        perBuffer = (double) (now.bytes - before.bytes) / (now.buffers - before.buffers);
        clean = perBuffer < 1 ? clean + 1 : 0;
        before = now;
      }
    }
    assertThat(pipeline.error()).isNull();
    assertThat(perBuffer).as("bytes allocated for each buffer").isLessThan(1);
  }

  private static List<Thread> threads(Pipeline pipeline) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t ->
            t.getName().startsWith(pipeline.name() + "/")
                || t.getName().startsWith("parallax-peer-"))
        .toList();
  }

  /** Buffers first made, then bytes: the window of bytes is the larger one. */
  private static Sample sample(Pipeline pipeline, List<Thread> threads) {
    Snapshot snapshot = pipeline.snapshot();
    long buffers =
        snapshot.elements().stream()
            .filter(e -> e.buffersIn() == 0)
            .mapToLong(Snapshot.ElementCounters::buffersOut)
            .max()
            .orElse(0);
    return new Sample(
        threads.stream().mapToLong(t -> THREADS.getThreadAllocatedBytes(t.threadId())).sum(),
        buffers);
  }
}
