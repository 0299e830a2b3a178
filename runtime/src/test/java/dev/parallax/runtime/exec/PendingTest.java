package dev.parallax.runtime.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.element.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTest {
  private final Pending pending = new Pending(0);

  @Test
  void shouldKeepTheLatestOfEachKindInTheOrderInWhichTheyCameWhenNobodyTakesThem() {
    for (int i = 0; i < 10_000; i++) {
      pending.add(new Event.ForceKeyUnit());
      pending.add(new Event.Latency(i));
      pending.add(new Event.Seek(i));
      pending.add(new Event.Qos(i, i));
      pending.add(new Event.SeekBytes(i));
    }
    pending.add(new Event.Latency(7));
    assertThat(pending.dirty()).isTrue();
    assertThat(pending.events()).isEqualTo(5);
    assertThat(taken())
        .containsExactly(
            new Event.ForceKeyUnit(),
            new Event.Seek(9_999),
            new Event.Qos(9_999, 9_999),
            new Event.SeekBytes(9_999),
            new Event.Latency(7));
    assertThat(pending.events()).isZero();
  }

  @Test
  void shouldBeMarkedAgainWhenAnEventComesWhileItIsTaken() {
    pending.add(new Event.Latency(1));
    pending.begin();
    assertThat(pending.dirty()).isFalse();
    pending.add(new Event.Latency(2));
    assertThat(pending.dirty()).isTrue();
    assertThat(taken()).containsExactly(new Event.Latency(2));
  }

  private List<Event.Upstream> taken() {
    List<Event.Upstream> all = new ArrayList<>();
    for (Event.Upstream event; (event = pending.nextEvent()) != null; ) {
      all.add(event);
    }
    return all;
  }
}
