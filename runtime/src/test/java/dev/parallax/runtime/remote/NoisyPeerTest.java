package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a peer says, its pipeline ends by what is meant for that, and leaves nothing behind. */
class NoisyPeerTest {
  private static final int ROUNDS = Integer.getInteger("parallax.remote.peers", 300);

  /** What no check of this side ends with. */
  private static final Set<Class<?>> BLUNDERS =
      Set.of(
          NullPointerException.class,
          IndexOutOfBoundsException.class,
          ArrayIndexOutOfBoundsException.class,
          StringIndexOutOfBoundsException.class,
          ClassCastException.class,
          ArithmeticException.class,
          NegativeArraySizeException.class,
          UnsupportedOperationException.class,
          OutOfMemoryError.class,
          StackOverflowError.class);

  @AfterEach
  void shouldLeakNothing() {
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
  }

  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldEndInOrderWhenPeerMakesNoise() {
    TreeMap<String, Integer> ends = new TreeMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      ends.merge(end(i), 1, Integer::sum);
    }
    assertThat(ends.keySet()).as(ends.toString()).anyMatch(e -> e.contains("broke the rules"));
    assertThat(ends).hasSizeGreaterThan(10);
  }

  /** The pipeline waits for the start, so nothing would end the wait: not even the peer's death. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldRefuseToWaitWhileElementStarts() {
    try (Pipeline pipeline = Pipeline.parse("hsrc num-buffers=20 ! pass name=noisy ! hsink")) {
      pipeline.placement(
          (name, element) -> name.equals("noisy") ? (e, n, p) -> NoisyPeer.waitingInStart() : null);
      assertThatThrownBy(pipeline::run)
          .isInstanceOf(ParallaxException.class)
          .hasStackTraceContaining("waits before it has started");
    }
  }

  private static String end(long seed) {
    try (Pipeline pipeline = Pipeline.parse("hsrc num-buffers=20 ! pass name=noisy ! hsink")) {
      pipeline.placement(
          (name, element) -> name.equals("noisy") ? (e, n, p) -> new NoisyPeer(seed) : null);
      pipeline.run();
      return "end of stream";
    } catch (ParallaxException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (BLUNDERS.contains(cause.getClass()) || !isExpected(e)) {
        throw new AssertionError("seed=" + seed, e);
      }
      return e.getMessage().replaceAll("[0-9]+", "N").lines().findFirst().orElse("");
    }
  }

  /** It has sent an exception, or was given up, or has ended; or it has sent the pipeline's own. */
  private static boolean isExpected(ParallaxException e) {
    Throwable cause = e.getCause();
    if (cause instanceof ParallaxException usedUp && usedUp.getCause() != null) {
      cause = usedUp.getCause();
    }
    return cause instanceof RemoteFailure
        || cause != null
            && cause.getStackTrace()[0].getClassName().equals(RemoteFailure.class.getName());
  }
}
