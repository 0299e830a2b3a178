package dev.parallax.model.solve;

/** Negotiates the caps of a whole graph. Stateless and deterministic. */
public final class Solver {
  private Solver() {}
}
