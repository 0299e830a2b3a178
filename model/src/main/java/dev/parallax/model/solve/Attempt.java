package dev.parallax.model.solve;

import java.util.BitSet;

/**
 * One try to satisfy constraints.
 *
 * @param outcome how it ended
 * @param domains what is left of every link
 * @param openness which fields wait for the stream
 * @param edge the link where a contradiction showed without any search, or -1
 */
record Attempt(Search.Outcome outcome, Domains domains, Openness openness, int edge) {
  /** Decisions before a search is given up. */
  static final long LIMIT = 20_000;

  static Attempt of(Constraints constraints, SolveStats stats) {
    return of(constraints, everything(constraints), stats, LIMIT);
  }

  static Attempt of(Constraints constraints, BitSet enabled, SolveStats stats, long limit) {
    stats.checks++;
    Domains domains = new Domains(constraints, enabled, stats, false);
    boolean consistent = domains.propagateAll();
    int edge = domains.emptyEdge();
    Openness openness = new Openness(constraints, domains);
    Search.Outcome outcome =
        consistent
            ? new Search(constraints, domains, openness, stats, limit).run()
            : Search.Outcome.NONE;
    return new Attempt(outcome, domains, openness, edge);
  }

  static BitSet everything(Constraints constraints) {
    BitSet all = new BitSet();
    all.set(0, constraints.all().size());
    return all;
  }

  boolean found() {
    return outcome == Search.Outcome.FOUND;
  }
}
