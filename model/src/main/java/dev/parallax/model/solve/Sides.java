package dev.parallax.model.solve;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Constraint.Kind;
import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A conflict as seen from one link: what comes to it, and what it must fit.
 *
 * @param edge the link
 * @param early who decides what comes
 * @param through ids of the elements that carry it to the link, upstream first
 * @param late who decides what it must fit
 * @param lateThrough ids of the elements that carry that to the link
 * @param offers what comes
 * @param accepts what it must fit
 */
record Sides(
    int edge,
    List<Own> early,
    List<Integer> through,
    List<Own> late,
    List<Integer> lateThrough,
    List<MediaCaps> offers,
    List<MediaCaps> accepts) {

  /**
   * Chooses the link: the one farthest downstream that the conflict is about. If only its upstream element restricts
   * it, the contradiction is inside that element, and its input is shown.
   */
  static Sides of(Conflict conflict, SolveStats stats) {
    Constraints all = conflict.constraints();
    int[] position = new int[all.graph().edges().size()];
    for (int i = 0; i < position.length; i++) {
      position[all.order().edges().get(i)] = i;
    }
    List<Own> owns = conflict.owns();
    List<Tie> ties = conflict.ties();
    int last = owns.stream().map(Own::edge).max(Comparator.comparingInt(e -> position[e])).orElse(0);
    List<Own> here = owns.stream().filter(o -> o.edge() == last).toList();
    List<Own> elsewhere = owns.stream().filter(o -> o.edge() != last).toList();
    List<Own> takers = here.stream().filter(o -> o.kind() == Kind.FILTER || o.kind() == Kind.ACCEPT).toList();
    if (!takers.isEmpty() && takers.size() < owns.size()) {
      return of(all, last, minus(owns, takers), ties, takers, List.of(), stats);
    }
    int producer = all.graph().edges().get(last).from();
    List<Tie> own = ties.stream().filter(t -> t.node() == producer && t.out() == last).toList();
    if (takers.isEmpty() && !own.isEmpty()) {
      int in = own.stream().map(Tie::in).max(Comparator.comparingInt(e -> position[e])).orElseThrow();
      return of(all, in, elsewhere, minus(ties, own), here, own, stats);
    }
    if (!elsewhere.isEmpty()) {
      return of(all, last, here, List.of(), elsewhere, ties, stats);
    }
    return of(all, last, here.subList(0, here.size() - 1), List.of(), here.subList(Math.max(0, here.size() - 1), here.size()), List.of(), stats);
  }

  private static <T> List<T> minus(List<T> all, Collection<T> without) {
    return all.stream().filter(x -> !without.contains(x)).toList();
  }

  private static Sides of(
      Constraints all, int edge, List<Own> early, List<Tie> earlyTies, List<Own> late, List<Tie> lateTies, SolveStats stats) {
    return new Sides(
        edge,
        early,
        nodes(all, earlyTies),
        late,
        nodes(all, lateTies),
        left(all, edge, early, earlyTies, stats),
        left(all, edge, late, lateTies, stats));
  }

  private static List<Integer> nodes(Constraints all, List<Tie> ties) {
    Map<Integer, Integer> position =
        IntStream.range(0, all.order().nodes().size())
            .boxed()
            .collect(Collectors.toMap(i -> all.order().nodes().get(i), i -> i));
    return ties.stream().map(Tie::node).distinct().sorted(Comparator.comparing(position::get)).toList();
  }

  /** What these constraints alone leave of the link. */
  private static List<MediaCaps> left(
      Constraints all, int edge, List<Own> owns, List<Tie> ties, SolveStats stats) {
    List<Constraint> some = new ArrayList<>(owns);
    some.addAll(ties);
    BitSet enabled = new BitSet();
    for (int i = 0; i < all.all().size(); i++) {
      Constraint c = all.all().get(i);
      if (some.stream().anyMatch(s -> s == c)) {
        enabled.set(i);
      }
    }
    stats.checks++;
    Domains domains = new Domains(all, enabled, stats, false);
    domains.propagateAll();
    return domains.get(domains.variable(edge));
  }
}
