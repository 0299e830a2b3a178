package dev.parallax.model.solve;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fields of which links only the stream or a probe knows. Such a field is not fixated; the
 * equal fields of other links are open with it, and so is what a converter would choose after it.
 */
final class Openness {
  /** The name that stands for the whole format. */
  static final String ALL = "*";

  private final Constraints constraints;
  private final Domains domains;
  private final Map<String, Integer> fieldIds = new LinkedHashMap<>();

  /** Union-find over {@code variable * fields + field}: equal fields. */
  private final int[] root;

  private final boolean[] open;
  private final boolean[] closed;

  /** Declared at the link itself and not announced, by edge. */
  private final Map<Integer, Set<String>> declared = new LinkedHashMap<>();

  private final boolean any;

  /** Works on consistent domains. */
  Openness(Constraints constraints, Domains domains) {
    this.constraints = constraints;
    this.domains = domains;
    for (int e : constraints.order().edges()) {
      Set<String> fields = declaredOpen(e);
      if (!fields.isEmpty()) {
        declared.put(e, fields);
      }
    }
    any = !declared.isEmpty();
    if (any) {
      collectFields();
    }
    int size = domains.variables() * fieldIds.size();
    root = new int[size];
    Arrays.setAll(root, i -> i);
    open = new boolean[size];
    closed = new boolean[size];
    if (any) {
      joinTies();
      markSources();
      while (markFollowers()) {
        // each round opens at least one more field
      }
    }
  }

  /** Whether nothing is open. */
  boolean isEmpty() {
    return !any;
  }

  /** Whether the whole format of the variable is open, its type included. */
  boolean isAllOpen(int var) {
    return any && isOpen(var, ALL);
  }

  /** Whether a field is open. */
  boolean isOpen(int var, String field) {
    Integer id = fieldIds.get(field);
    if (id == null) {
      return any && isOpen(var, ALL);
    }
    int r = find(var * fieldIds.size() + id);
    return open[r] && !closed[r] || !field.equals(ALL) && !closed[r] && isOpen(var, ALL);
  }

  /** Names of the open fields of a link, sorted. */
  Set<String> openFields(int edge) {
    if (!any) {
      return Set.of();
    }
    int var = domains.variable(edge);
    Set<String> names = new TreeSet<>(declared.getOrDefault(edge, Set.of()));
    if (isAllOpen(var)) {
      names.add(ALL);
    }
    for (MediaCaps media : domains.get(var)) {
      for (String field : mentioned(media)) {
        if (isOpen(var, field)) {
          names.add(field);
        }
      }
    }
    return names;
  }

  static Set<String> mentioned(MediaCaps media) {
    Set<String> names = new LinkedHashSet<>();
    if (!media.type().equals(MediaCaps.ANY_TYPE)) {
      names.addAll(MediaCaps.neededFields(media.type()));
    }
    names.addAll(media.fields().keySet());
    return names;
  }

  private Set<String> declaredOpen(int edge) {
    Set<String> fields = new HashSet<>();
    if (constraints
        .from(edge)
        .announced()
        .containsKey(constraints.graph().edges().get(edge).fromPort())) {
      return fields;
    }
    for (Relation relation : constraints.from(edge).descriptor().relations()) {
      if (relation instanceof Relation.FromProbe p && constraints.concerns(p, edge)) {
        fields.addAll(p.fields());
      } else if (relation instanceof Relation.FromStream s && constraints.concerns(s, edge)) {
        fields.addAll(s.fields());
      }
    }
    fields.removeIf(f -> !f.equals(ALL) && offeredFixed(edge, f));
    return fields;
  }

  /** Whether the output port itself leaves no choice. */
  private boolean offeredFixed(int edge, String field) {
    List<MediaCaps> offered = constraints.outputs().get(edge).caps().alternatives();
    CapsValue first = offered.isEmpty() ? CapsValue.ANY : offered.getFirst().field(field);
    return first.isFixed() && offered.stream().allMatch(m -> m.field(field).equals(first));
  }

  private void collectFields() {
    addField(ALL);
    declared.values().forEach(s -> s.stream().sorted().forEach(this::addField));
    for (int v = 0; v < domains.variables(); v++) {
      for (MediaCaps media : domains.get(v)) {
        mentioned(media).forEach(this::addField);
      }
    }
    for (Constraint c : constraints.all()) {
      if (c instanceof Tie tie) {
        tie.fields().forEach(this::addField);
      }
    }
  }

  private void addField(String name) {
    fieldIds.putIfAbsent(name, fieldIds.size());
  }

  private int id(int var, String field) {
    Integer id = fieldIds.get(field);
    if (id == null) {
      throw new IllegalStateException("field was not collected name=" + field);
    }
    return find(var * fieldIds.size() + id);
  }

  private int find(int e) {
    int at = e;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  private void joinTies() {
    for (Constraint c : constraints.all()) {
      if (c instanceof Tie tie && !tie.whole()) {
        for (String field : tie.fields()) {
          root[id(domains.variable(tie.out()), field)] = id(domains.variable(tie.in()), field);
        }
      }
    }
  }

  private void markSources() {
    for (int e : constraints.order().edges()) {
      int var = domains.variable(e);
      Set<String> fields = declared.getOrDefault(e, Set.of());
      if (fields.contains(ALL)) {
        fieldIds.keySet().forEach(f -> open[id(var, f)] = true);
      } else {
        fields.forEach(f -> open[id(var, f)] = true);
      }
      boolean announced =
          constraints
              .from(e)
              .announced()
              .containsKey(constraints.graph().edges().get(e).fromPort());
      for (String field : fieldIds.keySet()) {
        if (announced && !field.equals(ALL) && isFixed(var, field) || offeredFixed(e, field)) {
          closed[id(var, field)] = true;
        }
      }
      if (announced) {
        closed[id(var, ALL)] = true;
      }
    }
  }

  private boolean isFixed(int var, String field) {
    return domains.get(var).stream().allMatch(m -> m.field(field).isFixed());
  }

  /** A transform's free output field follows its input, so it waits for it. */
  private boolean markFollowers() {
    boolean changed = false;
    for (int node : constraints.order().nodes()) {
      if (constraints.incoming().get(node).size() != 1) {
        continue;
      }
      int in = domains.variable(constraints.incoming().get(node).getFirst());
      for (int edge : constraints.outgoing().get(node)) {
        int out = domains.variable(edge);
        if (out != in && shareType(in, out)) {
          changed |= follow(in, out);
        }
      }
    }
    return changed;
  }

  private boolean follow(int in, int out) {
    boolean changed = false;
    for (MediaCaps media : domains.get(out)) {
      for (String field : mentioned(media)) {
        int id = id(out, field);
        if (isOpen(in, field) && !open[id] && !isFixed(out, field)) {
          open[id] = true;
          changed = true;
        }
      }
    }
    return changed;
  }

  private boolean shareType(int a, int b) {
    for (MediaCaps x : domains.get(a)) {
      for (MediaCaps y : domains.get(b)) {
        if (MediaCaps.intersectTypes(x.type(), y.type()) != null) {
          return true;
        }
      }
    }
    return false;
  }
}
