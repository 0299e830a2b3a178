package dev.parallax.memory.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.MemoryAudit;
import java.io.File;
import java.util.BitSet;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Peers that are killed at random instants, {@code -Dparallax.link.kills} of them: no slot and no
 * descriptor is lost, and every buffer comes back exactly once, or is counted.
 */
class RandomKillTest {
  private static final int KILLS = Integer.getInteger("parallax.link.kills", 8);
  private static final int MAX_RUN_NS = 60_000_000;

  private final Random random = new Random(Long.getLong("parallax.link.seed", 7));
  private final Count count = new Count();
  private int seq;

  /** What became of each buffer. */
  private static final class Count implements LinkHandler {
    final BitSet delivered = new BitSet();
    final BitSet done = new BitSet();
    final BitSet lost = new BitSet();
    int twice;
    int wrong;

    @Override
    public void onBuffer(Buffer buffer, LinkEntry entry) {
      int of = entry.cause();
      twice += delivered.get(of) ? 1 : 0;
      wrong += Payload.is(buffer, of) ? 0 : 1;
      delivered.set(of);
      buffer.close();
    }

    @Override
    public void onDone(int seq) {
      twice += done.get(seq) ? 1 : 0;
      done.set(seq);
    }

    @Override
    public void onEvent(LinkEntry entry) {
      wrong++;
    }

    @Override
    public void onProperty(LinkEntry entry) {
      wrong++;
    }

    @Override
    public void onLost(Buffer buffer, int port, int seq) {
      twice += lost.get(seq) ? 1 : 0;
      lost.set(seq);
      buffer.close();
    }
  }

  @Test
  void shouldAccountForEveryBufferWhenPeersAreKilled() throws Exception {
    Doorbell bell = Doorbell.futex();
    FixedBufferPool pool = Host.pool(bell);
    kill(bell, pool, Role.IDENTITY);
    int descriptors = descriptors();
    for (int i = 1; i < KILLS; i++) {
      kill(bell, pool, i % 2 == 0 ? Role.IDENTITY : Role.COPIER);
      assertThat(pool.stats().available()).isEqualTo(Host.SLOTS);
      assertThat(MemoryAudit.outstanding()).isEmpty();
    }
    assertThat(descriptors()).isEqualTo(descriptors);
    assertThat(count.twice).isZero();
    assertThat(count.wrong).isZero();
    assertThat(count.done).isEqualTo(count.delivered);
    System.out.println(
        "kills="
            + KILLS
            + " sent="
            + seq
            + " delivered="
            + count.delivered.cardinality()
            + " lost="
            + count.lost.cardinality());
    pool.close();
    bell.close();
  }

  private void kill(Doorbell bell, FixedBufferPool pool, Role role) throws Exception {
    int first = seq + 1;
    try (Host host = Host.start(Variant.PROCESS, role, bell, pool)) {
      long end = System.nanoTime() + random.nextInt(MAX_RUN_NS);
      while (System.nanoTime() < end) {
        if (pool.hasFree() && host.link.canLend(0)) {
          Buffer buffer = Payload.make(Objects.requireNonNull(pool.tryAcquire()), ++seq);
          assertThat(host.link.send(buffer, seq & 1, seq, 0, 0)).isTrue();
        }
        host.link.flush();
        host.link.poll(count, Link.MAX_TURN);
      }
      host.kill();
      assertThat(host.link.recover(count)).isTrue();
      accounts(role, first);
    }
  }

  /** A copy's input may have been returned before the copy was shown: then it is not done. */
  private void accounts(Role role, int first) {
    for (int i = first; i <= seq; i++) {
      boolean delivered = count.delivered.get(i);
      assertThat(count.lost.get(i) && delivered && role == Role.IDENTITY).isFalse();
      assertThat(delivered || count.lost.get(i) || role == Role.COPIER)
          .as("buffer %d of %d to %d", i, first, seq)
          .isTrue();
    }
  }

  private static int descriptors() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }
}
