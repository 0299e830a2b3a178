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

/** Elements that share a process, for which threads with one fate stand. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupTest {
  private static final RestartPolicy MANY = RestartPolicy.STANDARD.withRestarts(1000);
  private static final String ROW =
      "msrc num-buffers=%d ! mortal name=m1 ! mortal name=x ! mortal name=m2 copies=1 %s ! mortal"
          + " name=m3 ! msink";
  private static final String QUEUE = "! queue max-size-buffers=4";

  private final List<PeerProcess> processes = Collections.synchronizedList(new ArrayList<>());
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean unready;

  @AfterEach
  void shouldLeakNothing() {
    Mortal.clear();
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("parallax-peer-"));
  }

  /** Elements whose names begin with m are one group, but for the ends. */
  private final class Together implements Placement {
    private final RestartPolicy policy;

    private Together(RestartPolicy policy) {
      this.policy = policy;
    }

    @Override
    public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
      return name.startsWith("m") && !element.name().matches("msrc|msink")
          ? ThreadPeer.LAUNCHER
          : null;
    }

    @Override
    public @Nullable String groupOf(String name, ElementDescriptor element) {
      return name.startsWith("m") ? "all" : null;
    }

    @Override
    public PeerLauncher launcherOf(String group, List<PeerGroup.Member> members) {
      return new PeerGroup(members, GroupTest.this::start);
    }

    @Override
    public RestartPolicy restarts(String name, ElementDescriptor element) {
      return policy;
    }
  }

  private PeerProcess start(List<PeerGroup.Member> members) {
    if (unready) {
      unready = false;
      throw Diagnostic.of(DiagnosticId.SBX_NOT_READY, "isolated element did not start: test")
          .toException();
    }
    PeerProcess made = new ThreadProcess(members);
    processes.add(made);
    return made;
  }

  private Pipeline pipeline(RestartPolicy policy, String text) {
    Pipeline pipeline = Pipeline.parse(text).placement(new Together(policy));
    pipeline
        .bus()
        .listen(message -> {
          if (message instanceof Message.Warning warning) {
            warnings.add(warning.from() + ": " + warning.text());
          }
        });
    return pipeline;
  }

  /** Each of so many buffers comes once, in order, or is counted as dropped. */
  private void run(RestartPolicy policy, int buffers, String between) {
    try (Pipeline pipeline = pipeline(policy, ROW.formatted(buffers, between))) {
      pipeline.run();
      assertThat(Mortal.SEEN.size() + dropped(pipeline)).isEqualTo(buffers);
    }
    assertThat(Mortal.SEEN).isSorted().doesNotHaveDuplicates();
  }

  /** Ends the process at a step of one element, the first so many times. */
  private static Mortal.Fate dies(String element, String step, long pts, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return (at, now, context) -> {
      if (context.name().equals(element)
          && at.equals(step)
          && now == pts
          && left.getAndDecrement() > 0) {
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

  private static long dropped(Pipeline pipeline) {
    return pipeline.snapshot().elements().stream().mapToLong(e -> e.dropped()).sum();
  }

  private List<String> warned() {
    return warnings.stream().map(text -> text.substring(0, text.indexOf(':'))).sorted().toList();
  }

  // ---- one process for all

  @ParameterizedTest
  @ValueSource(strings = {"", QUEUE})
  void shouldRunAllOfAGroupInOneProcess(String between) {
    run(MANY, 100, between);
    assertThat(Mortal.SEEN).isEqualTo(numbers(100));
    assertThat(processes).hasSize(1);
    assertThat(processes.getFirst().death()).isNotNull();
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldStartOneProcessInEachRun() {
    try (Pipeline pipeline = pipeline(MANY, ROW.formatted(-1, QUEUE))) {
      for (int run = 1; run <= 3; run++) {
        int before = Mortal.SEEN.size();
        pipeline.prepare();
        pipeline.activate();
        until(() -> Mortal.SEEN.size() > before + 10);
        pipeline.suspend();
        assertThat(processes).hasSize(run);
        assertThat(processes.getLast().death()).isNotNull();
      }
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldLeaveElementsWithoutAGroupInProcessesOfTheirOwn() {
    List<String> alone = Collections.synchronizedList(new ArrayList<>());
    Placement some =
        new Placement() {
          @Override
          public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
            return element.name().equals("mortal")
                ? (kind, of, property) -> {
                  alone.add(of);
                  return ThreadPeer.LAUNCHER.launch(kind, of, property);
                }
                : null;
          }

          @Override
          public @Nullable String groupOf(String name, ElementDescriptor element) {
            return name.equals("m2") ? null : name.equals("x") ? "x" : "m";
          }

          @Override
          public PeerLauncher launcherOf(String group, List<PeerGroup.Member> members) {
            assertThat(members.stream().map(PeerGroup.Member::name).toList())
                .isEqualTo(group.equals("x") ? List.of("x") : List.of("m1", "m3"));
            return new PeerGroup(members, GroupTest.this::start);
          }
        };
    try (Pipeline pipeline = Pipeline.parse(ROW.formatted(50, QUEUE)).placement(some)) {
      assertThat(pipeline.explain().text())
          .contains("m1 in the process of group m; x in the process of group x; m2 in a process of")
          .contains("m3 in the process of group m");
      pipeline.run();
    }
    assertThat(Mortal.SEEN).isEqualTo(numbers(50));
    assertThat(processes).hasSize(2);
    assertThat(alone).containsExactly("m2");
  }

  @Test
  void shouldTellPropertiesToTheirElementWhileAllRun() {
    AtomicInteger changed = new AtomicInteger();
    Mortal.fate =
        (at, value, context) -> {
          if (at.equals("changed")) {
            assertThat(context.name()).isEqualTo("m2");
            changed.set((int) value);
          }
        };
    try (Pipeline pipeline = pipeline(MANY, ROW.formatted(-1, QUEUE))) {
      pipeline.prepare();
      pipeline.activate();
      for (int value = 1; value <= 20; value++) {
        int wanted = value;
        pipeline.set("m2", "value", wanted);
        until(() -> changed.get() == wanted);
      }
    }
  }

  // ---- one fate

  @ParameterizedTest
  @ValueSource(strings = {"m1", "m2", "m3"})
  void shouldGoOnTogetherInTheNextProcessWhenOneCrashes(String element) {
    for (String between : List.of("", QUEUE)) {
      Mortal.clear();
      processes.clear();
      warnings.clear();
      Mortal.fate = dies(element, "process", 10, 1);
      run(MANY, 60, between);
      assertThat(processes).hasSize(2);
      assertThat(warned()).containsExactly("m1", "m2", "m3");
      assertThat(warnings).allSatisfy(w -> assertThat(w).contains("crash at process; it is start"));
    }
  }

  @Test
  void shouldGoOnTogetherWhenOneHangs() {
    AtomicInteger hangs = new AtomicInteger();
    Mortal.fate =
        (at, pts, context) -> {
          if (context.name().equals("m2") && pts == 10 && hangs.incrementAndGet() == 1) {
            until(context::interrupted);
            throw StoppedException.STOPPED;
          }
        };
    run(MANY.withHangLimit(Duration.ofMillis(400)), 50, QUEUE);
    assertThat(processes).hasSize(2);
    assertThat(warnings).allSatisfy(w -> assertThat(w).contains("hangs: made no progress"));
  }

  @Test
  void shouldEndTheProcessWhenAnElementStopsByItself() {
    AtomicInteger stops = new AtomicInteger();
    Mortal.fate =
        (at, pts, context) -> {
          if (context.name().equals("m2") && pts == 10 && stops.incrementAndGet() == 1) {
            throw StoppedException.STOPPED;
          }
        };
    run(MANY, 50, QUEUE);
    assertThat(processes).hasSize(2);
  }

  /** Others are at inputs of their own all the time, and none of these is blamed. */
  @Test
  void shouldSetAsideOnlyWhatEndsProcesses() {
    Mortal.fate =
        (at, pts, context) -> {
          if (context.name().equals("m1") && at.equals("process") && pts % 50 == 25) {
            throw new PeerFault("crash at process");
          }
        };
    run(MANY, 250, QUEUE);
    assertThat(warnings.stream().filter(w -> w.contains("[PLX-RUN-007]")))
        .hasSize(5)
        .allMatch(w -> w.startsWith("m1: "));
    assertThat(Mortal.SEEN).noneMatch(pts -> pts % 50 == 25);
  }

  @Test
  void shouldFailWhenOneOfThemIsNotToBeStartedAgain() {
    Mortal.fate = dies("m1", "process", 10, 1);
    try (Pipeline pipeline =
        pipeline(MANY, "msrc num-buffers=50 ! mortal name=m1 ! mfatal name=m2 ! msink")) {
      assertThatThrownBy(pipeline::run)
          .hasMessageContaining("[PLX-RUN-001] m2: its process has ended: ")
          .hasMessageContaining("crash at process");
    }
    assertThat(Mortal.SEEN).isSorted().doesNotHaveDuplicates().hasSizeBetween(0, 10);
  }

  @Test
  void shouldFailAsBeforeWhenOneEndsInItsFirstStart() {
    Mortal.fate = dies("m2", "start", -1, 1);
    try (Pipeline pipeline = pipeline(MANY, ROW.formatted(5, ""))) {
      assertThatThrownBy(pipeline::prepare)
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("[PLX-RUN-001] m2: its process has ended: ");
    }
    assertThat(processes).hasSizeBetween(1, 2).allMatch(p -> p.death() != null);
  }

  @Test
  void shouldTryAgainWhenTheNextProcessIsNotReady() {
    AtomicInteger deaths = new AtomicInteger();
    Mortal.fate =
        (at, pts, context) -> {
          if (context.name().equals("m1") && pts == 10 && deaths.getAndIncrement() == 0) {
            unready = true;
            throw new PeerFault("crash");
          }
        };
    run(MANY, 50, QUEUE);
    assertThat(processes).hasSize(2);
    assertThat(warnings).anyMatch(w -> w.contains("did not start: test"));
  }

  @Test
  void shouldGoOnWithoutAnElementThatHasNoRestartsLeft() {
    Mortal.fate = dies("m2", "process", 10, Integer.MAX_VALUE);
    RestartPolicy policy =
        RestartPolicy.STANDARD.withRestarts(1).with(RestartPolicy.Afterwards.BYPASS);
    run(policy, 50, "");
    assertThat(warnings).anyMatch(w -> w.startsWith("m2: [PLX-RUN-008]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pause", "flush"})
  void shouldDoAsToldWhenTheProcessIsKilledAllTheTime(String command) throws Exception {
    Random random = new Random(11);
    try (Pipeline pipeline = pipeline(MANY, ROW.formatted(-1, QUEUE))) {
      pipeline.prepare();
      pipeline.activate();
      for (int i = 1; i <= 30; i++) {
        int least = Mortal.SEEN.size() + random.nextInt(30);
        until(() -> Mortal.SEEN.size() >= least || pipeline.error() != null);
        processes.getLast().kill("killed by test");
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
      if (!command.equals("flush")) {
        long made = pipeline.snapshot().element("msrc0").buffersOut();
        assertThat(Mortal.SEEN.size() + dropped(pipeline)).isEqualTo(made);
        assertThat(Mortal.SEEN).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void shouldKeepNoDescriptorsWhenManyProcessesHaveEnded() throws IOException {
    long before = -1;
    for (int round = 0; round < 3; round++) {
      AtomicInteger deaths = new AtomicInteger();
      Mortal.clear();
      Mortal.fate =
          (at, pts, context) -> {
            if (context.name().equals("m1") && pts % 10 == 9 && pts / 10 == deaths.get()) {
              deaths.incrementAndGet();
              throw new PeerFault("crash");
            }
          };
      run(MANY, 300, QUEUE);
      assertThat(deaths.get()).isEqualTo(30);
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

  // ---- places

  private static final ElementDescriptor MORTAL =
      java.util.Objects.requireNonNull(new Mortal().find("mortal")).descriptor();
  private static final Function<String, @Nullable Object> NO_PROPERTIES = property -> null;

  private static List<PeerGroup.Member> members(String... names) {
    return java.util.Arrays.stream(names).map(n -> new PeerGroup.Member(n, MORTAL)).toList();
  }

  private static void leave(Peer peer) {
    peer.link().close();
    peer.close();
  }

  @Test
  void shouldEndTheProcessWithTheLastWhoHasAPlace() throws Exception {
    PeerGroup group = new PeerGroup(members("a", "b", "c"), this::start);
    Peer a = group.launch(MORTAL, "a", NO_PROPERTIES);
    Peer b = group.launch(MORTAL, "b", NO_PROPERTIES);
    leave(a);
    assertThat(b.death()).isNull();
    leave(b);
    assertThat(b.death()).isNotNull();
    assertThat(processes).hasSize(1);
    Peer c = group.launch(MORTAL, "c", NO_PROPERTIES);
    assertThat(processes).hasSize(2);
    leave(c);
    assertThat(processes).allMatch(p -> p.death() != null);
  }

  @Test
  void shouldStartAnotherProcessWhenOneComesAgainAndLeaveTheOthersAlone() throws Exception {
    PeerGroup group = new PeerGroup(members("a", "b"), this::start);
    Peer a = group.launch(MORTAL, "a", NO_PROPERTIES);
    Peer b = group.launch(MORTAL, "b", NO_PROPERTIES);
    leave(a);
    Peer again = group.launch(MORTAL, "a", NO_PROPERTIES);
    assertThat(processes).hasSize(2);
    assertThat(b.death()).isNull();
    leave(b);
    assertThat(processes.getFirst().death()).isNotNull();
    assertThat(again.death()).isNull();
    leave(again);
  }

  @Test
  void shouldStartOneProcessWhenAllComeAtOnce() throws Exception {
    String[] names = {"a", "b", "c", "d", "e", "f"};
    PeerGroup group = new PeerGroup(members(names), this::start);
    List<Peer> peers = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (String name : names) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  peers.add(group.launch(MORTAL, name, NO_PROPERTIES));
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(peers).hasSize(names.length);
    assertThat(processes).hasSize(1);
    peers.getFirst().kill("test");
    peers.forEach(GroupTest::leave);
    assertThat(peers).allSatisfy(peer -> assertThat(peer.death()).isEqualTo("test"));
  }
}
