package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.Caret;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.model.solve.Constraint.Kind;
import dev.parallax.model.solve.Constraint.Own;
import dev.parallax.model.solve.Constraint.Tie;
import dev.parallax.model.solve.ConverterRegistry.Converter;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person about a conflict, seen from one link: what comes to it, what it must fit, who says
 * so.
 */
final class Explanation {
  private static final int MAX_SHOWN = 4;
  private static final int MAX_WIDTH = 90;

  private final Constraints constraints;
  private final Sides sides;
  private final ConverterRegistry registry;
  private final ConverterPolicy policy;
  private final SolveStats stats;
  private final Map<String, String> data = new LinkedHashMap<>();

  private Explanation(
      Conflict conflict, ConverterRegistry registry, ConverterPolicy policy, SolveStats stats) {
    this.constraints = conflict.constraints();
    this.sides = Sides.of(conflict, stats);
    this.registry = registry;
    this.policy = policy;
    this.stats = stats;
  }

  static Negotiation.Failed of(
      Conflict conflict, ConverterRegistry registry, ConverterPolicy policy, SolveStats stats) {
    Explanation e = new Explanation(conflict, registry, policy, stats);
    return new Negotiation.Failed(e.sides.edge(), e.diagnostic());
  }

  private Diagnostic diagnostic() {
    Difference difference = Difference.of(sides.offers(), sides.accepts());
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    String place = place();
    if (!place.isEmpty()) {
      lines.add(place);
    }
    int width = width();
    caps(lines, "offers", sides.offers(), who("fixed by ", sides.early(), sides.through()), width);
    caps(lines, "accepts", sides.accepts(), who("", sides.late(), sides.lateThrough()), width);
    data.put("link", GraphCheck.name(constraints.graph(), sides.edge()));
    if (difference != null) {
      lines.add(line(difference.field(), difference.left() + " ∩ " + difference.right() + " = ∅"));
      data.put("field", difference.field());
    } else if (!sides.related().isEmpty()) {
      Tie tie = sides.related().getFirst();
      String kept = tie.whole() ? "everything" : String.join(", ", tie.fields());
      lines.add(
          line(
              "but",
              constraints.graph().nodes().get(tie.node()).name()
                  + " keeps "
                  + kept
                  + " the same, which no combination allows"));
    }
    String fix = fix();
    lines.add(line("fix", fix));
    data.put("fix", fix);
    return new Diagnostic(id(difference), String.join("\n", lines), data);
  }

  private DiagnosticId id(@Nullable Difference difference) {
    if (policy == ConverterPolicy.ALLOW) {
      return DiagnosticId.CAPS_NO_CONVERTER;
    }
    if (sides.early().stream().anyMatch(o -> o.kind() == Kind.ANNOUNCED)) {
      return DiagnosticId.CAPS_ANNOUNCED;
    }
    if (difference != null && difference.field().equals(Difference.MEMORY)) {
      return DiagnosticId.CAPS_NO_COMMON_MEMORY;
    }
    return sides.related().isEmpty() ? DiagnosticId.CAPS_NO_COMMON : DiagnosticId.CAPS_RELATION;
  }

  private String headline() {
    var edge = constraints.graph().edges().get(sides.edge());
    String from = constraints.from(sides.edge()).name() + "." + edge.fromPort();
    if (insideProducer()) {
      String what = sides.late().stream().map(this::name).collect(Collectors.joining(", "));
      return what + (what.isEmpty() ? "no format is left for " : " does not fit ") + from;
    }
    return from + " cannot feed " + constraints.to(sides.edge()).name() + "." + edge.toPort();
  }

  /** Whether the upstream element contradicts itself. */
  private boolean insideProducer() {
    return sides.late().stream().allMatch(o -> o.edge() == sides.edge() && isProducer(o));
  }

  private static boolean isProducer(Own own) {
    return own.kind() == Kind.OFFER || own.kind() == Kind.PROPERTY || own.kind() == Kind.ANNOUNCED;
  }

