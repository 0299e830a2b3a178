package dev.parallax.memory.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.MemoryAudit;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.nativeglue.linux.Unistd;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A peer that overwrites all it may write, while the host sends to it and to a sibling. For {@code
 * -Dparallax.link.scribble.seconds} seconds each.
 */
class ScribblerTest {
  private static final long NS = Long.getLong("parallax.link.scribble.seconds", 2) * 1_000_000_000L;

  private final Doorbell bell = Doorbell.futex();
  private final FixedBufferPool pool = Host.pool(bell);
  private final Seen seen = new Seen();
  private long sessions;
  private long accepted;

  @AfterEach
  void close() {
    assertThat(MemoryAudit.outstanding()).isEmpty();
    pool.close();
    bell.close();
  }

  /** Many sessions: the same process, so that none has to be started for each. */
  @Test
  void shouldKeepEverySlotWhenAThreadScribbles() throws Exception {
    LinkPlan plan = LinkPlan.of(Host.LEASES, Host.LEASES, 1 << 16);
    AtomicBoolean stop = new AtomicBoolean();
    try (LinkFile theirs = LinkFile.create(plan, 1, 1).mapForWriting();
        FixedBufferPool their =
            FixedBufferPool.create(PoolConfig.of("peer", Host.SLOT_BYTES, Host.SLOTS))) {
      Thread scribbler =
          Thread.ofPlatform().start(() -> new Scribbler(theirs, their).run(stop::get));
      for (long end = System.nanoTime() + NS; System.nanoTime() < end; sessions++) {
        session(theirs, their.arena(), plan);
        assertThat(pool.stats().available()).isEqualTo(Host.SLOTS);
      }
      stop.set(true);
      scribbler.join();
    }
    System.out.println("scribbled sessions=" + sessions + " accepted=" + accepted);
    assertThat(sessions).isPositive();
  }

  private void session(LinkFile theirs, SharedArena arena, LinkPlan plan) {
    theirs.written().asSlice(0, LinkLayout.PAGE).fill((byte) 0);
    LinkFile mine = LinkFile.create(plan, 1, 1).mapForWriting();
    LinkFile read = LinkFile.received(Unistd.dup(theirs.fd()), theirs.description());
    Link link = Link.open("scribbled", mine, read.mapForReading(), 2);
    link.own(bell);
    link.export(pool.arena());
    link.attach(0, SharedArena.attach(Unistd.dup(arena.fd()), arena.description(), 1 << 20));
    try {
      for (int turn = 0; turn < 1000; turn++) {
        turn(link, turn);
      }
    } catch (LinkViolation e) {
      assertThat(e.reason()).isNotEmpty();
    }
    assertThat(link.recover(seen)).isTrue();
    accepted += link.stats().received();
  }

  private void turn(Link link, int seq) {
    if (pool.hasFree() && link.canLend(0)) {
      Buffer buffer = Payload.make(Objects.requireNonNull(pool.tryAcquire()), seq);
      if (!link.send(buffer, 0, seq, 0, 0)) {
        buffer.close();
      }
    }
    link.flush();
    link.isReady();
    link.poll(seen, Link.MAX_TURN);
  }

  @Test
  void shouldServeTheSiblingRightWhenAProcessScribbles() throws Exception {
    long end = System.nanoTime() + NS;
    Seen siblings = new Seen();
    int seq = 0;
    try (Host sibling = Host.start(Variant.PROCESS, Role.COPIER, bell, pool)) {
      do {
        try (Host hostile = Host.start(Variant.PROCESS, Role.SCRIBBLER, bell, pool)) {
          try {
            for (int turn = 0; turn < 100_000; turn++) {
              turn(hostile.link, turn);
              if (turn % 10 == 0) {
                sibling.send(siblings, ++seq);
              }
            }
          } catch (LinkViolation e) {
            assertThat(hostile.isAlive()).isTrue();
          }
          hostile.kill();
          assertThat(hostile.link.recover(seen)).isTrue();
          sessions++;
        }
      } while (System.nanoTime() < end);
      int sent = seq;
      sibling.until("all of the sibling's", siblings, () -> siblings.done == sent);
      sibling.until("all returns", siblings, () -> sibling.link.stats().leasesOut() == 0);
      assertThat(siblings.wrong).isZero();
      assertThat(siblings.count).isEqualTo(sent);
      assertThat(pool.stats().available()).isEqualTo(Host.SLOTS);
      sibling.end();
    }
    assertThat(sessions).isPositive();
  }
}
