package dev.parallax.memory;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** References of a slot, its headers, the foreign release stack, and the wish for a slot. */
public class PoolStress {
  private static final PoolConfig CONFIG = PoolConfig.of("stress", 64, 2);

  /** One arena for all pools: the tests are about the lists, and run millions of times. */
  private static final SharedArena ARENA = SharedArena.create(CONFIG);

  private PoolStress() {}

  /** A pool with both slots out. */
  abstract static class Base {
    final FixedBufferPool pool = new FixedBufferPool(CONFIG, ARENA, false);
    final Buffer a;
    final Buffer b;

    Base() {
      own();
      a = Objects.requireNonNull(pool.tryAcquire());
      b = Objects.requireNonNull(pool.tryAcquire());
    }

    void own() {
      pool.own(SILENT);
    }

    /** Distinct slots that can be had, times 10, plus acquisitions that gave one. */
    int drain() {
      own();
      long seen = 0;
      int n = 0;
      for (Buffer got = pool.tryAcquire(); got != null && n < 9; got = pool.tryAcquire()) {
        seen |= 1L << got.slot().index;
        n++;
      }
      return Long.bitCount(seen) * 10 + n;
    }
  }

  private static final Doorbell SILENT = Doorbell.park();
  private static final ReturnRing NONE = new ReturnRing(2);

  /** Two holders of one slot close at once: the slot comes home exactly once. */
  @JCStressTest
  @Outcome(id = "1, 11", expect = Expect.ACCEPTABLE, desc = "whoever was last gave the slot back")
  @Outcome(expect = Expect.FORBIDDEN, desc = "slot lost or given back twice")
  @State
  public static class LastRelease extends Base {
    final Buffer second = a.share();

    @Actor
    public void one() {
      a.close();
    }

    @Actor
    public void two() {
      second.close();
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r1 = pool.stats().available();
      r.r2 = drain();
    }
  }

  /** A holder shares while another closes: the new header is alive and the count is right. */
  @JCStressTest
  @Outcome(id = "0, 1, 11", expect = Expect.ACCEPTABLE, desc = "home only after the share closed")
  @Outcome(expect = Expect.FORBIDDEN, desc = "slot home under a live header, or lost")
  @State
  public static class ShareAgainstClose extends Base {
    final Buffer second = a.share();
    Buffer third;

    @Actor
    public void sharer(III_Result r) {
      third = a.share();
      a.close();
    }

    @Actor
    public void closer() {
      second.close();
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r1 = pool.stats().available();
      boolean sole = third.isWritable();
      third.close();
      r.r2 = sole ? pool.stats().available() : -1;
      r.r3 = drain();
    }
  }

  /** Two holders share at once: they get different headers. */
  @JCStressTest
  @Outcome(
      id = "4, 1, 0",
      expect = Expect.ACCEPTABLE,
      desc = "two headers, each with its own place")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one header given to two threads")
  @State
  public static class ShareAgainstShare extends Base {
    final Buffer second = a.share();
    Buffer x;
    Buffer y;

    @Actor
    public void one() {
      x = a.share();
    }

    @Actor
    public void two() {
      y = second.share();
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r1 = a.slot().headersOut();
      r.r2 = x != y ? 1 : 0;
      a.close();
      second.close();
      x.close();
      y.close();
      r.r3 = a.slot().headersOut();
    }
  }