  /**
   * The source with a caret below what does not accept: the filter, or the element; else the link
   * by its ports.
   */
  private String place() {
    String source = constraints.graph().source();
    Span link = constraints.graph().edges().get(sides.edge()).span();
    boolean filter =
        sides.late().stream().anyMatch(o -> o.kind() == Kind.FILTER && o.edge() == sides.edge());
    Span element =
        (insideProducer() ? constraints.from(sides.edge()) : constraints.to(sides.edge())).span();
    boolean behind =
        element != null && (insideProducer() || link == null || element.start() > link.start());
    Span span = link != null && (filter || !behind) ? link : element;
    if (source.isEmpty() || span == null) {
      return "  " + GraphCheck.name(constraints.graph(), sides.edge());
    }
    return Caret.render(source, span.start(), span.end()).stripTrailing();
  }

  private int width() {
    int width = 0;
    for (List<MediaCaps> side : List.of(sides.offers(), sides.accepts())) {
      for (MediaCaps media : side.subList(0, Math.min(MAX_SHOWN, side.size()))) {
        width = Math.max(width, CapsBrief.of(media).length());
      }
    }
    return Math.min(width, MAX_WIDTH);
  }

  private void caps(List<String> lines, String label, List<MediaCaps> side, String who, int width) {
    List<String> shown = side.stream().limit(MAX_SHOWN).map(CapsBrief::of).toList();
    for (int i = 0; i < shown.size(); i++) {
      String text = shown.get(i);
      boolean first = i == 0 && !who.isEmpty();
      lines.add(
          line(
              i == 0 ? label : "",
              first ? text + " ".repeat(Math.max(0, width - text.length())) + "    " + who : text));
    }
    if (side.size() > MAX_SHOWN) {
      lines.add(line("", "and " + (side.size() - MAX_SHOWN) + " more"));
    }
    data.put(label, String.join("; ", shown));
    data.put(label + "By", who);
  }

  private static String line(String label, String text) {
    return String.format("  %-8s %s", label, text);
  }

  private String who(String prefix, List<Own> owns, List<Integer> through) {
    List<String> names = owns.stream().map(this::name).distinct().limit(MAX_SHOWN).toList();
    String by = names.isEmpty() ? "" : prefix + String.join(", ", names);
    List<String> nodes =
        through.stream().map(n -> constraints.graph().nodes().get(n).name()).toList();
    if (nodes.isEmpty()) {
      return by;
    }
    String chain =
        nodes.size() <= 2 * MAX_SHOWN
            ? String.join(", ", nodes)
            : String.join(", ", nodes.subList(0, MAX_SHOWN)) + ", ..., " + nodes.getLast();
    return by + (by.isEmpty() ? "" : " ") + "through " + chain;
  }

  private String name(Own own) {
    return switch (own.kind()) {
      case OFFER -> element(constraints.from(own.edge()), own.edge());
      case ACCEPT -> element(constraints.to(own.edge()), own.edge());
      case PROPERTY -> "property " + own.property() + " of " + constraints.from(own.edge()).name();
      case ANNOUNCED -> "the stream announced by " + constraints.from(own.edge()).name();
      case FILTER ->
          "the caps filter between "
              + constraints.from(own.edge()).name()
              + " and "
              + constraints.to(own.edge()).name();
    };
  }

  /**
   * At the link itself the kind of element, elsewhere its name in the pipeline; with file and line.
   */
  private String element(Node node, int edge) {
    String name = edge == sides.edge() ? node.descriptor().name() : node.name();
    return node.descriptor().origin().isEmpty()
        ? name
        : name + " (" + node.descriptor().origin() + ")";
  }

  private String fix() {
    String from = constraints.from(sides.edge()).name();
    String to = constraints.to(sides.edge()).name();
    List<List<Converter>> paths =
        ConverterPaths.find(
            new Caps(sides.offers()), new Caps(sides.accepts()), registry, 1, stats);
    if (!paths.isEmpty()) {
      String chain =
          paths.getFirst().stream()
              .map(c -> c.descriptor().name())
              .collect(Collectors.joining(" ! "));
      return "insert " + chain + " between " + from + " and " + to;
    }
    List<Own> all = new ArrayList<>(sides.late());
    all.addAll(sides.early().reversed());
    for (Kind kind : List.of(Kind.PROPERTY, Kind.FILTER)) {
      for (Own own : all) {
        if (own.kind() == kind) {
          return "change " + name(own);
        }
      }
    }
    return "put an element between "
        + from
        + " and "
        + to
        + " that converts, or link other elements";
  }
}
