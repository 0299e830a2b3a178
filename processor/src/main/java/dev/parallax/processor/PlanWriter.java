package dev.parallax.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.CodeBlock.Builder;
import dev.parallax.annotations.MemoryKind;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.check.BoundPipeline;
import dev.parallax.model.check.PipelineCheck;
import dev.parallax.model.check.PlanBasis;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import dev.parallax.model.solve.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the plan of a checked pipeline as an expression. */
final class PlanWriter {
  /** The initialiser of a class holds 64 KB of code; this many elements take about a half. */
  private static final int MAX_ELEMENTS = 250;

  private final CheckedSpec spec;
  private final Builder code = CodeBlock.builder();

  PlanWriter(CheckedSpec spec) {
    this.spec = spec;
  }

  CodeBlock write() {
    code.add("$T.of($S)$>$>", Names.PLAN, spec.bound().text().source());
    if (!spec.parameters().isEmpty()) {
      code.add(
          "\n.parameters($L)",
          CodeBlock.join(
              spec.parameters().stream().map(p -> CodeBlock.of("$S", p.placeholder())).toList(),
              ", "));
    }
    if (spec.converters()) {
      code.add("\n.converters()");
    }
    boolean solved = false;
    List<BoundPipeline.Element> elements = spec.bound().elements();
    if (elements.size() <= MAX_ELEMENTS
        && elements.stream().noneMatch(BoundPipeline.Element::placeholder)) {
      elements.forEach(this::element);
      spec.checked().edges().forEach(this::link);
      solved = formats();
    }
    return code.add(solved ? "\n.solved()$<$<" : "\n.open()$<$<").build();
  }

  private void element(BoundPipeline.Element element) {
    code.add(
        "\n.element($S, $S, $L, $L, $L)",
        element.name(),
        element.descriptor().name(),
        fingerprint(element.descriptor().name()),
        element.span().start(),
        element.span().end());
    for (BoundPipeline.Value value : element.values()) {
      code.add(
          "\n.$L($S, $L, $L, $L)",
          value.later() ? "fill" : "set",
          value.path().property().name(),
          scalar(value.value()),
          value.span().start(),
          value.span().end());
    }
  }

  private String fingerprint(String element) {
    return "0x" + Long.toHexString(spec.source().found(element).fingerprint()) + "L";
  }

  private void link(Edge edge) {
    PipelineText.Span span = edge.span() == null ? new PipelineText.Span(0, 0) : edge.span();
    code.add(
        "\n.link($L, $S, $L, $S, $L, $L)",
        edge.from(),
        edge.fromPort(),
        edge.to(),
        edge.toPort(),
        span.start(),
        span.end());
    Caps filter = edge.filter();
    if (filter != null) {
      code.add(
          "\n.filter($L)",
          CodeBlock.join(filter.alternatives().stream().map(PlanWriter::media).toList(), ", "));
    }
  }

  /**
   * Formats and converters; whether nothing is open. Links on which parameters have a say are left
   * to the start, and so are all when converters are needed then.
   */
  private boolean formats() {
    Negotiation result = spec.checked().result();
    List<PlanBasis> basis = PlanBasis.of(spec.bound());
    boolean decided = basis.stream().allMatch(PlanBasis::known);
    List<@Nullable MediaCaps> known = formats(result, decided);
    if (known.stream().allMatch(Objects::isNull)) {
      return false;
    }
    for (MediaCaps caps : known) {
      if (caps == null) {
        code.add("\n.later()");
      } else {
        code.add("\n.format($L)", media(caps));
      }
    }
    for (PlanBasis value : basis) {
      if (value.known()) {
        code.add("\n.assume($L, $S, $L)", value.element(), value.property(), scalar(value.value()));
      }
    }
    return decided && result instanceof Negotiation.Solved;
  }

  private List<@Nullable MediaCaps> formats(Negotiation result, boolean decided) {
    List<Edge> edges = spec.checked().edges();
    if (!result.converters().isEmpty()) {
      return decided && mayConvert(result) ? converted(result) : List.of();
    }
    if (result.links().size() != edges.size()) {
      return List.of();
    }
    return decided ? List.copyOf(result.links()) : known(result, edges);
  }

