package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpscLinkTest {
  @Test
  void shouldKeepOrderWhenWrapped() {
    SpscLink link = new SpscLink(3, 3);
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 3; i++) {
        assertThat(link.offer(round * 3 + i)).isTrue();
      }
      assertThat(link.offer("too much")).isFalse();
      assertThat(link.isFull()).isTrue();
      assertThat(link.size()).isEqualTo(3);
      for (int i = 0; i < 3; i++) {
        assertThat(link.peek()).isEqualTo(round * 3 + i);
        assertThat(link.poll()).isEqualTo(round * 3 + i);
      }
      assertThat(link.poll()).isNull();
      assertThat(link.peek()).isNull();
      assertThat(link.isEmpty()).isTrue();
    }
  }

  @Test
  void shouldUseHardBoundWhenForcedOrGrown() {
    SpscLink link = new SpscLink(1, 4);
    assertThat(link.offer("a")).isTrue();
    assertThat(link.offer("b")).isFalse();
    assertThat(link.offerHard("b")).isTrue();
    assertThat(link.isFull()).isTrue();
    assertThat(link.grow(3)).isTrue();
    assertThat(link.grow(2)).isFalse();
    assertThat(link.bound()).isEqualTo(3);
    assertThat(link.offer("c")).isTrue();
    assertThat(link.offer("d")).isFalse();
    assertThat(link.grow(100)).isTrue();
    assertThat(link.bound()).isEqualTo(4);
    assertThat(link.grow(100)).isFalse();
    assertThat(link.offer("d")).isTrue();
    assertThat(link.offerHard("e")).isFalse();
    assertThat(link.poll()).isEqualTo("a");
    assertThat(link.poll()).isEqualTo("b");
    assertThat(link.poll()).isEqualTo("c");
    assertThat(link.poll()).isEqualTo("d");
  }

  @Test
  void shouldKeepOrderWhenEnlarged() {
    for (int taken = 0; taken < 5; taken++) {
      SpscLink link = new SpscLink(2, 4);
      for (int i = 0; i < taken; i++) {
        assertThat(link.offer(-1)).isTrue();
        assertThat(link.poll()).isEqualTo(-1);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(link.offerHard(i)).isTrue();
      }
      assertThat(link.enlarge(16)).isTrue();
      assertThat(link.enlarge(100)).isTrue();
      assertThat(link.hardBound()).isEqualTo(100);
      assertThat(link.offer(3)).isFalse();
      link.limit(50);
      link.glance(10);
      for (int i = 3; i < 50; i++) {
        assertThat(link.offer(i)).isTrue();
      }
      assertThat(link.offer("too much")).isFalse();
      assertThat(link.size()).isEqualTo(50);
      for (int i = 0; i < 50; i++) {
        assertThat(link.peek()).isEqualTo(i);
        assertThat(link.poll()).isEqualTo(i);
      }
      assertThat(link.poll()).isNull();
      assertThat(link.isEmpty()).isTrue();
    }
  }

  @Test
  void shouldNotEnlargeWhenEveryPlaceIsTaken() {
    SpscLink link = new SpscLink(4, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(link.offer(i)).isTrue();
    }
    assertThat(link.enlarge(8)).isFalse();
    assertThat(link.hardBound()).isEqualTo(4);
    assertThat(link.poll()).isEqualTo(0);
    assertThat(link.enlarge(8)).isTrue();
    assertThat(link.offerHard(4)).isTrue();
    for (int i = 1; i < 5; i++) {
      assertThat(link.poll()).isEqualTo(i);
    }
    assertThatThrownBy(() -> link.enlarge(8))
        .hasMessage("link can't grow so: hardBound=8 newHardBound=8");
    assertThatThrownBy(() -> link.enlarge(SpscLink.MAX_BOUND + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldLoseNothingWhenEnlargedWhileTheReceiverTakes() throws InterruptedException {
    SpscLink link = new SpscLink(2, 2);
    int n = 200_000;
    Throwable[] failure = new Throwable[1];
    Thread receiver =
        new Thread(() -> {
          try {
            for (int want = 0; want < n; ) {
              Object got = link.poll();
              if (got == null) {
                Thread.onSpinWait();
              } else {
                assertThat((Integer) got).isEqualTo(want++);
              }
            }
          } catch (Throwable t) {
            failure[0] = t;
          }
        });
    receiver.start();
    for (int i = 0; i < n && failure[0] == null; ) {
      if (i % 20_000 == 0 && link.hardBound() <= i / 20_000 + 2) {
        if (link.enlarge(link.hardBound() + 1)) {
          link.limit(link.hardBound());
        }
      } else if (link.offer(i)) {
        i++;
      } else {
        Thread.yield();
      }
    }
    receiver.join(20_000);
    assertThat(failure[0]).isNull();
    assertThat(receiver.isAlive()).isFalse();
    assertThat(link.hardBound()).isGreaterThan(8);
  }

  @Test
  void shouldRefuseBoundsWhenOutOfRange() {
    assertThatThrownBy(() -> new SpscLink(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpscLink(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpscLink(1, Integer.MAX_VALUE))
        .hasMessage("link bound out of range: bound=1 hardBound=" + Integer.MAX_VALUE);
  }

  @Test
  void shouldLoseAndReorderNothingWhenTwoThreadsHammer() throws InterruptedException {
    SpscLink link = new SpscLink(7, 64);
    Doorbell items = Doorbell.futex();
    Doorbell space = Doorbell.futex();
    items.spins(10);
    space.spins(10);
    int n = 300_000;
    Throwable[] failure = new Throwable[1];
    Thread receiver =
        new Thread(() -> {
          try {
            for (int want = 0; want < n; ) {
              Object got = link.poll();
              if (got == null) {
                items.await(() -> !link.isEmpty(), Long.MAX_VALUE);
                continue;
              }
              assertThat((Integer) got).isEqualTo(want++);
              space.ring();
            }
          } catch (Throwable t) {
            failure[0] = t;
          }
        });
    receiver.start();
    for (int i = 0; i < n; ) {
      if (link.offer(i)) {
        i++;
        items.ring();
        if (i == n / 2) {
          link.grow(50);
        }
      } else {
        assertThat(receiver.isAlive()).isTrue();
        space.await(() -> !link.isFull(), System.nanoTime() + 1_000_000_000L);
      }
    }
    receiver.join(20_000);
    assertThat(receiver.isAlive()).isFalse();
    assertThat(failure[0]).isNull();
    assertThat(link.isEmpty()).isTrue();
  }
}
