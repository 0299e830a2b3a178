package dev.parallax.elements.std.audio.kernel;

import dev.parallax.elements.std.video.kernel.LoopMeter;
import java.util.function.LongSupplier;

/**
 * Chooses between vector loops and plain ones, which give the same samples. Until the optimizing
 * compiler has done them, vector loops are a thousand times slower and make every vector an object.
 * So a short stream is done without them, then they get at most half of the time, and all work once
 * they were faster and allocated nothing for a number of times in a line. Vectors that never can
 * are given up.
 *
 * @param <K> the loops
 */
public final class LoopChoice<K> {
  /** Successes in a line that settle it. */
  static final int WINS = 12;

  /** Plain work before the first try. */
  static final long PATIENCE_NS = 30_000_000;

  /** Work on vectors without success before they are given up. */
  static final long GIVE_UP_NS = 10_000_000_000L;

  /** The same in tries, for work so small that the time would never come. */
  static final int GIVE_UP_TRIES = 1_000_000;

  private final K fast;
  private final K plain;
  private final LoopMeter meter;
  private K current;
  private boolean settled;
  private long debtNs = PATIENCE_NS;
  private int wins;
  private long triedNs;
  private int tries;
  private double plainCost = Double.MAX_VALUE;
  private long since;
  private long bytes;

  /** A choice; both may be the same. */
  public LoopChoice(K fast, K plain) {
    this(fast, plain, LoopMeter.ofThisThread());
  }

  /**
   * A choice with clocks of its own, for tests.
   *
   * @param clock nanoseconds
   * @param allocated bytes that the calling thread has allocated
   */
  LoopChoice(K fast, K plain, LongSupplier clock, LongSupplier allocated) {
    this(fast, plain, LoopMeter.of(clock, allocated));
  }

  private LoopChoice(K fast, K plain, LoopMeter meter) {
    this.fast = fast;
    this.plain = plain;
    this.meter = meter;
    current = plain;
    settled = fast == plain;
  }

  /** Loops for a piece of work that starts now; {@link #end} follows. */
  public K begin() {
    if (!settled) {
      current = debtNs < 0 ? fast : plain;
      bytes = meter.bytes();
      since = meter.ns();
    }
    return current;
  }

  /** The piece is done; {@code work} is its size in any unit, the same each time. */
  public void end(long work) {
    if (settled || work <= 0) {
      return;
    }
    long took = meter.ns() - since;
    boolean clean = meter.bytes() == bytes;
    double cost = (double) took / work;
    if (current == plain) {
      plainCost = cost;
      debtNs -= took;
      return;
    }
    wins = cost < plainCost && clean ? wins + 1 : 0;
    debtNs += took;
    triedNs += took;
    tries++;
    if (wins == WINS) {
      settled = true;
    } else if (triedNs > GIVE_UP_NS || tries > GIVE_UP_TRIES) {
      settled = true;
      current = plain;
    }
  }
}
