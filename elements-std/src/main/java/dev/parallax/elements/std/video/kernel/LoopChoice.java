package dev.parallax.elements.std.video.kernel;

import java.util.function.LongSupplier;

/**
 * Chooses between vector loops and plain ones for the next unit of work, such as a row. Until the
 * optimizing compiler has done them, vector loops are a thousand times slower than plain ones and
 * make every vector an object, and a first picture would take a second. So a short stream is done
 * without them, then vectors get at most half of the time, and all units once a number of units in
 * a line allocated nothing and took less than as many plain ones of late. That is a matter of
 * means, as one unit may have more to do than another. The proof is renewed from time to time,
 * since code may be compiled anew; vectors that can't give it are given up for good. Both loops
 * give the same bytes.
 *
 * @param <K> the loops
 */
public class LoopChoice<K> {
  /** Units in a line, without an allocation, whose time settles it. */
  static final int WINS = 12;

  /** Share of a plain unit in the mean of those of late. */
  private static final int SHARE = 8;

  /** A unit counts for so many times the mean at most: the thread may have been interrupted. */
  private static final int MOST = 4;

  /** Plain work before the first try. */
  static final long PATIENCE_NS = 50_000_000;

  /** Work on vectors without a proof before they are given up. */
  static final long GIVE_UP_NS = 10_000_000_000L;

  /** The same in units, for pictures so small that the time would never come. */
  static final int GIVE_UP_ROWS = 1_000_000;

  /** Pictures between two proofs. */
  static final int RENEW_PICTURES = 1_000;

  private final K fast;
  private final K plain;
  private final LoopMeter meter;
  private K current;
  private boolean settled;
  private boolean fixed;
  private long debtNs = PATIENCE_NS;
  private int wins;
  private long winsNs;
  private long triedNs;
  private int triedUnits;
  private int pictures;
  private long plainNs;
  private long since;
  private long bytes;

  /**
   * A choice.
   *
   * @param fast loops on vectors, or {@code plain} again where these can't be used
   * @param plain loops without
   */
  public LoopChoice(K fast, K plain) {
    this(fast, plain, fast == plain ? LoopMeter.of(() -> 0, () -> 0) : LoopMeter.ofThisThread());
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
    fixed = fast == plain;
    settled = fixed;
  }

  /** Always these loops, for tests. */
  public static <K> LoopChoice<K> always(K loops) {
    return new LoopChoice<>(loops, loops, () -> 0, () -> 0);
  }

  final void fix(K loops) {
    fixed = true;
    settled = true;
    current = loops;
  }

  /** To be called before the first unit of a picture. */
  public void begin() {
    if (!fixed && settled && ++pictures == RENEW_PICTURES) {
      askAgain();
    }
  }

  private void askAgain() {
    settled = false;
    wins = 0;
    winsNs = 0;
    debtNs = 0;
    triedNs = 0;
    triedUnits = 0;
    pictures = 0;
  }

  /** Loops for the unit that starts now; {@link #stop} tells its end. */
  public final K start() {
    if (!settled) {
      start(meter.ns(), meter.bytes());
    }
    return current;
  }

  /** The unit has ended. */
  public final void stop() {
    if (!settled) {
      stop(meter.ns(), meter.bytes());
    }
  }

  /** Loops for the unit that was started last. */
  final K current() {
    return current;
  }

  final boolean isSettled() {
    return settled;
  }

  /** The end of a unit and the start of the next. */
  final void turn(boolean begun) {
    long now = meter.ns();
    long nowBytes = meter.bytes();
    if (begun) {
      stop(now, nowBytes);
    }
    start(now, nowBytes);
  }

  private void start(long now, long nowBytes) {
    since = now;
    bytes = nowBytes;
    if (!fixed) {
      current = settled || debtNs < 0 ? fast : plain;
    }
  }

  private void stop(long now, long nowBytes) {
    long took = now - since;
    if (current == plain) {
      plainNs += plainNs == 0 ? took : (Math.min(took, MOST * plainNs) - plainNs) / SHARE;
      debtNs -= took;
      return;
    }
    if (wins == WINS || nowBytes != bytes) {
      wins = 0;
      winsNs = 0;
    }
    if (nowBytes == bytes) {
      wins++;
      winsNs += took;
      settled = wins == WINS && winsNs < WINS * plainNs;
    }
    debtNs += took;
    triedNs += took;
    triedUnits++;
    if (!settled && (triedNs > GIVE_UP_NS || triedUnits > GIVE_UP_ROWS)) {
      fix(plain);
    }
  }
}
