package dev.parallax.model.solve;

import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A smallest set of constraints that contradict each other: without any one of them the rest can be satisfied.
 *
 * @param constraints where they come from
 * @param core indices in {@link Constraints#all}, ascending, so upstream first
 */
record Conflict(Constraints constraints, List<Integer> core) {
  /** Decisions that one check may take; a check that takes more counts as satisfiable. */
  private static final long LIMIT = 2_000;

  /**
   * Finds one by halving (QuickXplain, U. Junker, AAAI 2004).
   *
   * @param edge link where the contradiction showed, or -1 when it took a search
   */
  static Conflict find(Constraints constraints, int edge, SolveStats stats) {
    List<Integer> candidates = edge >= 0 ? around(constraints, edge) : allOf(constraints);
    boolean search = edge < 0;
    List<Integer> core = explain(constraints, new BitSet(), false, candidates, search, stats);
    return new Conflict(constraints, core.stream().sorted().toList());
  }

  List<Own> owns() {
    return core.stream()
        .map(i -> constraints.all().get(i))
        .filter(Own.class::isInstance)
        .map(Own.class::cast)
        .toList();
  }

  List<Tie> ties() {
    return core.stream()
        .map(i -> constraints.all().get(i))
        .filter(Tie.class::isInstance)
        .map(Tie.class::cast)
        .toList();
  }

  private static List<Integer> allOf(Constraints constraints) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < constraints.all().size(); i++) {
      all.add(i);
    }
    return all;
  }

  /** Constraints of the links that ties connect with this one. */
  private static List<Integer> around(Constraints constraints, int edge) {
    List<List<Tie>> ties = new ArrayList<>();
    constraints.graph().edges().forEach(e -> ties.add(new ArrayList<>()));
    for (Constraint c : constraints.all()) {
      if (c instanceof Tie tie) {
        ties.get(tie.in()).add(tie);
        ties.get(tie.out()).add(tie);
      }
    }
    BitSet seen = new BitSet();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    seen.set(edge);
    queue.add(edge);
    while (!queue.isEmpty()) {
      for (Tie tie : ties.get(queue.remove())) {
        for (int next : new int[] {tie.in(), tie.out()}) {
          if (!seen.get(next)) {
            seen.set(next);
            queue.add(next);
          }
        }
      }
    }
    List<Integer> near = new ArrayList<>();
    for (int i = 0; i < constraints.all().size(); i++) {
      boolean in =
          switch (constraints.all().get(i)) {
            case Own own -> seen.get(own.edge()) && !own.caps().isAny();
            case Tie tie -> seen.get(tie.in());
          };
      if (in) {
        near.add(i);
      }
    }
    return near;
  }

  /** Depth of recursion: the logarithm of the number of constraints. */
  private static List<Integer> explain(
      Constraints all,
      BitSet background,
      boolean grown,
      List<Integer> candidates,
      boolean search,
      SolveStats stats) {
    if (grown && contradicts(all, background, search, stats)) {
      return List.of();
    }
    if (candidates.size() <= 1) {
      return candidates;
    }
    List<Integer> first = candidates.subList(0, candidates.size() / 2);
    List<Integer> second = candidates.subList(candidates.size() / 2, candidates.size());
    List<Integer> late = explain(all, with(background, first), true, second, search, stats);
    List<Integer> early = explain(all, with(background, late), !late.isEmpty(), first, search, stats);
    List<Integer> core = new ArrayList<>(early);
    core.addAll(late);
    return core;
  }

  private static BitSet with(BitSet set, List<Integer> more) {
    BitSet union = (BitSet) set.clone();
    more.forEach(union::set);
    return union;
  }

  private static boolean contradicts(Constraints all, BitSet enabled, boolean search, SolveStats stats) {
    if (search) {
      return Attempt.of(all, enabled, stats, LIMIT).outcome() == Search.Outcome.NONE;
    }
    stats.checks++;
    return !new Domains(all, enabled, stats, false).propagateAll();
  }
}
