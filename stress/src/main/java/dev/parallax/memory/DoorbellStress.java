package dev.parallax.memory;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The sleeper's announcement against the ringer's look. The bell under test does not sleep: the
 * test asks whether it would have, and whether it was woken, which tells what a real one does.
 */
public class DoorbellStress {
  private DoorbellStress() {}

  /** Notes that it was woken. */
  static final class CountingBell extends SleepingDoorbell {
    volatile int woken;

    @Override
    void prepare() {}

    @Override
    void sleep(long ns) {
      throw new AssertionError("the test only announces its sleep");
    }

    @Override
    void wake() {
      woken = 1;
    }
  }

  /** A link filled while its receiver goes to sleep. */
  @JCStressTest
  @Outcome(
      id = "0, 0",
      expect = Expect.ACCEPTABLE,
      desc = "ready when looked at, ring found nobody")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "ready when looked at, and woken too")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "asleep, then woken")
  @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "asleep for ever: the ring was lost")
  @State
  public static class Dekker {
    private final CountingBell bell = new CountingBell();
    private final SpscLink link = new SpscLink(1, 1);

    public Dekker() {
      bell.spins(0);
    }

    @Actor
    public void sleeper(II_Result r) {
      r.r1 = bell.announce(() -> !link.isEmpty()) ? 0 : 1;
    }

    @Actor
    public void ringer(II_Result r) {
      link.offer(this);
      bell.ring();
      r.r2 = bell.woken;
    }
  }
}