  /** Whether converters are the same at each start: no probe and no value of theirs has a say. */
  private boolean mayConvert(Negotiation result) {
    Stream<Relation> relations =
        spec.bound().elements().stream().flatMap(e -> e.descriptor().relations().stream());
    Stream<String> converters = result.converters().stream().flatMap(i -> i.elements().stream());
    return relations.noneMatch(Relation.FromProbe.class::isInstance)
        && converters.noneMatch(name -> PlanBasis.hasSay(spec.source().found(name).descriptor()));
  }

  /** Converters, and the formats of all links that there are with them. */
  private List<@Nullable MediaCaps> converted(Negotiation result) {
    Map<Integer, Negotiation.Insertion> insertions = new HashMap<>();
    result.converters().forEach(i -> insertions.put(i.edge(), i));
    List<@Nullable MediaCaps> formats = new ArrayList<>();
    for (int e = 0; e < result.links().size(); e++) {
      Negotiation.Insertion insertion = insertions.get(e);
      if (insertion == null) {
        formats.add(result.links().get(e));
      } else {
        formats.addAll(insertion.between());
      }
    }
    if (formats.size() > MAX_ELEMENTS) {
      return List.of();
    }
    Set<String> brought = new TreeSet<>();
    if (result.links().size() > spec.checked().edges().size()) {
      brought.add(PipelineCheck.CAPS_FILTER);
    }
    for (Negotiation.Insertion insertion : result.converters()) {
      brought.addAll(insertion.elements());
      code.add(
          "\n.convert($L, $L)",
          insertion.edge(),
          CodeBlock.join(
              insertion.elements().stream().map(name -> CodeBlock.of("$S", name)).toList(), ", "));
    }
    brought.forEach(name -> code.add("\n.bring($S, $L)", name, fingerprint(name)));
    return formats;
  }

  private List<@Nullable MediaCaps> known(Negotiation result, List<Edge> edges) {
    BoundPipeline bound = spec.bound();
    return Parts.known(
        PipelineCheck.graph(bound.text().source(), bound.nodes(), edges),
        result,
        PlanBasis.undecided(bound, edges));
  }

  private static CodeBlock media(MediaCaps caps) {
    Builder media =
        CodeBlock.builder()
            .add(
                "$T.media($S, $T.of($L)",
                Names.PLAN,
                caps.type(),
                List.class,
                CodeBlock.join(
                    caps.memory().kinds().stream()
                        .map(kind -> CodeBlock.of("$T.$L", MemoryKind.class, kind.name()))
                        .toList(),
                    ", "));
    for (Map.Entry<String, CapsValue> field : caps.fields().entrySet()) {
      media.add(", $S, $L", field.getKey(), value(field.getValue()));
    }
    return media.add(")").build();
  }

  private static CodeBlock value(CapsValue value) {
    return switch (value) {
      case CapsValue.Fixed fixed -> scalar(fixed.value());
      case CapsValue.Any any -> CodeBlock.of("$T.ANY", CapsValue.class);
      case CapsValue.OneOf list ->
          CodeBlock.of(
              "new $T($T.of($L))",
              CapsValue.OneOf.class,
              List.class,
              CodeBlock.join(list.values().stream().map(PlanWriter::scalar).toList(), ", "));
      case CapsValue.IntRange range ->
          CodeBlock.of(
              "new $T($L, $L, $L, $L)",
              CapsValue.IntRange.class,
              range.min(),
              range.max(),
              range.step(),
              range.prefer());
      case CapsValue.FractionRange range ->
          CodeBlock.of(
              "new $T($L, $L, $L)",
              CapsValue.FractionRange.class,
              scalar(range.min()),
              scalar(range.max()),
              range.prefer() == null ? "null" : scalar(range.prefer()));
    };
  }

  private static CodeBlock scalar(Object value) {
    return switch (value) {
      case String text -> CodeBlock.of("$S", text);
      case Long number -> CodeBlock.of("$LL", number);
      case Float number -> CodeBlock.of("$Lf", number);
      case Double number -> CodeBlock.of("$Ld", number);
      case Fraction f -> CodeBlock.of("new $T($L, $L)", Fraction.class, f.num(), f.den());
      default -> CodeBlock.of("$L", value);
    };
  }
}