  /** A header closed by one thread and taken by another carries nothing over. */
  @JCStressTest
  @Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "a fresh or a reused header, well set")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the close of the old use reached the new one")
  @State
  public static class HeaderReuse extends Base {
    final Buffer second = a.share();

    @Actor
    public void closer() {
      second.metadata("old");
      second.close();
    }

    @Actor
    public void sharer(II_Result r) {
      a.pts(7);
      Buffer third = a.share();
      r.r1 = (int) third.pts();
      r.r2 = third.metadata() == null ? 0 : 1;
      third.close();
    }
  }

  /** Two foreign threads give different slots back. */
  @JCStressTest
  @Outcome(id = "2, 22", expect = Expect.ACCEPTABLE, desc = "both on the stack")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a push was lost or doubled")
  @State
  public static class PushAgainstPush extends Base {
    @Actor
    public void one() {
      a.close();
    }

    @Actor
    public void two() {
      b.close();
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r1 = pool.stats().available();
      r.r2 = drain();
    }
  }

  /** The owner takes the stack while another thread pushes. */
  @JCStressTest
  @Outcome(id = "0, 22", expect = Expect.ACCEPTABLE, desc = "take before the push")
  @Outcome(id = "1, 11", expect = Expect.ACCEPTABLE, desc = "push before the take")
  @Outcome(expect = Expect.FORBIDDEN, desc = "slot lost or given twice")
  @State
  public static class PushAgainstTake extends Base {
    private final ReleaseStack stack = new ReleaseStack();

    public PushAgainstTake() {
      stack.push(a.slot());
    }

    @Actor
    public void pusher() {
      stack.push(b.slot());
    }

    @Actor
    public void owner(II_Result r) {
      r.r1 = ReleaseStack.count(stack.takeAll()) - 1;
    }

    @Arbiter
    public void rest(II_Result r) {
      int left = ReleaseStack.count(stack.takeAll());
      // what both takes gave must be two slots in all
      r.r2 = r.r1 + 1 + left == 2 ? (r.r1 == 0 ? 22 : 11) : -1;
    }
  }

  /** The owner finds none while a slot comes home: it has it, or it will be rung (Dekker). */
  @JCStressTest
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "wish before the push: the pusher rings")
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "push before the look: the owner has it")
  @Outcome(
      id = "1, 1",
      expect = Expect.ACCEPTABLE,
      desc = "both saw each other: a ring without need")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "the owner sleeps beside a free slot")
  @State
  public static class WantedSlot extends Base {
    private final ReleaseStack stack = new ReleaseStack();

    @Actor
    public void owner(II_Result r) {
      r.r1 = ReleaseStack.count(stack.takeAllOrWant(NONE));
    }

    @Actor
    public void pusher(II_Result r) {
      r.r2 = stack.push(a.slot()) ? 1 : 0;
    }
  }

  /** As {@link WantedSlot}, through the look that precedes a sleep. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "wish before the push: the pusher rings")
  @Outcome(
      id = "1, 0",
      expect = Expect.ACCEPTABLE,
      desc = "push before the look: the owner sees it")
  @Outcome(
      id = "1, 1",
      expect = Expect.ACCEPTABLE,
      desc = "both saw each other: a ring without need")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "the owner sleeps beside a free slot")
  @State
  public static class WantedLook extends Base {
    private final ReleaseStack stack = new ReleaseStack();

    @Actor
    public void owner(II_Result r) {
      r.r1 = stack.hasElseWant(NONE, 1) ? 1 : 0;
    }

    @Actor
    public void pusher(II_Result r) {
      r.r2 = stack.push(a.slot()) ? 1 : 0;
    }
  }

  /** As {@link WantedSlot}, for two slots that come home through the ring of the batcher. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "wish before both: the batcher rings")
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "both before the look: the owner sees")
  @Outcome(
      id = "1, 1",
      expect = Expect.ACCEPTABLE,
      desc = "both saw each other: a ring without need")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "the owner sleeps beside enough slots")
  @State
  public static class WantedBatch {
    private final ReleaseStack stack = new ReleaseStack();
    private final ReturnRing ring = new ReturnRing(2);

    @Actor
    public void owner(II_Result r) {
      r.r1 = stack.hasElseWant(ring, 2) ? 1 : 0;
    }

    @Actor
    public void batcher(II_Result r) {
      for (int i = 0; i < 2; i++) {
        ring.put(i);
        ring.publish();
        r.r2 |= stack.isWanted(ring.waiting()) ? 1 : 0;
      }
    }
  }

  /** Indexes come through the ring in order, once, and with what was written before them. */
  @JCStressTest
  @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "nothing shown yet")
  @Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "shown, with the reader's last write")
  @Outcome(expect = Expect.FORBIDDEN, desc = "an index that was not put, or too early")
  @State
  public static class RingOrder {
    private final ReturnRing ring = new ReturnRing(2);
    private int payload;

    @Actor
    public void batcher() {
      payload = 7;
      ring.put(1);
      ring.publish();
    }

    @Actor
    public void owner(II_Result r) {
      r.r1 = ring.take();
      r.r2 = r.r1 < 0 ? 0 : payload;
    }
  }

  /** What a reader saw before its release happens before the slot's next use. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "not home yet when the owner looked")
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "home, and written again")
  @Outcome(expect = Expect.FORBIDDEN, desc = "slot was reused before its reader had finished")
  @State
  public static class ReuseAfterRelease extends Base {
    private final ReleaseStack stack = new ReleaseStack();
    private int payload = 1;

    @Actor
    public void reader(II_Result r) {
      r.r1 = payload;
      if (a.slot().drop(1)) {
        stack.push(a.slot());
      }
    }

    @Actor
    public void owner(II_Result r) {
      if (stack.takeAll() != 0) {
        payload = 2;
        r.r2 = 2;
      }
    }
  }

  /**
   * As {@link ReuseAfterRelease}, between two holders: the second finds itself alone and writes.
   */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "not the only holder yet")
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "alone, so it may write")
  @Outcome(expect = Expect.FORBIDDEN, desc = "written before the other reader had finished")
  @State
  public static class WriteWhenSole extends Base {
    private final Buffer second = a.share();
    private int payload = 1;

    @Actor
    public void reader(II_Result r) {
      r.r1 = payload;
      second.close();
    }

    @Actor
    public void writer(II_Result r) {
      if (a.isWritable()) {
        payload = 2;
        r.r2 = 2;
      }
    }
  }
}
