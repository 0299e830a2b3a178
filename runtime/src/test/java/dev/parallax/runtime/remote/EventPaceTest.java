package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.element.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** So much in a second, by a clock of the test's. */
class EventPaceTest {
  private static final long SECOND_NS = 1_000_000_000L;

  /** A sixteenth of what a second has room for, and as much again as it takes to say so. */
  private static final Event LARGE =
      new Event.Custom("a/b", Map.of("x", "y".repeat((int) (EventPace.BYTES_PER_SECOND / 2 / 16))));

  private final EventPace pace = new EventPace();

  private void come(int events, long nowNs) {
    for (int i = 0; i < events; i++) {
      pace.came(LARGE, nowNs);
    }
  }

  @Test
  void shouldRestUntilTheSecondIsOverWhenTooMuchCame() {
    for (long start = -5 * SECOND_NS; start < 0; start += SECOND_NS) {
      come(15, start);
      assertThat(pace.isOver(start)).isFalse();
      come(1, start + 1);
      assertThat(pace.isOver(start + 1)).isTrue();
      assertThat(pace.isOver(start + SECOND_NS - 1)).isTrue();
      assertThat(pace.isOver(start + SECOND_NS)).isFalse();
    }
  }

  @Test
  void shouldForgetWhatCameWhenASecondIsOver() {
    for (int second = 1; second < 100; second++) {
      come(10, second * SECOND_NS);
      assertThat(pace.isOver(second * SECOND_NS)).isFalse();
    }
  }

  /** Events without a text cost something, too. */
  @Test
  void shouldRestWhenThereAreTooManySmallOnes() {
    Event small = new Event.Gap(0, 1);
    for (long left = EventPace.BYTES_PER_SECOND / EventHeap.bytes(small) - 1; left > 0; left--) {
      pace.came(small, 1);
    }
    assertThat(pace.isOver(1)).isFalse();
    pace.came(small, 1);
    assertThat(pace.isOver(1)).isTrue();
  }
}
