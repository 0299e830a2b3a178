package dev.parallax.runtime.plan;

import dev.parallax.model.check.Parameters;
import dev.parallax.model.check.Placeholders;
import dev.parallax.model.check.PropertyTexts;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.runtime.spi.PipelinePlan;
import dev.parallax.runtime.spi.PropertyChecks;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the graph of a plan that the compiler made. A plan holds only for the elements it was made
 * with: when the path has others, the string is parsed and checked anew, and the graph says why.
 */
public final class PlannedGraph {
  private final PipelinePlan plan;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, ElementNode<?>> elements = new HashMap<>();

  private PlannedGraph(PipelinePlan plan) {
    this.plan = plan;
  }

  /**
   * The graph.
   *
   * @param arguments values of the plan's parameters, in order
   * @throws ParallaxException when an argument is missing or out of range, or the pipeline is wrong
   *     with the elements that are there now
   */
  public static Graph of(PipelinePlan plan, @Nullable Object... arguments) {
    PlannedGraph planned = new PlannedGraph(plan);
    for (int i = 0; i < plan.parameters().size(); i++) {
      planned.give(plan.parameters().get(i), arguments[i]);
    }
    List<ElementFactory> factories = new ArrayList<>();
    String refusal =
        plan.elements().isEmpty() ? "elements are given by the application, or too many" : "";
    for (PipelinePlan.Element element : plan.elements()) {
      ElementFactory factory = compiledWith(element.element(), element.fingerprint());
      if (factory == null) {
        refusal = notCompiledWith(element.element());
        break;
      }
      factories.add(factory);
    }
    for (PipelinePlan.Brought brought : plan.brought()) {
      if (refusal.isEmpty() && compiledWith(brought.element(), brought.fingerprint()) == null) {
        refusal = notCompiledWith(brought.element());
      }
    }
    if (refusal.isEmpty()) {
      return planned.graph(factories);
    }
    Graph graph =
        Builder.fromText(plan.source(), planned.elements, new Parameters.Given(planned.values));
    graph.refuse(refusal);
    return graph;
  }

  private static @Nullable ElementFactory compiledWith(String element, long fingerprint) {
    ElementFactory factory = Catalogs.find(element);
    return factory == null || factory.fingerprint() != fingerprint ? null : factory;
  }

  private static String notCompiledWith(String element) {
    return element + " is not the one that the pipeline was compiled with";
  }

  private void give(String name, @Nullable Object argument) {
    if (argument == null) {
      throw new ParallaxException(
          new Diagnostic(
              DiagnosticId.PIPE_PLACEHOLDER,
              "nothing was given for ${" + name + "}",
              Map.of("placeholder", name)));
    }
    if (argument instanceof ElementNode<?> node) {
      elements.put(name, node);
    } else {
      values.put(name, argument);
    }
  }

  private Graph graph(List<ElementFactory> factories) {
    Graph graph = new Graph(plan.source());
    for (int i = 0; i < factories.size(); i++) {
      PipelinePlan.Element element = plan.elements().get(i);
      GraphNode node = graph.add(element.name(), factories.get(i), element.span());
      for (PipelinePlan.Value value : element.values()) {
        set(graph, node, value);
      }
    }
    for (PipelinePlan.Link link : plan.links()) {
      graph.linkPlanned(link);
    }
    if (plan.formats().size() == plan.links().size() || !plan.conversions().isEmpty()) {
      graph.bake(
          new BakedFormats(plan.formats(), plan.solved(), plan.assumptions(), plan.conversions()));
    } else {
      graph.refuse(
          plan.converters()
              ? "converters are chosen at the start"
              : "values of parameters decide formats");
    }
    return graph;
  }

  private void set(Graph graph, GraphNode node, PipelinePlan.Value value) {
    PropertyRef property = PropertyRef.of(node.descriptor(), value.property());
    Object checked = value.value();
    if (value.filled()) {
      try {
        checked = PropertyChecks.check(property.property(), filled((String) checked));
      } catch (ParallaxException e) {
        throw dev.parallax.model.check.Places.at(graph.source(), value.span(), e.diagnostic())
            .toException();
      }
    }
    property.set(node.adapter(), checked);
    if (property.port() != null) {
      node.place(property.port(), value.span());
    }
  }

  private String filled(String text) {
    return Placeholders.fill(text, name -> PropertyTexts.of(values.getOrDefault(name, "")));
  }
}
