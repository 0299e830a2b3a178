package dev.parallax.model.solve;

/** Counts the work of a negotiation, so that tests can bound it without a clock. */
final class SolveStats {
  /** Revisions of one domain against another. */
  long revisions;

  /** Values and alternatives tried by the search. */
  long decisions;

  /** Times that a set of constraints was checked. */
  long checks;
}
