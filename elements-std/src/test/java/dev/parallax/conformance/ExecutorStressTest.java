package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random graphs under random pauses, flushes, seeks, property changes and ends: they never hang,
 * lose no buffer without counting it, and leave nothing behind. Seconds for each kind of graph:
 * {@code -Dparallax.stress.seconds=}, 7 unless told; {@code -Dparallax.stress.seed=} repeats the
 * graph of a failure.
 */
@ExtendWith(LeakWatcher.class)
class ExecutorStressTest {
  private static final long SECONDS = Long.getLong("parallax.stress.seconds", 7);
  private static final long SEED = Long.getLong("parallax.stress.seed", 0);
  private static final long PATIENCE_S = 10;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldNeitherHangNorLoseBuffersWhenEverythingIsRandom(boolean pictures) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    long first = SEED != 0 ? SEED : System.nanoTime() & 0xffff_ffffL;
    for (long seed = first; seed == first || SEED == 0 && System.nanoTime() < end; seed++) {
      run(seed, pictures);
    }
  }

  @Test
  void shouldRepeatTheGraphWhenTheSeedIsTheSame() {
    assertThat(RandomGraph.bytes(new Random(5))).isEqualTo(RandomGraph.bytes(new Random(5)));
  }

  private static void run(long seed, boolean pictures) {
    Random random = new Random(seed);
    String text = pictures ? RandomGraph.pictures(random) : RandomGraph.bytes(random);
    String what = "seed=" + seed + " pictures=" + pictures + " pipeline=\"" + text + "\"";
    Watchdog watchdog = new Watchdog(what, Thread.currentThread());
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.prepare();
      pipeline.activate();
      for (int actions = random.nextInt(12); actions > 0; actions--) {
        act(pipeline, random);
        LockSupport.parkNanos(random.nextInt(10) * 1_000_000L);
      }
      if (random.nextInt(4) == 0) {
        return; // stop in the middle
      }
      if (pipeline.state() == State.IDLE) {
        pipeline.activate();
      }
      pipeline.requestEos();
      assertThat(pipeline.await(PATIENCE_S, TimeUnit.SECONDS))
          .as(() -> what + "\n" + pipeline.snapshot() + "\n" + threads())
          .isTrue();
      addsUp(pipeline, what);
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    } finally {
      watchdog.done();
    }
  }

  private static void act(Pipeline pipeline, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> toggle(pipeline);
      case 1 -> pipeline.flush();
      case 2 -> pipeline.seek(random.nextInt(100) * 1_000_000L);
      case 3 -> pipeline.requestEos();
      case 4 -> assertThat(pipeline.snapshot().elements()).isNotEmpty();
      default -> change(pipeline, random);
    }
  }

  private static void toggle(Pipeline pipeline) {
    if (pipeline.state() == State.RUNNING) {
      pipeline.pause();
    } else {
      pipeline.activate();
    }
  }

  private static void change(Pipeline pipeline, Random random) {
    List<String> identities = pipeline.elements().stream().filter(e -> e.startsWith("i")).toList();
    if (!identities.isEmpty()) {
      pipeline.set(
          identities.get(random.nextInt(identities.size())), "sleep-time", random.nextInt(300));
    }
  }

  /**
   * What was sent was delivered, waits, or was counted as dropped. Sources may need a moment to see
   * the end.
   */
  private static void addsUp(Pipeline pipeline, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    long lost;
    do {
      Snapshot now = pipeline.snapshot();
      lost = now.elements().stream().mapToLong(e -> e.buffersOut() - e.buffersIn()).sum();
      lost -= now.links().stream().mapToLong(l -> l.level() + l.dropped() + l.discarded()).sum();
    } while (lost != 0 && System.nanoTime() < deadline);
    assertThat(lost)
        .as(() -> "buffers lost without being counted " + what + "\n" + pipeline.snapshot())
        .isZero();
  }

  private static String threads() {
    StringBuilder all = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      if (entry.getKey().getName().startsWith("pipeline")) {
        all.append(entry.getKey().getName())
            .append(' ')
            .append(entry.getKey().getState())
            .append('\n');
        for (StackTraceElement frame : entry.getValue()) {
          all.append("    ").append(frame).append('\n');
        }
      }
    }
    return all.toString();
  }

  /**
   * Control calls may hang too: then the thread that makes them is interrupted, and fails with a
   * dump of all threads.
   */
  private static final class Watchdog {
    private final Thread thread;
    private volatile boolean done;

    Watchdog(String what, Thread watched) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_S);
      thread =
          Thread.ofPlatform()
              .daemon(true)
              .start(() -> {
                while (!done) {
                  if (System.nanoTime() > deadline) {
                    System.err.println("hangs: " + what + "\n" + threads());
                    watched.interrupt();
                    return;
                  }
                  LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                }
              });
    }

    void done() {
      done = true;
      LockSupport.unpark(thread);
    }
  }
}
