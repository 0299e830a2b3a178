package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.memory.link.Link;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.pipeline.Pipeline;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that never run out of things to say: their pipelines end all the same, or end them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FloodingPeerTest {
  private static final MemorySegment BYTES = Arena.ofAuto().allocate(64 << 10);

  /** Inputs that are under way, behind which nothing but answers comes. */
  private static final int AHEAD = 16;

  /** Of 256 entries 32 are kept for leases that are returned. */
  private static final int ANSWERS_THAT_FIT = 224;

  /** Less than what a peer may ask and not hear. */
  private static final int SOME = 8;

  private static final Duration SHORT = Duration.ofMillis(400);

  private final List<FloodingPeer> peers = new CopyOnWriteArrayList<>();

  @AfterEach
  void shouldLeakNothing() {
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
  }

  private Pipeline pipeline(Duration hangLimit, FloodingPeer.Attack attack) {
    return Pipeline.parse("hsrc ! pass name=wild ! hsink")
        .placement(
            new Placement() {
              @Override
              public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
                return name.equals("wild") ? (e, n, p) -> launch(attack) : null;
              }

              @Override
              public RestartPolicy restarts(String name, ElementDescriptor element) {
                return RestartPolicy.STANDARD.withRestarts(0).withHangLimit(hangLimit);
              }
            });
  }

  private FloodingPeer launch(FloodingPeer.Attack attack) {
    FloodingPeer made = new FloodingPeer(attack);
    peers.add(made);
    return made;
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(100_000);
    }
  }

  /** Nobody kills it for the time that it takes: the end of the pipeline is what ends it. */
  @ParameterizedTest
  @ValueSource(ints = {Call.WOKEN, Call.INFO, Call.DROPPED})
  void shouldStopWhenPeerSendsEventsForEver(int kind) throws Exception {
    try (Pipeline pipeline =
        pipeline(
            Duration.ZERO,
            peer -> {
              peer.listen();
              peer.say(kind, BYTES);
            })) {
      pipeline.prepare();
      pipeline.activate();
      until(() -> peers.size() == 1 && peers.getFirst().hasSent(10_000));
    }
    assertThat(peers).singleElement().matches(peer -> peer.death() != null);
  }

  @Test
  void shouldTakeItForHangingWhenPeerSendsNothingButEvents() {
    try (Pipeline pipeline =
        pipeline(
            SHORT,
            peer -> {
              peer.listen();
              peer.say(Call.WOKEN, BYTES);
            })) {
      assertThatThrownBy(pipeline::run).hasStackTraceContaining("hangs: made no progress for ms=");
    }
  }

  /** Each answer that finds no room led to the next question, a level deeper on the stack. */
  @Test
  void shouldEndPeerWhenItAsksAndTakesNoAnswers() {
    try (Pipeline pipeline = pipeline(Duration.ZERO, FloodingPeer::ask)) {
      assertThatThrownBy(pipeline::run)
          .hasStackTraceContaining("its process broke the rules")
          .hasStackTraceContaining("asks, and takes no answers: questions=16");
    }
  }

  /** Its ring is full, some answers wait, and it says nothing more. */
  @Test
  void shouldTakeItForHangingWhenPeerLeavesItsAnswersLying() {
    try (Pipeline pipeline =
        pipeline(
            SHORT,
            peer -> {
              if (!peer.hasInputs(AHEAD)) {
                peer.listen();
              } else if (!peer.hasSent((ANSWERS_THAT_FIT + SOME) * Link.MAX_TURN)) {
                peer.ask();
              }
            })) {
      assertThatThrownBy(pipeline::run).hasStackTraceContaining("hangs: made no progress for ms=");
    }
  }

  @Test
  void shouldEndPeerWhenAnEntryIsLongerThanAnyCall() {
    MemorySegment longer = Arena.ofAuto().allocate(Packer.MAX_BYTES + 8L);
    try (Pipeline pipeline = pipeline(Duration.ZERO, peer -> peer.say(Call.POST, longer))) {
      assertThatThrownBy(pipeline::run).hasStackTraceContaining("call is too long: bytes=");
    }
  }
}
