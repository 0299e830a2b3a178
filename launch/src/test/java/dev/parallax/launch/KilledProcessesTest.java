package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.parallax.elements.std.StdElements;
import dev.parallax.memory.MemoryAudit;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.remote.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two isolated elements whose processes, or whose one process, are killed at random instants: each
 * picture comes once, in order, or is counted as dropped, and nothing is left of all these
 * processes. {@code -Dparallax.kills=1000} for more of them, {@code -Dparallax.kills.seed=} for
 * other instants.
 */
class KilledProcessesTest {
  private static final int KILLS = Integer.getInteger("parallax.kills", 8);
  private static final long SEED = Long.getLong("parallax.kills.seed", System.nanoTime());
  private static final String PICTURES =
      "videotestsrc name=src pattern=black ! video/x-raw,format=I420,width=1920,height=1080 !"
          + " identity name=a ! %s videoflip name=b method=vertical-flip ! ${sink}";

  private static final String ONE_THREAD = "";
  private static final String TWO_THREADS = "queue max-size-buffers=4 !";

  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong last = new AtomicLong(-1);
  private final AtomicInteger disorder = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();
  private final AtomicInteger aside = new AtomicInteger();
  private long made;
  private long dropped;

  private record Held(long fds, long mounts, List<String> threads, long processes) {
    static Held now() throws IOException {
      try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"));
          Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
        return new Held(
            fds.count(),
            mounts.count(),
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("plx-"))
                .sorted()
                .toList(),
            ProcessHandle.current().descendants().count());
      }
    }
  }

  @Test
  @Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldDeliverOnceOrCountWhenProcessesAreKilled() throws Exception {
    assumeFalse(run(ONE_THREAD, 1, false) < 0, "this system can't isolate");
    Held before = Held.now();
    int kills = run(ONE_THREAD, (KILLS + 1) / 2, false) + run(TWO_THREADS, KILLS / 2, false);
    kills += run(ONE_THREAD, (KILLS + 3) / 4, true) + run(TWO_THREADS, (KILLS + 3) / 4, true);
    Held after = Held.now();
    for (int i = 0; i < 100 && !after.equals(before); i++) {
      LockSupport.parkNanos(100_000_000); // threads that watch processes end behind these
      after = Held.now();
    }
    assertThat(after).isEqualTo(before);
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
    System.out.println(
        "kills="
            + kills
            + " restarts="
            + restarts
            + " pictures="
            + made
            + " dropped="
            + dropped
            + " aside="
            + aside
            + " seed="
            + SEED);
  }

  private void see(long pts) {
    seen.incrementAndGet();
    if (pts <= last.getAndSet(pts)) {
      disorder.incrementAndGet();
    }
  }

  private void hear(Message message) {
    if (message instanceof Message.Warning warning) {
      if (warning.text().contains("[PLX-RUN-006]")) {
        restarts.incrementAndGet();
      } else if (warning.text().contains("[PLX-RUN-007]")) {
        aside.incrementAndGet();
      }
    }
  }

  /** Processes that were killed, or -1 when there can be none. */
  private int run(String between, int wanted, boolean grouped) throws InterruptedException {
    seen.set(0);
    last.set(-1);
    Random random = new Random(SEED);
    RestartPolicy policy = RestartPolicy.STANDARD.withRestarts(1000);
    try (Isolation isolation =
            new Isolation((n, e) -> n.equals("a") || n.equals("b"), (n, e) -> false, d -> {})
                .groups((n, e) -> grouped && n.matches("[ab]") ? "both" : null)
                .restarts(policy);
        Pipeline pipeline =
            Pipeline.parse(
                PICTURES.formatted(between),
                Map.of("sink", StdElements.appSink(picture -> see(picture.pts()))))) {
      pipeline.placement(isolation);
      pipeline.bus().listen(this::hear);
      try {
        pipeline.prepare();
      } catch (ParallaxException e) {
        if (e.diagnostic().id() == DiagnosticId.SBX_UNAVAILABLE) {
          return -1;
        }
        throw e;
      }
      pipeline.activate();
      int kills = 0;
      while (kills < wanted && pipeline.error() == null) {
        boolean runs = random.nextInt(4) > 0;
        long least = seen.get() + (runs ? random.nextInt(12) : 0);
        while (seen.get() < least && pipeline.error() == null) {
          LockSupport.parkNanos(100_000);
        }
        LockSupport.parkNanos(random.nextLong(runs ? 20_000_000 : 200_000_000));
        kills += kill(isolation, random) ? 1 : 0;
      }
      long end = seen.get() + 20;
      while (seen.get() < end && pipeline.error() == null) {
        LockSupport.parkNanos(1_000_000);
      }
      pipeline.requestEos();
      assertThat(pipeline.await(60, TimeUnit.SECONDS)).as("seed=" + SEED).isTrue();
      Snapshot counted = pipeline.snapshot();
      assertThat(disorder).as("seed=" + SEED).hasValue(0);
      long lost = counted.element("a").dropped() + counted.element("b").dropped();
      made += counted.element("src").buffersOut();
      dropped += lost;
      assertThat(seen.get() + lost)
          .as("seed=" + SEED + " " + counted.elements())
          .isEqualTo(counted.element("src").buffersOut());
      Map<String, Isolation.Process> ended = isolation.processes();
      if (grouped) {
        assertThat(ended.get("a")).isEqualTo(ended.get("b"));
        assertThat(ended.get("a").starts() - 1).isBetween(1, restarts.get());
      } else {
        int again = ended.values().stream().mapToInt(p -> p.starts() - 1).sum();
        assertThat(again).isBetween(1, restarts.get());
      }
      return kills;
    }
  }

  private static boolean kill(Isolation isolation, Random random) {
    Isolation.Process process = isolation.processes().get(random.nextBoolean() ? "a" : "b");
    return process != null
        && ProcessHandle.of(process.pid()).map(ProcessHandle::destroyForcibly).orElse(false);
  }
}
