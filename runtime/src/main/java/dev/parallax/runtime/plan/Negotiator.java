package dev.parallax.runtime.plan;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.check.PipelineCheck;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.model.solve.ConverterRegistry;
import dev.parallax.model.solve.Negotiation;
import dev.parallax.model.solve.NegotiationGraph;
import dev.parallax.model.solve.Solver;
import dev.parallax.runtime.typed.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the negotiation of one pipeline: once at prepare, again whenever the stream tells a format.
 * Any thread.
 */
public final class Negotiator {
  private final Graph graph;
  private final Map<GraphNode, Map<String, MediaCaps>> announced = new HashMap<>();
  private volatile @Nullable Formats current;
  private volatile boolean solved;
  private PlanUse use = PlanUse.NONE;
  private long serial;

  Negotiator(Graph graph) {
    this.graph = graph;
  }

  /** The newest result. */
  public Formats current() {
    Formats formats = current;
    if (formats == null) {
      throw new IllegalStateException("pipeline was not negotiated");
    }
    return formats;
  }

  /** Whether nothing is open any more. */
  public boolean solved() {
    return solved;
  }

  /**
   * The first negotiation, after the probes; what the compiler found is taken if it holds.
   *
   * @param registry asked for only when something is negotiated
   */
  synchronized Negotiation begin(ConverterPolicy policy, Supplier<ConverterRegistry> registry) {
    announced.clear();
    for (GraphNode node : graph.nodes()) {
      probe(node);
    }
    return beginWithoutProbes(policy, registry);
  }

  /** As {@link #begin}: what a probe would tell stays open. */
  synchronized Negotiation beginWithoutProbes(
      ConverterPolicy policy, Supplier<ConverterRegistry> registry) {
    use = use();
    BakedFormats baked = graph.baked();
    if (use.used() && baked != null) {
      Negotiation result = baked.result(this::model);
      if (!(result instanceof Negotiation.Failed)) {
        take(result);
        return result;
      }
      // Values of parameters do not fit: the whole graph tells why, or where a converter helps.
      use = PlanUse.refused("values of parameters do not fit without converters");
    }
    NegotiationGraph model = model();
    PipelineCheck.shape(model);
    Negotiation result = Solver.solve(model, policy, registry);
    if (!(result instanceof Negotiation.Failed)) {
      take(result);
    }
    return result;
  }

  /** Whether the formats are those of the compiler. */
  public synchronized PlanUse planUse() {
    return use;
  }

  private PlanUse use() {
    BakedFormats baked = graph.baked();
    if (baked == null) {
      return graph.refusal().isEmpty() ? PlanUse.NONE : PlanUse.refused(graph.refusal());
    }
    if (!announced.isEmpty()) {
      return PlanUse.refused("an element has found its format when the pipeline was prepared");
    }
    String refusal = baked.refusal(graph);
    if (refusal.isEmpty() && !baked.conversions().isEmpty()) {
      refusal = "converters are not allowed";
    }
    return refusal.isEmpty() ? PlanUse.USED : PlanUse.refused(refusal);
  }

  private void probe(GraphNode node) {
    for (Relation relation : node.descriptor().relations()) {
      if (relation instanceof Relation.FromProbe probe) {
        Format format = probed(node);
        if (format != null) {
          announced
              .computeIfAbsent(node, n -> new HashMap<>())
              .put(probe.output(), format.toCaps());
        }
      }
    }
  }

  private static @Nullable Format probed(GraphNode node) {
    try {
      return node.adapter().probe();
    } catch (Exception e) {
      throw ElementErrors.failed(node.name(), e);
    }
  }

  /** The stream of a port has told its format. */
  public synchronized Formats announce(GraphNode node, String port, Format format) {
    announced.computeIfAbsent(node, n -> new HashMap<>()).put(port, format.toCaps());
    Negotiation result = Solver.solve(model(), ConverterPolicy.DENY, ConverterRegistry.EMPTY);
    if (result instanceof Negotiation.Failed failed) {
      throw new ParallaxException(failed.diagnostic());
    }
    return take(result);
  }

  /** Whether {@link #announce} of that format would succeed. */
  public synchronized boolean accepts(GraphNode node, String port, Format format) {
    Map<String, MediaCaps> ports = announced.computeIfAbsent(node, n -> new HashMap<>());
    MediaCaps before = ports.put(port, format.toCaps());
    try {
      return !(Solver.solve(model(), ConverterPolicy.DENY, ConverterRegistry.EMPTY)
          instanceof Negotiation.Failed);
    } finally {
      if (before == null) {
        ports.remove(port);
      } else {
        ports.put(port, before);
      }
    }
  }

  /** What {@link #announce} may say on a link, as near as possible to a format. */
  public synchronized VideoFormat nearest(GraphLink link, VideoFormat wanted) {
    Map<String, MediaCaps> ports = announced.computeIfAbsent(link.from(), n -> new HashMap<>());
    MediaCaps before = ports.remove(link.fromPort());
    try {
      Negotiation open = Solver.solve(model(), ConverterPolicy.DENY, ConverterRegistry.EMPTY);
      return open instanceof Negotiation.Failed
          ? wanted
          : NearestFormat.of(wanted, open.links().get(link.id()));
    } finally {
      if (before != null) {
        ports.put(link.fromPort(), before);
      }
    }
  }

  private Formats take(Negotiation result) {
    if (result instanceof Negotiation.Failed failed) {
      throw new ParallaxException(failed.diagnostic());
    }
    checkValues(result);
    solved = result instanceof Negotiation.Solved;
    Formats formats = new Formats(serial++, result.links());
    current = formats;
    return formats;
  }

  /**
   * Elements that look at bytes take any media, but values have none: a file would be empty without
   * a word.
   */
  private void checkValues(Negotiation result) {
    for (GraphLink link : graph.links()) {
      if (result.links().get(link.id()).type().equals(Values.MEDIA_TYPE) && takesBytes(link)) {
        throw new ParallaxException(
            Diagnostic.of(
                DiagnosticId.CAPS_NO_BYTES,
                "%s.%s cannot feed %s.%s: values have no bytes\n  fix      %s"
                    .formatted(
                        link.from().name(),
                        link.fromPort(),
                        link.to().name(),
                        link.toPort(),
                        DiagnosticId.CAPS_NO_BYTES.fix()),
                "element",
                link.to().name(),
                "port",
                link.toPort()));
      }
    }
  }

  private static boolean takesBytes(GraphLink link) {
    return link.to().descriptor().ports().stream()
        .anyMatch(port ->
            port.direction() == PortDescriptor.Direction.INPUT
                && port.matches(link.toPort())
                && port.view().equals("Bytes"));
  }

  private NegotiationGraph model() {
    List<NegotiationGraph.Edge> edges = new ArrayList<>();
    for (GraphLink link : graph.links()) {
      edges.add(
          new NegotiationGraph.Edge(
              graph.nodes().indexOf(link.from()),
              link.fromPort(),
              graph.nodes().indexOf(link.to()),
              link.toPort(),
              link.filter(),
              link.span()));
    }
    return PipelineCheck.graph(graph.source(), graph.models(announced), edges);
  }
}
