package dev.parallax.model.solve;

import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A smallest set of constraints that contradict each other: without any one of them the rest can be
 * satisfied. In a graph with very many relations the set of relations may be larger than needed.
 *
 * @param constraints where they come from
 * @param core indices in {@link Constraints#all}, ascending, so upstream first
 */
record Conflict(Constraints constraints, List<Integer> core) {
  /** Decisions that one check may take; a check that takes more counts as satisfiable. */
  private static final long LIMIT = 2_000;

  /** Up to so many relations are reduced one by one. */
  private static final int FEW_TIES = 64;

  /**
   * Finds one by halving (QuickXplain, U. Junker, AAAI 2004), of several the one nearest to the
   * link: first what restricts links, with all relations kept, since these are few; then the
   * relations, of which a conflict has as many as lie between its ends.
   *
   * @param edge link where the contradiction showed, or -1 when it took a search
   */
  static Conflict find(Constraints constraints, int edge, SolveStats stats) {
    List<Integer> owns = new ArrayList<>();
    List<Integer> ties = new ArrayList<>();
    Map<Integer, Integer> distance = edge >= 0 ? around(constraints, edge) : Map.of();
    for (int i = 0; i < constraints.all().size(); i++) {
      switch (constraints.all().get(i)) {
        case Own own when (edge < 0 || distance.containsKey(own.edge())) && !own.caps().isAny() ->
            owns.add(i);
        case Own own -> {}
        case Tie tie -> {
          if (edge < 0 || distance.containsKey(tie.in())) {
            ties.add(i);
          }
        }
      }
    }
    owns.sort(Comparator.comparing(i -> distance.getOrDefault(edgeOf(constraints, i), 0)));
    Check check = new Check(constraints, edge < 0, stats);
    List<Integer> core = new ArrayList<>(explain(check, bits(ties), false, owns));
    List<Integer> needed =
        ties.size() > FEW_TIES ? TiePaths.between(constraints, core, ties, check) : ties;
    core.addAll(needed.size() > FEW_TIES ? needed : explain(check, bits(core), true, needed));
    return new Conflict(constraints, core.stream().sorted().toList());
  }

  /** Asks whether some constraints contradict each other. */
  record Check(Constraints all, boolean search, SolveStats stats) {
    boolean contradicts(BitSet enabled) {
      if (search) {
        return Attempt.of(all, enabled, stats, LIMIT).outcome() == Search.Outcome.NONE;
      }
      stats.checks++;
      return !new Domains(all, enabled, stats, false).propagateAll();
    }
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

  private static int edgeOf(Constraints constraints, int index) {
    return switch (constraints.all().get(index)) {
      case Own own -> own.edge();
      case Tie tie -> tie.out();
    };
  }

  /** The links that ties connect with this one, and how many ties away they are. */
  private static Map<Integer, Integer> around(Constraints constraints, int edge) {
    List<List<Tie>> ties = new ArrayList<>();
    constraints.graph().edges().forEach(e -> ties.add(new ArrayList<>()));
    for (Constraint c : constraints.all()) {
      if (c instanceof Tie tie) {
        ties.get(tie.in()).add(tie);
        ties.get(tie.out()).add(tie);
      }
    }
    Map<Integer, Integer> distance = new HashMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    distance.put(edge, 0);
    queue.add(edge);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      int next = distance.getOrDefault(at, 0) + 1;
      for (Tie tie : ties.get(at)) {
        int other = tie.in() == at ? tie.out() : tie.in();
        if (distance.putIfAbsent(other, next) == null) {
          queue.add(other);
        }
      }
    }
    return distance;
  }

  /** Depth of recursion: the logarithm of the number of constraints. */
  private static List<Integer> explain(
      Check check, BitSet background, boolean grown, List<Integer> candidates) {
    if (grown && check.contradicts(background)) {
      return List.of();
    }
    if (candidates.size() <= 1) {
      return candidates;
    }
    List<Integer> first = candidates.subList(0, candidates.size() / 2);
    List<Integer> second = candidates.subList(candidates.size() / 2, candidates.size());
    List<Integer> late = explain(check, with(background, first), true, second);
    List<Integer> early = explain(check, with(background, late), !late.isEmpty(), first);
    List<Integer> core = new ArrayList<>(early);
    core.addAll(late);
    return core;
  }

  private static BitSet bits(List<Integer> indices) {
    return with(new BitSet(), indices);
  }

  private static BitSet with(BitSet set, List<Integer> more) {
    BitSet union = (BitSet) set.clone();
    more.forEach(union::set);
    return union;
  }
}
