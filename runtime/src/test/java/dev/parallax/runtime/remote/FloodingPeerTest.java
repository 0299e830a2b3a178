package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.memory.link.Link;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Collections;
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
  /** A message that takes longer to be read than to be sent: there is always another one. */
  private static final MemorySegment MESSAGE =
      MessageCodec.write(new Packer(), Collections.nCopies(100, "x"), List.of()).written();

  /** Of 256 entries 32 are kept for leases that are returned; up to 15 may be inputs. */
  private static final int ANSWERS_THAT_FIT = 224;

  /** One answer waits for room, or up to 16. */
  private static final long ENTRIES = (ANSWERS_THAT_FIT + 1L) * Link.MAX_TURN;

  private static final Duration SHORT = Duration.ofMillis(400);

  private final List<FloodingPeer> peers = new CopyOnWriteArrayList<>();

  @AfterEach
  void shouldLeakNothing() {
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
  }

  private Pipeline pipeline(Duration hangLimit, FloodingPeer.Attack attack) {
    return pipeline("hsrc ! pass name=wild ! hsink", hangLimit, attack);
  }

  private Pipeline pipeline(String text, Duration hangLimit, FloodingPeer.Attack attack) {
    return Pipeline.parse(text)
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
  @Test
  void shouldStopWhenPeerSendsMessagesForEver() throws Exception {
    try (Pipeline pipeline =
        pipeline(
            Duration.ZERO,
            peer -> {
              peer.listen();
              peer.say(Call.POST, MESSAGE);
            })) {
      pipeline.prepare();
      pipeline.activate();
      until(() -> peers.size() == 1 && peers.getFirst().hasSent(10_000));
    }
    assertThat(peers).singleElement().matches(peer -> peer.death() != null);
  }

  /** The source is in a call all the time: it waits for room, or for the peer's answer. */
  @ParameterizedTest
  @ValueSource(strings = {"hsrc ! pass name=wild ! hsink", "hsrc ! queue ! pass name=wild ! hsink"})
  void shouldStopWhenPeerSendsEventsUpstreamForEver(String text) throws Exception {
    MemorySegment event = EventCodec.write(new Packer(), new Event.ForceKeyUnit()).written();
    List<String> warnings = new CopyOnWriteArrayList<>();
    try (Pipeline pipeline =
        pipeline(
            text,
            Duration.ZERO,
            peer -> {
              peer.listen();
              peer.say(Call.UPSTREAM, event);
            })) {
      pipeline
          .bus()
          .listen(message -> {
            if (message instanceof Message.Warning warning) {
              warnings.add(warning.from() + " " + warning.text());
            }
          });
      pipeline.prepare();
      pipeline.activate();
      until(() -> peers.size() == 1 && peers.getFirst().hasSent(10_000));
    }
    assertThat(peers).singleElement().matches(peer -> peer.death() != null);
    assertThat(warnings)
        .singleElement()
        .satisfies(w -> assertThat(w).startsWith("wild element sends too many events upstream"));
  }

  @Test
  void shouldTakeItForHangingWhenPeerSendsNothingButMessages() {
    try (Pipeline pipeline =
        pipeline(
            SHORT,
            peer -> {
              peer.listen();
              peer.say(Call.POST, MESSAGE);
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
              if (!peer.hasSent(ENTRIES)) {
                peer.ask();
              }
            })) {
      assertThatThrownBy(pipeline::run).hasStackTraceContaining("hangs: made no progress for ms=");
    }
    assertThat(peers).singleElement().matches(peer -> peer.hasSent(ENTRIES));
  }

  @Test
  void shouldEndPeerWhenAnEntryIsLongerThanAnyCall() {
    MemorySegment longer = Arena.ofAuto().allocate(Packer.MAX_BYTES + 8L);
    try (Pipeline pipeline = pipeline(Duration.ZERO, peer -> peer.say(Call.POST, longer))) {
      assertThatThrownBy(pipeline::run).hasStackTraceContaining("call is too long: bytes=");
    }
  }
}
