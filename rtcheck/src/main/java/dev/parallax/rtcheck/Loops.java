package dev.parallax.rtcheck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds loops that make no step towards their exit. A loop has a bound when each turn passes a
 * condition that leads out and depends on something which the turn changes by its former value (a
 * counter, a pointer along a list, a shrinking rest), or on an atomic compare-and-set whose
 * expected value was read in the same turn (it fails only when another thread has got on). That is
 * no proof of an end, but waiting for another thread does not pass.
 */
final class Loops {
  private final CodeGraph graph;
  private final Origins origins;

  private Loops(CodeGraph graph) {
    this.graph = graph;
    this.origins = new Origins(graph);
  }

  /** Instructions at which unbounded loops that are not cold begin. */
  static List<Integer> unbounded(CodeGraph graph) {
    Map<Integer, BitSet> loops = find(graph);
    List<Integer> found = new ArrayList<>();
    if (loops.isEmpty()) {
      return found;
    }
    Loops judge = new Loops(graph);
    loops.forEach((header, body) -> {
      boolean counts = graph.isReached(header) && !graph.isCold(header);
      if (counts && !judge.hasBound(header, body)) {
        found.add(graph.start(header));
      }
    });
    return found;
  }

  /** Bodies of natural loops by header. */
  private static Map<Integer, BitSet> find(CodeGraph graph) {
    Map<Integer, BitSet> loops = new TreeMap<>();
    List<List<Integer>> before = new ArrayList<>();
    for (int b = 0; b < graph.blocks(); b++) {
      before.add(new ArrayList<>());
    }
    for (int b = 0; b < graph.blocks(); b++) {
      for (int to : graph.next(b)) {
        before.get(to).add(b);
      }
    }
    for (int b = 0; b < graph.blocks(); b++) {
      for (int to : graph.next(b)) {
        if (to <= b) {
          BitSet body = loops.computeIfAbsent(to, header -> new BitSet());
          body.set(to);
          collect(b, body, before);
        }
      }
    }
    return loops;
  }

  private static void collect(int from, BitSet body, List<List<Integer>> before) {
    List<Integer> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      int b = open.removeLast();
      if (!body.get(b)) {
        body.set(b);
        open.addAll(before.get(b));
      }
    }
  }

  private boolean hasBound(int header, BitSet body) {
    List<Origins.Store> stores =
        origins.stores.stream().filter(store -> body.get(store.block())).toList();
    for (int b = body.nextSetBit(0); b >= 0; b = body.nextSetBit(b + 1)) {
      if (leadsOut(b, body)
          && isOnEveryTurn(b, header, body)
          && makesAStep(origins.condition(b), stores)) {
        return true;
      }
    }
    return false;
  }

  private boolean leadsOut(int block, BitSet body) {
    for (int to : graph.next(block)) {
      if (!body.get(to) && !graph.isCold(to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is no way from the header to itself around the block. */
  private boolean isOnEveryTurn(int block, int header, BitSet body) {
    if (block == header) {
      return true;
    }
    BitSet seen = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(header));
    while (!open.isEmpty()) {
      for (int to : graph.next(open.removeLast())) {
        if (to == header) {
          return false;
        }
        if (body.get(to) && to != block && !seen.get(to)) {
          seen.set(to);
          open.add(to);
        }
      }
    }
    return true;
  }

  private static boolean makesAStep(Origin condition, List<Origins.Store> stores) {
    if (retries(condition, stores)) {
      return true;
    }
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(names(condition));
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (!reached.add(name)) {
        continue;
      }
      for (Origins.Store store : stores) {
        if (name(store).equals(name)) {
          if (retries(store.value(), stores) || comesFrom(name, store.value(), stores)) {
            return true;
          }
          open.addAll(names(store.value()));
        }
      }
    }
    return false;
  }

  /** Whether a compare-and-set gave a value, which compares with what this turn has read. */
  private static boolean retries(Origin value, List<Origins.Store> stores) {
    Origin expected = value.expected();
    if (expected == null || expected.read()) {
      return expected != null;
    }
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(names(expected));
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (reached.add(name)) {
        for (Origins.Store store : stores) {
          if (name(store).equals(name)) {
            if (store.value().read()) {
              return true;
            }
            open.addAll(names(store.value()));
          }
        }
      }
    }
    return false;
  }

  /** Whether a value is made of the former value of what it is stored in. */
  private static boolean comesFrom(String name, Origin value, List<Origins.Store> stores) {
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(names(value));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (next.equals(name)) {
        return true;
      }
      if (reached.add(next)) {
        for (Origins.Store store : stores) {
          if (name(store).equals(next)) {
            open.addAll(names(store.value()));
          }
        }
      }
    }
    return false;
  }

  private static String name(Origins.Store store) {
    return store.local() >= 0 ? "#" + store.local() : store.field();
  }

  private static List<String> names(Origin origin) {
    List<String> all = new ArrayList<>(origin.fields());
    origin.locals().stream().forEach(local -> all.add("#" + local));
    return all;
  }
}
