package dev.parallax.memory;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;

/** The link between one sender and one receiver. */
public class SpscLinkStress {
  private SpscLinkStress() {}

  static final class Box {
    int value;

    Box(int value) {
      this.value = value;
    }
  }

  static int value(Object entry) {
    return entry == null ? 0 : ((Box) entry).value;
  }

  /** Two offers, two polls. */
  abstract static class TwoEach {
    final SpscLink link = new SpscLink(2, 2);

    final void pollTwice(III_Result r) {
      r.r1 = value(link.poll());
      r.r2 = value(link.poll());
    }
  }

  /** Entries come in order, and what they refer to is seen whole. */
  @JCStressTest
  @Outcome(id = "0, 0, 2", expect = Expect.ACCEPTABLE, desc = "both polls before both offers")
  @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "first offer between the polls")
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "second offer after both polls")
  @Outcome(id = "1, 2, 0", expect = Expect.ACCEPTABLE, desc = "each poll after its offer")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, reordered, repeated or half-seen entry")
  @State
  public static class Order extends TwoEach {
    @Actor
    public void sender() {
      link.offer(new Box(1));
      link.offer(new Box(2));
    }

    @Actor
    public void receiver(III_Result r) {
      pollTwice(r);
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r3 = link.size();
    }
  }

  /** A full ring of one place, used again while the receiver leaves it. */
  @JCStressTest
  @Outcome(id = "1, 0, 1, 0", expect = Expect.ACCEPTABLE, desc = "offer refused before the poll")
  @Outcome(id = "1, 1, 1, 2", expect = Expect.ACCEPTABLE, desc = "offer after the poll")
  @Outcome(expect = Expect.FORBIDDEN, desc = "entry overwritten, or its place cleared too late")
  @State
  public static class Reuse {
    final SpscLink link = new SpscLink(1, 1);

    public Reuse() {
      link.offer(new Box(1));
    }

    @Actor
    public void sender(IIII_Result r) {
      r.r2 = link.offer(new Box(2)) ? 1 : 0;
    }

    @Actor
    public void receiver(IIII_Result r) {
      r.r1 = value(link.peek());
      r.r3 = value(link.poll());
    }

    @Arbiter
    public void rest(IIII_Result r) {
      r.r4 = value(link.poll());
    }
  }

  /** The sender moves to a larger ring while the receiver empties the old one. */
  @JCStressTest
  @JCStressMeta(Order.class)
  @State
  public static class Enlarge extends TwoEach {
    @Actor
    public void sender() {
      link.offer(new Box(1));
      link.enlarge(4);
      link.offer(new Box(2));
    }

    @Actor
    public void receiver(III_Result r) {
      pollTwice(r);
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r3 = link.size();
    }
  }

  /** Two threads raise the bound; the larger stays. */
  @JCStressTest
  @Outcome(id = "1, 1, 4", expect = Expect.ACCEPTABLE, desc = "the smaller first")
  @Outcome(id = "0, 1, 4", expect = Expect.ACCEPTABLE, desc = "the larger first")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a raise was lost")
  @State
  public static class Grow {
    final SpscLink link = new SpscLink(1, 8);

    @Actor
    public void small(III_Result r) {
      r.r1 = link.grow(2) ? 1 : 0;
    }

    @Actor
    public void large(III_Result r) {
      r.r2 = link.grow(4) ? 1 : 0;
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r3 = link.bound();
    }
  }
}
