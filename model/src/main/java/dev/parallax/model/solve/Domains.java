package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Any;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alternatives that are left for every link, and arc consistency between them.
 *
 * <p>Links that a tie makes wholly equal share one variable. A variable's domain is a list of
 * alternatives, most preferred first; a domain is replaced, never changed, and {@link #undo} puts
 * old ones back.
 */
final class Domains {
  /** A relation of {@code fields} to another variable. */
  private record Arc(int other, List<String> fields) {}

  private final int[] varOfEdge;
  private final List<List<Integer>> edgesOfVar = new ArrayList<>();
  private final List<List<MediaCaps>> domains = new ArrayList<>();
  private final List<List<Arc>> arcs = new ArrayList<>();
  private final ArrayDeque<Integer> changedVars = new ArrayDeque<>();
  private final ArrayDeque<List<MediaCaps>> changedFrom = new ArrayDeque<>();
  private final SolveStats stats;
  private final boolean tolerant;
  private int emptyEdge = -1;
  private long work;

  /**
   * @param constraints the constraints
   * @param enabled which of them count, by index in {@link Constraints#all}
   * @param tolerant leave out what would make a domain empty
   */
  Domains(Constraints constraints, BitSet enabled, SolveStats stats, boolean tolerant) {
    this.stats = stats;
    this.tolerant = tolerant;
    varOfEdge = new int[constraints.graph().edges().size()];
    int[] root = wholeTies(constraints, enabled);
    Arrays.fill(varOfEdge, -1);
    int[] varOfRoot = new int[root.length];
    Arrays.fill(varOfRoot, -1);
    for (int e : constraints.order().edges()) {
      int r = find(root, e);
      if (varOfRoot[r] < 0) {
        varOfRoot[r] = edgesOfVar.size();
        edgesOfVar.add(new ArrayList<>());
        domains.add(Caps.ANY.alternatives());
        arcs.add(new ArrayList<>());
      }
      varOfEdge[e] = varOfRoot[r];
      edgesOfVar.get(varOfRoot[r]).add(e);
    }
    for (int i = enabled.nextSetBit(0); i >= 0; i = enabled.nextSetBit(i + 1)) {
      Constraint constraint = constraints.all().get(i);
      if (constraint instanceof Own own) {
        apply(own);
      } else if (constraint instanceof Tie tie) {
        connect(tie);
      }
    }
  }

  private static int[] wholeTies(Constraints constraints, BitSet enabled) {
    int[] root = new int[constraints.graph().edges().size()];
    Arrays.setAll(root, i -> i);
    for (int i = enabled.nextSetBit(0); i >= 0; i = enabled.nextSetBit(i + 1)) {
      if (constraints.all().get(i) instanceof Tie tie && tie.whole()) {
        root[find(root, tie.out())] = find(root, tie.in());
      }
    }
    return root;
  }

  private static int find(int[] root, int e) {
    int at = e;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  private void apply(Own own) {
    int var = varOfEdge[own.edge()];
    if (emptyEdge >= 0) {
      return;
    }
    List<MediaCaps> before = domains.get(var);
    Caps left =
        before.equals(Caps.ANY.alternatives())
            ? own.caps()
            : new Caps(before).intersect(own.caps());
    if (!left.isEmpty() || !tolerant) {
      domains.set(var, left.alternatives());
    }
    if (left.isEmpty() && !tolerant) {
      emptyEdge = own.edge();
    }
  }

  private void connect(Tie tie) {
    int a = varOfEdge[tie.in()];
    int b = varOfEdge[tie.out()];
    if (a != b) {
      arcs.get(a).add(new Arc(b, tie.fields()));
      arcs.get(b).add(new Arc(a, tie.fields()));
    }
  }

  int variables() {
    return domains.size();
  }

  int variable(int edge) {
    return varOfEdge[edge];
  }

  /** Links of a variable in topological order. */
  List<Integer> edges(int var) {
    return edgesOfVar.get(var);
  }

  List<MediaCaps> get(int var) {
    return domains.get(var);
  }

  /** Variables with which the field is tied, directly. */
  List<Integer> neighbours(int var, String field) {
    return arcs.get(var).stream()
        .filter(a -> a.fields.contains(field))
        .map(Arc::other)
        .distinct()
        .toList();
  }

  /** The link whose domain became empty, or -1. */
  int emptyEdge() {
    return emptyEdge;
  }

  /** Pairs of alternatives that were compared so far. */
  long work() {
    return work;
  }

  /** A mark for {@link #undo}. */
  int mark() {
    return changedVars.size();
  }

  /** Takes back everything since the mark. */
  void undo(int mark) {
    emptyEdge = -1;
    while (changedVars.size() > mark) {
      domains.set(changedVars.removeLast(), changedFrom.removeLast());
    }
  }

  private void replace(int var, List<MediaCaps> domain) {
    changedVars.add(var);
    changedFrom.add(domains.get(var));
    domains.set(var, domain);
  }

  /** Makes all domains consistent with each other; false if one is empty. */
  boolean propagateAll() {
    if (emptyEdge >= 0) {
      return false;
    }
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int v = 0; v < variables(); v++) {
      queue.add(v);
    }
    return propagate(queue);
  }

  /**
   * Replaces one domain by a part of it and makes the others consistent with it; false if one is
   * empty.
   */
  boolean narrow(int var, List<MediaCaps> domain) {
    replace(var, domain);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(var);
    return propagate(queue);
  }

  /** Every step makes a domain smaller, so this ends. */
  private boolean propagate(ArrayDeque<Integer> queue) {
    BitSet queued = new BitSet();
    queue.forEach(queued::set);
    while (!queue.isEmpty()) {
      int var = queue.remove();
      queued.clear(var);
      for (Arc arc : arcs.get(var)) {
        List<MediaCaps> left = revise(domains.get(arc.other), domains.get(var), arc.fields);
        if (left == null || tolerant && left.isEmpty()) {
          continue;
        }
        replace(arc.other, left);
        if (left.isEmpty()) {
          emptyEdge = edgesOfVar.get(arc.other).getFirst();
          return false;
        }
        if (!queued.get(arc.other)) {
          queued.set(arc.other);
          queue.add(arc.other);
        }
      }
    }
    return true;
  }

  /** What of {@code mine} has support in {@code theirs}; null if that is all of it. */
  private @Nullable List<MediaCaps> revise(
      List<MediaCaps> mine, List<MediaCaps> theirs, List<String> fields) {
    stats.revisions++;
    work += (long) mine.size() * theirs.size();
    List<MediaCaps> left = new ArrayList<>(mine.size());
    boolean changed = false;
    for (MediaCaps media : mine) {
      MediaCaps supported = supported(media, theirs, fields);
      changed |= supported != media;
      if (supported != null) {
        left.add(supported);
      }
    }
    return changed ? left : null;
  }

  private static @Nullable MediaCaps supported(
      MediaCaps media, List<MediaCaps> theirs, List<String> fields) {
    List<MediaCaps> support = theirs.size() == 1 ? theirs : new ArrayList<>();
    for (MediaCaps other : theirs) {
      if (!agree(media, other, fields)) {
        if (theirs.size() == 1) {
          return null;
        }
      } else if (support != theirs) {
        support.add(other);
      }
    }
    if (support.isEmpty()) {
      return null;
    }
    MediaCaps narrowed = media;
    for (String field : fields) {
      CapsValue mine = media.field(field);
      CapsValue both = mine instanceof Fixed ? mine : mine.intersect(union(mine, support, field));
      if (both == null) {
        return null;
      }
      if (!both.equals(mine) && (!both.sameSet(mine) || prefers(both) && !prefers(mine))) {
        narrowed = narrowed.with(field, both);
        if (narrowed.fields().size() > MediaCaps.MAX_FIELDS) {
          return null;
        }
      }
    }
    return narrowed;
  }

  private static boolean prefers(CapsValue value) {
    return value instanceof IntRange i && i.prefer() != null
        || value instanceof FractionRange f && f.prefer() != null;
  }

  private static boolean agree(MediaCaps a, MediaCaps b, List<String> fields) {
    for (String field : fields) {
      if (a.field(field).intersect(b.field(field)) == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * A value that holds at least the field's values of all of {@code support} that are in {@code
   * mine}.
   */
  private static CapsValue union(CapsValue mine, List<MediaCaps> support, String field) {
    CapsValue first = support.getFirst().field(field);
    if (support.stream().allMatch(m -> m.field(field).equals(first))) {
      return first;
    }
    List<Object> values = new ArrayList<>();
    for (MediaCaps media : support) {
      CapsValue value = media.field(field);
      if (value instanceof Fixed f) {
        values.add(f.value());
      } else if (value instanceof OneOf o) {
        values.addAll(o.values());
      } else {
        return new Any();
      }
    }
    values.removeIf(v -> !mine.accepts(v));
    boolean oneType = values.stream().map(Object::getClass).distinct().count() == 1;
    CapsValue all = oneType && values.size() <= CapsValue.MAX_VALUES ? CapsValue.of(values) : null;
    return all == null ? new Any() : all;
  }
}
