package dev.parallax.model.solve;

import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The relations that lie between the links of a conflict, found as shortest paths instead of by
 * trial.
 */
final class TiePaths {
  /** Fields that are tried one after the other. */
  private static final int MAX_FIELDS = 16;

  private TiePaths() {}

  /**
   * Relations that, with the core, contradict.
   *
   * @param core indices of what restricts links
   * @param ties indices of relations that, with the core, contradict
   * @return some of {@code ties}; all when paths do not explain it
   */
  static List<Integer> between(
      Constraints constraints, List<Integer> core, List<Integer> ties, Conflict.Check check) {
    Set<Integer> links = new LinkedHashSet<>();
    for (int i : core) {
      if (constraints.all().get(i) instanceof Own own) {
        links.add(own.edge());
      }
    }
    Set<String> fields = new TreeSet<>();
    for (int i : ties) {
      if (constraints.all().get(i) instanceof Tie tie) {
        fields.addAll(tie.fields());
      }
    }
    List<List<Integer>> ways = new ArrayList<>();
    ways.add(ties);
    for (String field : fields.stream().limit(MAX_FIELDS).toList()) {
      ways.add(
          ties.stream()
              .filter(i ->
                  constraints.all().get(i) instanceof Tie t
                      && (t.whole() || t.fields().contains(field)))
              .toList());
    }
    for (List<Integer> way : ways) {
      List<Integer> path = path(constraints, List.copyOf(links), way);
      BitSet enabled = new BitSet();
      core.forEach(enabled::set);
      path.forEach(enabled::set);
      if (check.contradicts(enabled)) {
        return path;
      }
    }
    return ties;
  }

  /** Shortest ways from the first link to each of the others. */
  private static List<Integer> path(
      Constraints constraints, List<Integer> links, List<Integer> ties) {
    int count = constraints.graph().edges().size();
    List<List<Integer>> atLink = new ArrayList<>(count);
    for (int e = 0; e < count; e++) {
      atLink.add(new ArrayList<>());
    }
    for (int i : ties) {
      if (constraints.all().get(i) instanceof Tie tie) {
        atLink.get(tie.in()).add(i);
        atLink.get(tie.out()).add(i);
      }
    }
    int[] came = new int[count];
    java.util.Arrays.fill(came, -1);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    BitSet seen = new BitSet();
    seen.set(links.getFirst());
    queue.add(links.getFirst());
    while (!queue.isEmpty()) {
      int at = queue.remove();
      for (int i : atLink.get(at)) {
        int next = across(constraints, i, at);
        if (!seen.get(next)) {
          seen.set(next);
          came[next] = i;
          queue.add(next);
        }
      }
    }
    Set<Integer> path = new TreeSet<>();
    for (int link : links) {
      for (int at = link; came[at] >= 0 && path.add(came[at]); ) {
        at = across(constraints, came[at], at);
      }
    }
    return List.copyOf(path);
  }

  private static int across(Constraints constraints, int index, int link) {
    if (constraints.all().get(index) instanceof Tie tie) {
      return tie.in() == link ? tie.out() : tie.in();
    }
    throw new IllegalArgumentException("not a relation index=" + index);
  }
}
