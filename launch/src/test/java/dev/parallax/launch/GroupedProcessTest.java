package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.elements.std.StdElements;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Elements that share a sandboxed process; skipped where nothing can be isolated. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupedProcessTest {
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  /** All elements whose names have one letter are one group. */
  private static Isolation together() {
    return new Isolation((n, e) -> false, (n, e) -> false, refused -> {})
        .groups((name, element) -> name.length() == 1 ? "all" : null);
  }

  private void start(Pipeline pipeline, Isolation isolation) {
    pipeline.placement(isolation);
    pipeline
        .bus()
        .listen(message -> {
          if (message instanceof Message.Warning warning) {
            warnings.add(warning.from() + ": " + warning.text());
          }
        });
    try {
      pipeline.prepare();
    } catch (ParallaxException e) {
      assumeTrue(e.diagnostic().id() != DiagnosticId.SBX_UNAVAILABLE, e.getMessage());
      throw e;
    }
    pipeline.activate();
  }

  private static void until(Pipeline pipeline, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      ParallaxException error = pipeline.error();
      if (error != null) {
        throw error;
      }
      LockSupport.parkNanos(100_000);
    }
  }

  /** The one process of all that are named. */
  private static long pid(Isolation isolation, String... names) {
    Map<String, Isolation.Process> processes = isolation.processes();
    assertThat(processes).containsOnlyKeys(names);
    assertThat(processes.values().stream().map(Isolation.Process::pid).distinct()).hasSize(1);
    return processes.get(names[0]).pid();
  }

  @Test
  void shouldKeepWhatWasSetWhileItRanWhenTheProcessIsKilled() {
    AtomicLong loud = new AtomicLong();
    AtomicLong silent = new AtomicLong();
    try (Isolation isolation = together();
        Pipeline pipeline =
            Pipeline.parse(
                "audiotestsrc wave=square samplesperbuffer=480 !"
                    + " audio/x-raw,format=S16LE,channels=1 ! identity name=a ! volume name=v !"
                    + " queue max-size-buffers=4 ! identity name=b ! ${sink}",
                Map.of(
                    "sink",
                    StdElements.appSink(
                        sound -> (sound.get(1) == 0 ? silent : loud).incrementAndGet())))) {
      start(pipeline, isolation);
      until(pipeline, () -> loud.get() > 20);
      long first = pid(isolation, "a", "b", "v");
      pipeline.set("v", "volume", 0.0);
      until(pipeline, () -> silent.get() > 20);
      long before = loud.get();
      assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();
      until(pipeline, () -> isolation.processes().get("a").starts() == 2);
      long then = silent.get();
      until(pipeline, () -> silent.get() > then + 20);
      assertThat(loud).hasValue(before);
      assertThat(pid(isolation, "a", "b", "v")).isNotEqualTo(first);
      assertThat(isolation.processes().get("b").starts()).isEqualTo(2);
      until(pipeline, () -> warnings.size() >= 3); // what had been under way can come before
      assertThat(warnings).hasSize(3).allMatch(w -> w.contains("sharing=a,v,b; it is started"));
    }
  }

  /** The one stream is over long before the other. */
  @Test
  void shouldGoOnWhenTheStreamOfOneHasEnded() {
    AtomicInteger few = new AtomicInteger();
    AtomicInteger many = new AtomicInteger();
    AtomicInteger ends = new AtomicInteger();
    String source = "fakesrc name=%s num-buffers=%d ! queue ! identity name=%s ! ${%s}  ";
    try (Isolation isolation = together();
        Pipeline pipeline =
            Pipeline.parse(
                source.formatted("a", 5, "b", "few") + source.formatted("c", -1, "d", "many"),
                Map.of(
                    "few", StdElements.appSink(b -> few.incrementAndGet()),
                    "many", StdElements.appSink(b -> many.incrementAndGet())))) {
      pipeline.bus().listen(m -> ends.addAndGet(m instanceof Message.Eos ? 1 : 0));
      start(pipeline, isolation);
      until(pipeline, () -> few.get() == 5);
      int then = many.get();
      until(pipeline, () -> many.get() > then + 1000);
      pipeline.requestEos();
      assertThat(pipeline.await(30, TimeUnit.SECONDS)).isTrue();
      long process = pid(isolation, "a", "b", "c", "d");
      pipeline.suspend();
      assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    }
    assertThat(few).hasValue(5);
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldNameTheGroupWhenItIsTooLarge() {
    StringBuilder text = new StringBuilder("fakesrc");
    for (int i = 0; i < 21; i++) {
      text.append(" ! identity name=").append((char) ('a' + i));
    }
    try (Isolation isolation = together();
        Pipeline pipeline = Pipeline.parse(text + " ! fakesink").placement(isolation)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(pipeline::prepare)
          .hasMessageContaining(
              "[PLX-SBX-007] group has too many elements for one process group=all elements=21"
                  + " most=")
          .hasMessageContaining("elements a, b, c");
    }
  }
}
