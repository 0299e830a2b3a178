package dev.parallax.elements.std.video.kernel;

import java.util.function.LongSupplier;

/** Chooses the loops for the next row of a picture. */
final class RowChoice extends LoopChoice<RowKernels> {
  private boolean rowDone;

  RowChoice(RowKernels fast) {
    super(fast, ScalarRows.INSTANCE);
  }

  /**
   * A choice with clocks of its own, for tests.
   *
   * @param clock nanoseconds
   * @param allocated bytes that the calling thread has allocated
   */
  RowChoice(RowKernels fast, LongSupplier clock, LongSupplier allocated) {
    super(fast, ScalarRows.INSTANCE, clock, allocated);
  }

  /** Always these loops, for tests. */
  static RowChoice only(RowKernels rows) {
    RowChoice choice = new RowChoice(rows, () -> 0, () -> 0);
    choice.fix(rows);
    return choice;
  }

  /** To be called before the first row of a picture. */
  @Override
  public void begin() {
    super.begin();
    // The last row of a picture is not judged: what follows it is not known to be ours.
    rowDone = false;
  }

  /** Loops for the row that starts now. */
  RowKernels next() {
    if (!isSettled()) {
      turn(rowDone);
      rowDone = true;
    }
    return current();
  }

  /** Loops for the row that was started last. */
  RowKernels rows() {
    return current();
  }
}
