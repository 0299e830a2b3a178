package dev.parallax.model.solve;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Small random graphs over a tiny world of formats, and a solver for them that tries everything.
 */
final class RandomGraphs {
  private static final List<String> TYPES = List.of("a/a", "a/b");
  private static final List<String> FIELDS = List.of("p", "q", "r");
  private static final int VALUES = 3;

  private RandomGraphs() {}

  /** A random acyclic graph of a few elements with random caps, relations and properties. */
  static NegotiationGraph graph(Random random) {
    Kinds g = new Kinds();
    int n = 2 + random.nextInt(4);
    List<List<Integer>> outs = new ArrayList<>();
    int[] ins = new int[n];
    List<int[]> edges = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      outs.add(new ArrayList<>());
    }
    for (int to = 1; to < n; to++) {
      for (int k = 1 + random.nextInt(2); k > 0; k--) {
        int from = random.nextInt(to);
        edges.add(new int[] {from, outs.get(from).size(), to, ins[to]++});
        outs.get(from).add(to);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      Kinds.Kind kind = g.kind("k" + i);
      for (int p = 0; p < ins[i]; p++) {
        kind.in("in" + p, caps(random));
      }
      for (int p = 0; p < outs.get(i).size(); p++) {
        kind.out("out" + p, caps(random));
        if (random.nextInt(6) == 0) {
          kind.property("v" + p);
        }
      }
      if (ins[i] > 0 && random.nextInt(4) > 0) {
        relate(kind, random, ins[i], outs.get(i).size());
      }
      text.append("k").append(i).append(" name=n").append(i).append(' ');
    }
    for (int[] e : edges) {
      text.append("n").append(e[0]).append(".out").append(e[1]).append(" ! ");
      if (random.nextInt(4) == 0) {
        text.append('"').append(caps(random)).append("\" ! ");
      }
      text.append("n").append(e[2]).append(".in").append(e[3]).append(' ');
    }
    return g.graph(text.toString());
  }

  private static void relate(Kinds.Kind kind, Random random, int ins, int outs) {
    for (int out = 0; out < outs; out++) {
      String input = random.nextBoolean() ? "" : "in" + random.nextInt(ins);
      switch (random.nextInt(4)) {
        case 0 -> kind.sameAs(input, "out" + out, "*");
        case 1 -> kind.sameAs(input, "out" + out, FIELDS.get(random.nextInt(3)));
        case 2 -> kind.sameAs(input, "out" + out, "p", "q");
        default -> {}
      }
    }
  }

  private static String caps(Random random) {
    if (random.nextInt(6) == 0) {
      return "ANY";
    }
    List<String> all = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      StringBuilder out = new StringBuilder(TYPES.get(random.nextInt(4) == 0 ? 1 : 0));
      out.append(",framed=true");
      for (String field : FIELDS) {
        switch (random.nextInt(4)) {
          case 0 -> out.append(',').append(field).append('=').append(1 + random.nextInt(VALUES));
          case 1 ->
              out.append(',')
                  .append(field)
                  .append("={2,")
                  .append(random.nextBoolean() ? 1 : 3)
                  .append('}');
          case 2 -> {
            int min = 1 + random.nextInt(VALUES - 1);
            out.append(',')
                .append(field)
                .append("=[")
                .append(min)
                .append(',')
                .append(min + 1)
                .append(']');
          }
          default -> {}
        }
      }
      all.add(out.toString());
    }
    return String.join(";", all);
  }

  /**
   * Whether the caps satisfy every constraint; written against the definition, not against the
   * solver.
   */
  static List<String> violations(NegotiationGraph graph, List<MediaCaps> links) {
    List<String> found = new ArrayList<>();
    for (Constraint c : Constraints.of(graph, GraphOrder.of(graph)).all()) {
      boolean holds =
          switch (c) {
            case Own own ->
                own.caps().alternatives().stream()
                    .anyMatch(m -> m.intersect(links.get(own.edge())) != null);
            case Tie tie when tie.whole() -> links.get(tie.in()).equals(links.get(tie.out()));
            case Tie tie ->
                tie.fields().stream()
                    .allMatch(f ->
                        links.get(tie.in()).field(f).intersect(links.get(tie.out()).field(f))
                            != null);
          };
      if (!holds) {
        found.add(c.toString());
      }
    }
    return found;
  }

  /** Tries every format of this world on every link. */
  static boolean solvable(NegotiationGraph graph) {
    List<Constraint> all = Constraints.of(graph, GraphOrder.of(graph)).all();
    List<List<MediaCaps>> domains = new ArrayList<>();
    for (int e = 0; e < graph.edges().size(); e++) {
      int edge = e;
      domains.add(
          world().stream()
              .filter(m ->
                  all.stream()
                      .allMatch(c ->
                          !(c instanceof Own own)
                              || own.edge() != edge
                              || own.caps().alternatives().stream().anyMatch(m::subsetOf)))
              .toList());
    }
    List<Tie> ties = new ArrayList<>();
    for (Constraint c : all) {
      if (c instanceof Tie tie) {
        ties.add(tie);
      }
    }
    return extend(domains, ties, new MediaCaps[domains.size()], 0);
  }

  private static boolean extend(
      List<List<MediaCaps>> domains, List<Tie> ties, MediaCaps[] chosen, int at) {
    if (at == chosen.length) {
      return true;
    }
    for (MediaCaps media : domains.get(at)) {
      chosen[at] = media;
      boolean ok = true;
      for (Tie tie : ties) {
        if (Math.max(tie.in(), tie.out()) == at) {
          MediaCaps a = chosen[tie.in()];
          MediaCaps b = chosen[tie.out()];
          ok &=
              tie.whole()
                  ? a.equals(b)
                  : tie.fields().stream().allMatch(f -> a.field(f).equals(b.field(f)));
        }
      }
      if (ok && extend(domains, ties, chosen, at + 1)) {
        return true;
      }
    }
    return false;
  }

  private static List<MediaCaps> world() {
    List<MediaCaps> world = new ArrayList<>();
    for (String type : TYPES) {
      for (int i = 0; i < VALUES * VALUES * VALUES; i++) {
        Map<String, CapsValue> fields = new LinkedHashMap<>();
        fields.put("framed", new Fixed(true));
        fields.put("p", new Fixed(1 + i % VALUES));
        fields.put("q", new Fixed(1 + i / VALUES % VALUES));
        fields.put("r", new Fixed(1 + i / VALUES / VALUES));
        world.add(new MediaCaps(type, fields, MemoryCaps.CPU));
      }
    }
    return world;
  }

  /** Names of the unfixed fields of all links. */
  static TreeSet<String> unfixed(List<MediaCaps> links) {
    TreeSet<String> names = new TreeSet<>();
    links.forEach(m -> names.addAll(m.openFields()));
    return names;
  }
}
