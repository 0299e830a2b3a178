package dev.parallax.elements.std.video.kernel;

/**
 * Chooses the loops for the next row. Until the optimizing compiler has done them, vector loops are a thousand times slower than
 * plain ones, and a first picture would take a second; so a short stream is done without them, then vectors get at most half of
 * the time, and all rows once they have won a number of times. Both give the same bytes.
 */
final class RowChoice {
  private static final int WINS = 12;

  /** Plain work before the first try. */
  private static final long PATIENCE_NS = 50_000_000;

  private final RowKernels fast;
  private final RowKernels plain;
  private RowKernels current;
  private boolean settled;
  private long debtNs = PATIENCE_NS;
  private int wins;
  private long plainNs = Long.MAX_VALUE;
  private long since;

  RowChoice(RowKernels fast) {
    this.fast = fast;
    plain = ScalarRows.INSTANCE;
    settled = fast == plain;
    current = settled ? plain : fast;
  }

  /** Always these loops, for tests. */
  static RowChoice only(RowKernels rows) {
    RowChoice choice = new RowChoice(rows);
    choice.settled = true;
    choice.current = rows;
    return choice;
  }

  /** To be called before the first row of a picture. */
  void begin() {
    if (!settled) {
      current = plain;
      since = System.nanoTime();
    }
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
    long now = System.nanoTime();
    long took = now - since;
    since = now;
    if (current == plain) {
      plainNs = took;
      debtNs -= took;
    } else {
      wins = took < plainNs ? wins + 1 : 0;
      settled = wins == WINS;
      debtNs += took;
    }
    current = settled || debtNs < 0 ? fast : plain;
  }
}
