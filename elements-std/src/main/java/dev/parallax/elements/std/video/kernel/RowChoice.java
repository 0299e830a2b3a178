package dev.parallax.elements.std.video.kernel;

import java.util.function.LongSupplier;

/**
 * Chooses the loops for the next row. Until the optimizing compiler has done them, vector loops are
 * a thousand times slower than plain ones and make every vector an object, and a first picture
 * would take a second. So a short stream is done without them, then vectors get at most half of the
 * time, and all rows once a number of rows in a line were faster and allocated nothing. That proof
 * is renewed from time to time, since code may be compiled anew; vectors that can't give it are
 * given up for good. Both loops give the same bytes.
 */
final class RowChoice {
  /** Rows in a line that settle it. */
  static final int WINS = 12;

  /** Plain work before the first try. */
  static final long PATIENCE_NS = 50_000_000;

  /** Work on vectors without a proof before they are given up. */
  static final long GIVE_UP_NS = 10_000_000_000L;

  /** The same in rows, for pictures so small that the time would never come. */
  static final int GIVE_UP_ROWS = 1_000_000;

  /** Pictures between two proofs. */
  static final int RENEW_PICTURES = 1_000;

  private final RowKernels fast;
  private final RowKernels plain = ScalarRows.INSTANCE;
  private final LongSupplier clock;
  private final LongSupplier allocated;
  private RowKernels current;
  private boolean settled;
  private boolean fixed;
  private long debtNs = PATIENCE_NS;
  private int wins;
  private long triedNs;
  private int triedRows;
  private int pictures;
  private long plainNs = Long.MAX_VALUE;
  private long since;
  private long bytes;
  private boolean rowDone;

  RowChoice(RowKernels fast) {
    this(
        fast,
        System::nanoTime,
        fast == ScalarRows.INSTANCE ? () -> 0 : AllocatedBytes.ofThisThread());
  }

  /**
   * A choice with clocks of its own, for tests.
   *
   * @param clock nanoseconds
   * @param allocated bytes that the calling thread has allocated
   */
  RowChoice(RowKernels fast, LongSupplier clock, LongSupplier allocated) {
    this.fast = fast;
    this.clock = clock;
    this.allocated = allocated;
    current = plain;
    fixed = fast == plain;
    settled = fixed;
  }

  /** Always these loops, for tests. */
  static RowChoice only(RowKernels rows) {
    RowChoice choice = new RowChoice(rows, () -> 0, () -> 0);
    choice.fix(rows);
    return choice;
  }

  private void fix(RowKernels rows) {
    fixed = true;
    settled = true;
    current = rows;
  }

  /** To be called before the first row of a picture. */
  void begin() {
    if (fixed) {
      return;
    }
    if (settled && ++pictures == RENEW_PICTURES) {
      askAgain();
    }
    // The last row of a picture is not judged: what follows it is not known to be ours.
    rowDone = false;
  }

  private void askAgain() {
    settled = false;
    wins = 0;
    debtNs = 0;
    triedNs = 0;
    triedRows = 0;
    pictures = 0;
  }

  /** Loops for the row that starts now. */
  RowKernels next() {
    if (!settled) {
      choose();
    }
    return current;
  }

  /** Loops for the row that was started last. */
  RowKernels rows() {
    return current;
  }

  private void choose() {
    long now = clock.getAsLong();
    long nowBytes = allocated.getAsLong();
    if (rowDone) {
      judge(now - since, nowBytes - bytes);
    }
    rowDone = true;
    since = now;
    bytes = nowBytes;
    if (!fixed) {
      current = settled || debtNs < 0 ? fast : plain;
    }
  }

  private void judge(long took, long garbage) {
    if (current == plain) {
      plainNs = took;
      debtNs -= took;
      return;
    }
    wins = took < plainNs && garbage == 0 ? wins + 1 : 0;
    settled = wins == WINS;
    debtNs += took;
    triedNs += took;
    triedRows++;
    if (!settled && (triedNs > GIVE_UP_NS || triedRows > GIVE_UP_ROWS)) {
      fix(plain);
    }
  }
}
