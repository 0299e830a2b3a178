package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UnderWayTest {
  private final UnderWay underWay = new UnderWay();

  @Test
  void shouldTakeBuffersInOrder() {
    for (int round = 0; round < 100; round++) {
      int seq = 3 * round + 1;
      underWay.sent(seq);
      underWay.sent(seq + 1);
      assertThat(underWay.buffers()).isEqualTo(2);
      assertThat(underWay.over(seq)).isFalse();
      assertThat(underWay.over(seq + 1)).isFalse();
    }
    assertThat(underWay.any()).isFalse();
  }

  @Test
  void shouldRefuseWhenAnotherBufferIsOver() {
    underWay.sent(1);
    underWay.sent(2);
    assertThatThrownBy(() -> underWay.over(2)).isInstanceOf(PeerFault.class);
  }

  @Test
  void shouldRefuseWhenNothingIsUnderWay() {
    assertThatThrownBy(() -> underWay.over(0)).isInstanceOf(PeerFault.class);
  }

  /** The element waits in the first buffer, and is told something meanwhile. */
  @Test
  void shouldTakeTheInnerCallFirst() {
    underWay.sent(1);
    underWay.begin(2);
    assertThatThrownBy(() -> underWay.over(1)).isInstanceOf(PeerFault.class);
    assertThat(underWay.over(2)).isTrue();
    assertThat(underWay.isOver(2)).isTrue();
    underWay.leave();
    assertThat(underWay.over(1)).isFalse();
  }

  @Test
  void shouldTakeWhatWasLeftWhenItEnds() {
    underWay.begin(1);
    underWay.leave();
    underWay.sent(2);
    underWay.takeAny();
    assertThat(underWay.over(1)).isTrue();
    assertThat(underWay.over(2)).isFalse();
    assertThat(underWay.any()).isFalse();
  }
}
