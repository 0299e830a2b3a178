package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.spi.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peers of isolated elements end at any place, and the pipeline goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestartTest {
  private static final RestartPolicy MANY = RestartPolicy.STANDARD.withRestarts(1000);

  private final List<Peer> peers = Collections.synchronizedList(new ArrayList<>());
  private int unready;
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void shouldLeakNothing() {
    Mortal.clear();
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("parallax-peer-"));
  }

  private Pipeline pipeline(RestartPolicy policy, String text) {
    Pipeline pipeline = Pipeline.parse(text);
    pipeline
        .bus()
        .listen(message -> {
          if (message instanceof Message.Warning warning) {
            warnings.add(warning.from() + ": " + warning.text());
          }
        });
    return pipeline.placement(
        new Placement() {
          @Override
          public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
            return name.startsWith("m") && !element.name().matches("msrc|msink")
                ? RestartTest.this::launch
                : null;
          }

          @Override
          public RestartPolicy restarts(String name, ElementDescriptor element) {
            return policy;
          }
        });
  }

  private Peer launch(
      ElementDescriptor element, String name, Function<String, @Nullable Object> property)
      throws InterruptedException {
    if (!peers.isEmpty() && unready-- > 0) {
      throw Diagnostic.of(DiagnosticId.SBX_NOT_READY, "isolated element did not start: test")
          .toException();
    }
    Peer peer = ThreadPeer.LAUNCHER.launch(element, name, property);
    peers.add(peer);
    return peer;
  }

  /** Ends the peer at a place, the first so many times. */
  private static Mortal.Fate dies(String step, long pts, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return (at, now, context) -> {
      if (at.equals(step) && now == pts && left.getAndDecrement() > 0) {
        if (!at.equals("start")) {
          long unused = context.runningTime(); // what was sent until now is there
        }
        throw new PeerFault("crash at " + at);
      }
    };
  }

  /** As the other, in later processes than the first only. */
  private static Mortal.Fate later(String step, int times) {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(times);
    return (at, now, context) -> {
      if (at.equals("process") && now == 10 && first.getAndIncrement() == 0) {
        throw new PeerFault("crash");
      }
      if (at.equals(step) && first.get() > 0 && left.getAndDecrement() > 0) {
        throw new PeerFault("crash at " + at);
      }
    };
  }

  private static List<Long> numbers(long count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static Snapshot.ElementCounters counters(Pipeline pipeline, String name) {
    return pipeline.snapshot().element(name);
  }

  /** Runs to the end; gives the counters of m, or of the first of several. */
  private Snapshot.ElementCounters run(String text) {
    try (Pipeline pipeline = pipeline(MANY, text)) {
      pipeline.run();
      return pipeline.snapshot().elements().stream()
          .filter(e -> e.name().matches("m1?"))
          .findFirst()
          .orElseThrow();
    }
  }

  // ---- stateless elements

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldOfferInputsAgainWhenProcessEndsBeforeTheirOutput(int copies) {
    Mortal.fate = dies("process", 10, 1);
    run("msrc num-buffers=50 ! mortal name=m copies=" + copies + " ! msink");
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("m: [PLX-RUN-006] its process has ended: ")
        .contains("crash at process; it is started again restart=1 of=1000 withinS=60")
        .contains("kind=STATELESS")
        .contains("partial=0 lost=0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldDeliverOnceWhenProcessEndsBetweenOutputAndDone(int copies) {
    Mortal.fate = dies("shown", 10, 1);
    run("msrc num-buffers=50 ! mortal name=m copies=" + copies + " ! msink");
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(warnings).singleElement().asString().contains("partial=1 lost=0");
  }

  @Test
  void shouldCountAsPartialWhenProcessEndsBetweenTwoOutputs() {
    Mortal.fate = dies("between", 10, 1);
    Snapshot.ElementCounters m = run("msrc num-buffers=50 ! mortal name=m outputs=2 ! msink");
    assertThat(m.partial()).isOne();
    assertThat(m.restarts()).isOne();
    assertThat(m.dropped()).isZero();
    List<Long> expected = new ArrayList<>();
    LongStream.range(0, 50).forEach(i -> expected.addAll(Collections.nCopies(i == 10 ? 1 : 2, i)));
    assertThat(Mortal.SEEN).isEqualTo(expected);
    assertThat(warnings).singleElement().asString().contains("partial=1 lost=0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "configure", "event", "drain"})
  void shouldTryAgainWhenNextProcessesEndToo(String step) {
    Mortal.fate = later(step, 3);
    run("msrc num-buffers=50 ! mortal name=m ! msink");
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(warnings).hasSize(4).last().asString().contains("restart=4 of=1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"configure", "event", "drain"})
  void shouldGoOnWhenTheFirstProcessEndsInCall(String step) {
    Mortal.fate = dies(step, -1, 1);
    run("msrc num-buffers=50 ! mortal name=m ! msink");
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(warnings).hasSize(1);
  }

  @Test
  void shouldFailAsBeforeWhenTheFirstProcessEndsInItsStart() {
    Mortal.fate = dies("start", -1, 1);
    try (Pipeline pipeline = pipeline(MANY, "msrc num-buffers=5 ! mortal name=m ! msink")) {
      assertThatThrownBy(pipeline::prepare)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("[PLX-RUN-001] m: its process has ended: ");
    }
  }

  @Test
  void shouldOnlyWarnWhenProcessEndsWhileStopping() {
    Mortal.fate = dies("stop", -1, 1);
    run("msrc num-buffers=5 ! mortal name=m ! msink");
    assertThat(Mortal.SEEN).isEqualTo(numbers(5));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("m: while stopping: its process has ended");
  }

  @Test
  void shouldSetBufferAsideWhenTwoProcessesHaveEndedAtIt() {
    Mortal.fate = dies("process", 10, Integer.MAX_VALUE);
    try (Pipeline pipeline = pipeline(MANY, "msrc num-buffers=50 ! mortal name=m ! msink")) {
      pipeline.run();
      assertThat(counters(pipeline, "m").dropped()).isEqualTo(1);
    }
    List<Long> expected = new ArrayList<>(numbers(50));
    expected.remove(10L);
    assertThat(Mortal.SEEN).isEqualTo(expected);
    assertThat(warnings).hasSize(3);
    assertThat(warnings.getLast())
        .startsWith("m: [PLX-RUN-007] two processes have ended at one buffer")
        .contains("pts=10 dts=none bytes=8");
  }

  @Test
  void shouldTellTheNextProcessWhatHolds() {
    Mortal.fate = dies("process", 10, 1);
    run("msrc num-buffers=20 ! mortal name=m value=7 ! msink");
    List<String> once = List.of("start value=7", "StreamStart", "configure true true", "Segment");
    List<String> expected = new ArrayList<>(once);
    expected.addAll(once);
    expected.add("Eos");
    assertThat(Mortal.TOLD).isEqualTo(expected);
  }

  @Test
  void shouldGiveTheNextProcessNewValuesWhenTheyWereSetMeanwhile() {
    AtomicInteger starts = new AtomicInteger();
    Mortal.fate =
        (at, pts, context) -> {
          if (at.equals("start") && starts.incrementAndGet() == 2) {
            until(() -> warnings.contains("go on"));
          }
          if (at.equals("process") && pts == 10 && starts.get() == 1) {
            throw new PeerFault("crash");
          }
        };
    try (Pipeline pipeline = pipeline(MANY, "msrc ! mortal name=m ! msink")) {
      pipeline.prepare();
      pipeline.activate();
      until(() -> starts.get() == 2);
      pipeline.set("m", "value", 9);
      AtomicInteger changed = new AtomicInteger();
      Mortal.fate =
          (at, value, context) -> {
            if (at.equals("changed")) {
              changed.set((int) value);
            }
          };
      warnings.add("go on");
      until(() -> changed.get() == 9);
    }
  }

  // ---- kinds

  @Test
  void shouldFailWhenElementIsNotToBeStartedAgain() {
    Mortal.fate = dies("process", 10, 1);
    try (Pipeline pipeline = pipeline(MANY, "msrc num-buffers=50 ! mfatal name=m ! msink")) {
      assertThatThrownBy(pipeline::run)
          .hasMessageContaining("[PLX-RUN-001] m: its process has ended: ")
          .hasMessageContaining("crash at process");
    }
    assertThat(warnings).isEmpty();
    assertThat(Mortal.SEEN).isEqualTo(numbers(10));
  }

  @Test
  void shouldFailWhenNoRestartsAreAllowed() {
    Mortal.fate = dies("process", 10, 1);
    try (Pipeline pipeline =
        pipeline(MANY.withRestarts(0), "msrc num-buffers=50 ! mortal name=m ! msink")) {
      assertThatThrownBy(pipeline::run)
          .hasMessageContaining("[PLX-RUN-001] m: its process has ended: ");
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldDropToTheNextKeyFrameWhenElementNeedsOne() {
    Mortal.fate = dies("process", 12, 1);
    try (Pipeline pipeline =
        pipeline(MANY, "msrc num-buffers=50 key-interval=5 ! mresync name=m ! msink")) {
      pipeline.run();
      assertThat(counters(pipeline, "m").dropped()).isEqualTo(3);
    }
    List<Long> expected = new ArrayList<>(numbers(50));
    expected.removeAll(List.of(12L, 13L, 14L));
    assertThat(Mortal.SEEN).isEqualTo(expected);
    assertThat(Mortal.DISCONT).containsExactly(15L);
    assertThat(Mortal.TOLD).contains("force-key-unit");
  }

  /** It begins anew; only the call that was under way is what this is about. */
  @ParameterizedTest
  @ValueSource(strings = {"produce", "made"})
  void shouldCallASourceAgainUnlessItHadSentSomething(String step) {
    Mortal.fate = dies(step, 10, 1);
    run("mmake name=m num-buffers=20 ! msink");
    List<Long> expected = new ArrayList<>(numbers(step.equals("made") ? 11 : 10));
    expected.addAll(numbers(20));
    assertThat(Mortal.SEEN).isEqualTo(expected);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void shouldTryAgainWhenProcessIsKilledBeforeItIsReady() {
    Mortal.fate = dies("process", 10, 1);
    unready = 2;
    run("msrc num-buffers=50 ! mortal name=m ! msink");
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(warnings)
        .hasSize(3)
        .last()
        .asString()
        .contains("did not start: test; it is started");
  }

  // ---- no restarts left

  private void runDoomed(RestartPolicy.Afterwards then) {
    runDoomed(3, then);
  }

  private void runDoomed(int restarts, RestartPolicy.Afterwards then) {
    Mortal.fate =
        (at, pts, context) -> {
          if (at.equals("process") && pts == 10 || at.equals("start") && !peers.isEmpty()) {
            throw new PeerFault("crash at " + at);
          }
        };
    try (Pipeline pipeline =
        pipeline(
            RestartPolicy.STANDARD.withRestarts(restarts).with(then),
            "msrc num-buffers=50 ! mortal name=m ! msink")) {
      Mortal.Fate deadly = Mortal.fate;
      Mortal.fate = Mortal.NONE;
      pipeline.prepare();
      Mortal.fate = deadly;
      pipeline.activate();
      pipeline.await();
      long dropped = counters(pipeline, "m").dropped();
      assertThat(Mortal.SEEN.size() + dropped).isEqualTo(50);
    }
  }

  @Test
  void shouldFailWhenNoRestartsAreLeft() {
    assertThatThrownBy(() -> runDoomed(RestartPolicy.Afterwards.ERROR))
        .hasMessageContaining("[PLX-RUN-008] m: its process has ended: ")
        .hasMessageContaining("it was started again too often restarts=3 withinS=60");
    assertThat(Mortal.SEEN).isEqualTo(numbers(10));
    assertThat(peers).hasSize(4);
  }

  @Test
  void shouldPassBuffersByWhenNoRestartsAreLeft() {
    runDoomed(RestartPolicy.Afterwards.BYPASS);
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(warnings.getLast()).contains("[PLX-RUN-008]").endsWith("buffers go past it");
  }

  @Test
  void shouldDropBuffersWhenNoRestartsAreLeft() {
    runDoomed(RestartPolicy.Afterwards.DROP);
    assertThat(Mortal.SEEN).isEqualTo(numbers(10));
    assertThat(warnings.getLast()).contains("[PLX-RUN-008]").endsWith("its input is dropped");
  }

  @Test
  void shouldPassBuffersByAtOnceWhenNoRestartsAreAllowed() {
    runDoomed(0, RestartPolicy.Afterwards.BYPASS);
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(peers).hasSize(1);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("[PLX-RUN-008]", "it is not started again restarts=0")
        .endsWith("buffers go past it");
  }

  // ---- hangs

  private static void hang(dev.parallax.runtime.element.Context context) {
    until(context::interrupted);
    throw StoppedException.STOPPED;
  }

  @Test
  void shouldStartAgainWhenElementHangs() {
    AtomicInteger hangs = new AtomicInteger();
    Mortal.fate =
        (at, pts, context) -> {
          if (at.equals("process") && pts == 10 && hangs.incrementAndGet() == 1) {
            hang(context);
          }
        };
    try (Pipeline pipeline =
        pipeline(
            MANY.withHangLimit(Duration.ofMillis(400)),
            "msrc num-buffers=50 ! mortal name=m ! msink")) {
      pipeline.run();
    }
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("its process has ended: hangs: made no progress for ms=400;");
  }

  /** Nothing is under way: it may rest for as long as it likes. */
  @Test
  void shouldNotTakeRestForHanging() {
    try (Pipeline pipeline =
        pipeline(MANY.withHangLimit(Duration.ofMillis(16)), "msrc ! mortal name=m ! msink")) {
      pipeline.prepare();
      pipeline.activate();
      until(() -> Mortal.SEEN.size() > 20);
      pipeline.pause();
      long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
      until(() -> System.nanoTime() - end >= 0);
      assertThat(peers).hasSize(1);
      assertThat(warnings).isEmpty();
    }
  }

  // ---- commands in the midst of it

  /** The next process does not get through its start, until it is told to. */
  private Pipeline stuckInRestart() {
    AtomicInteger starts = new AtomicInteger();
    Mortal.fate =
        (at, pts, context) -> {
          if (at.equals("start") && starts.incrementAndGet() == 2) {
            hang(context);
          }
          if (at.equals("process") && pts == 10 && starts.get() == 1) {
            throw new PeerFault("crash");
          }
        };
    Pipeline pipeline = pipeline(MANY, "msrc ! mortal name=m ! msink");
    pipeline.prepare();
    pipeline.activate();
    until(() -> starts.get() == 2);
    return pipeline;
  }

  @Test
  void shouldStopWhenTheNextProcessDoesNotStart() {
    try (Pipeline pipeline = stuckInRestart()) {
      pipeline.suspend();
      assertThat(pipeline.error()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "flush", "eos"})
  void shouldDoAsToldWhenProcessesEndAllTheTime(String command) throws Exception {
    Random random = new Random(7);
    try (Pipeline pipeline = pipeline(MANY, "msrc ! mortal name=m1 ! mortal name=m2 ! msink")) {
      pipeline.prepare();
      pipeline.activate();
      for (int i = 1; i <= 20; i++) {
        int least = Mortal.SEEN.size() + random.nextInt(40);
        until(() -> Mortal.SEEN.size() >= least);
        peers.get(peers.size() - 1 - random.nextInt(2)).kill("killed by test");
        switch (command) {
          case "pause" -> {
            pipeline.pause();
            pipeline.activate();
          }
          case "flush" -> pipeline.flush();
          default -> {}
        }
      }
      pipeline.requestEos();
      assertThat(pipeline.await(30, TimeUnit.SECONDS)).isTrue();
      long made = counters(pipeline, "msrc0").buffersOut();
      long dropped = counters(pipeline, "m1").dropped() + counters(pipeline, "m2").dropped();
      if (!command.equals("flush")) {
        assertThat(Mortal.SEEN.size() + dropped).isEqualTo(made);
        assertThat(Mortal.SEEN).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  // ---- everything is given back

  @Test
  void shouldKeepNeitherDescriptorsNorThreadsWhenManyProcessesHaveEnded() throws IOException {
    long before = -1;
    for (int round = 0; round < 3; round++) {
      AtomicInteger deaths = new AtomicInteger();
      Mortal.clear();
      Mortal.fate =
          (at, pts, context) -> {
            if (at.equals("process") && pts % 10 == 9 && pts / 10 == deaths.get()) {
              deaths.incrementAndGet();
              throw new PeerFault("crash");
            }
          };
      run("msrc num-buffers=1000 ! mortal name=m1 copies=1 ! mortal name=m2 ! msink");
      assertThat(Mortal.SEEN).isEqualTo(numbers(1000));
      assertThat(deaths.get()).isEqualTo(100);
      long now;
      try (var fds = Files.list(Path.of("/proc/self/fd"))) {
        now = fds.count();
      }
      if (round > 0) {
        assertThat(now).isEqualTo(before);
      }
      before = now;
    }
  }
}
