package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Constraint.Kind;
import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param related relations of the downstream element that make the two sides meet; empty if the
 *     link itself does
 * @param offers what comes
 * @param accepts what it must fit
 */
record Sides(
    int edge,
    List<Own> early,
    List<Integer> through,
    List<Own> late,
    List<Integer> lateThrough,
    List<Tie> related,
    List<MediaCaps> offers,
    List<MediaCaps> accepts) {

  /**
   * Chooses the link: the one farthest downstream that the conflict is about. If only its upstream
   * element restricts it, the contradiction is inside that element, and its input is shown.
   */
  static Sides of(Conflict conflict, SolveStats stats) {
    Constraints all = conflict.constraints();
    int[] position = new int[all.graph().edges().size()];
    for (int i = 0; i < position.length; i++) {
      position[all.order().edges().get(i)] = i;
    }
    List<Own> owns = conflict.owns();
    List<Tie> ties = conflict.ties();
    int last =
        owns.stream().map(Own::edge).max(Comparator.comparingInt(e -> position[e])).orElse(0);
    List<Own> here = owns.stream().filter(o -> o.edge() == last).toList();
    List<Own> elsewhere = owns.stream().filter(o -> o.edge() != last).toList();
    List<Own> takers =
        here.stream().filter(o -> o.kind() == Kind.FILTER || o.kind() == Kind.ACCEPT).toList();
    if (!takers.isEmpty() && takers.size() < owns.size()) {
      return of(all, last, minus(owns, takers), ties, takers, List.of(), stats);
    }
    int producer = all.graph().edges().get(last).from();
    List<Tie> own = ties.stream().filter(t -> t.node() == producer && t.out() == last).toList();
    if (takers.isEmpty() && !own.isEmpty()) {
      int in =
          own.stream().map(Tie::in).max(Comparator.comparingInt(e -> position[e])).orElseThrow();
      return of(all, in, elsewhere, minus(ties, own), here, own, stats);
    }
    if (!elsewhere.isEmpty()) {
      return of(all, last, here, List.of(), elsewhere, ties, stats);
    }
    return of(
        all,
        last,
        here.subList(0, here.size() - 1),
        List.of(),
        here.subList(Math.max(0, here.size() - 1), here.size()),
        List.of(),
        stats);
  }

  private static <T> List<T> minus(List<T> all, Collection<T> without) {
    Set<T> gone = new HashSet<>(without);
    return all.stream().filter(x -> !gone.contains(x)).toList();
  }

  private static Sides of(
      Constraints all,
      int edge,
      List<Own> early,
      List<Tie> earlyTies,
      List<Own> late,
      List<Tie> lateTies,
      SolveStats stats) {
    return new Sides(
        edge,
        early,
        nodes(all, earlyTies, early),
        late,
        nodes(all, lateTies, late),
        lateTies,
        within(left(all, edge, early, earlyTies, stats), all.outputs().get(edge).caps()),
        within(left(all, edge, late, lateTies, stats), all.inputs().get(edge).caps()));
  }

  /**
   * The port's own caps are no part of the conflict, but they tell a reader what kind of media it
   * is about.
   */
  private static List<MediaCaps> within(List<MediaCaps> some, Caps port) {
    Caps both = new Caps(some).intersect(port);
    return both.isEmpty() ? some : both.alternatives();
  }

  /** Elements of the ties, upstream first, without those that decide themselves. */
  private static List<Integer> nodes(Constraints all, List<Tie> ties, List<Own> owns) {
    Set<Integer> deciding =
        owns.stream()
            .filter(o -> o.kind() != Kind.FILTER && o.kind() != Kind.ACCEPT)
            .map(o -> all.graph().edges().get(o.edge()).from())
            .collect(Collectors.toSet());
    Map<Integer, Integer> position =
        IntStream.range(0, all.order().nodes().size())
            .boxed()
            .collect(Collectors.toMap(i -> all.order().nodes().get(i), i -> i));
    return ties.stream()
        .map(Tie::node)
        .filter(n -> !deciding.contains(n))
        .distinct()
        .sorted(Comparator.comparing(position::get))
        .toList();
  }

  /**
   * What these constraints leave of the link, and the caps of the ports that the ties lead through,
   * as long as they do not contradict.
   */
  private static List<MediaCaps> left(
      Constraints all, int edge, List<Own> owns, List<Tie> ties, SolveStats stats) {
    Set<Constraint> some = new HashSet<>(owns);
    some.addAll(ties);
    Set<Integer> in = ties.stream().map(Tie::in).collect(Collectors.toSet());
    Set<Integer> out = ties.stream().map(Tie::out).collect(Collectors.toSet());
    BitSet strict = new BitSet();
    BitSet wide = new BitSet();
    for (int i = 0; i < all.all().size(); i++) {
      boolean named;
      boolean passed;
      switch (all.all().get(i)) {
        case Own own -> {
          named = some.contains(own);
          passed =
              own.kind() == Kind.ACCEPT && in.contains(own.edge())
                  || own.kind() == Kind.OFFER && out.contains(own.edge());
        }
        case Tie tie -> {
          named = some.contains(tie);
          passed = false;
        }
      }
      strict.set(i, named);
      wide.set(i, named || passed);
    }
    stats.checks += 2;
    Domains wider = new Domains(all, wide, stats, false);
    if (wider.propagateAll()) {
      return wider.get(wider.variable(edge));
    }
    Domains domains = new Domains(all, strict, stats, false);
    domains.propagateAll();
    return domains.get(domains.variable(edge));
  }
}
