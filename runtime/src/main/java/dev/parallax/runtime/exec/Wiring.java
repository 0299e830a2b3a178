package dev.parallax.runtime.exec;

import dev.parallax.annotations.Presence;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.runtime.plan.Crossings;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.plan.Plan;
import dev.parallax.runtime.plan.QueueSpec;
import dev.parallax.runtime.plan.Reach;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.InputPads;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The domains, nodes and channels of a plan, and how they are connected. All are made before any
 * domain runs; then these lists stay as they are.
 */
final class Wiring {
  private static final int SPINS = 200;

  private final Engine engine;
  private final List<Domain> domains = new ArrayList<>();
  private final Map<GraphNode, Node> nodes = new HashMap<>();
  private final Map<GraphLink, Channel> channels = new HashMap<>();
  private final SometimesPorts sometimes;

  Wiring(Engine engine) {
    this.engine = engine;
    sometimes = new SometimesPorts(engine, this);
  }

  /**
   * Makes all of it.
   *
   * @param placement see {@link Engine#Engine}
   */
  void build(Function<GraphNode, ElementAdapter> placement) {
    Plan plan = engine.plan();
    for (Plan.PlannedDomain planned : plan.domains()) {
      Domain domain =
          new Domain(
              engine, engine.name() + "/" + planned.nodes().get(0).name(), planned.virtual());
      domains.add(domain);
      for (GraphNode graphNode : planned.nodes()) {
        ElementAdapter adapter = placement.apply(graphNode);
        Node node = new Node(engine, graphNode, adapter, domain, isLeaf(plan, graphNode));
        nodes.put(graphNode, node);
        domain.add(node);
      }
    }
    int spins = domains.size() > Runtime.getRuntime().availableProcessors() ? 0 : SPINS;
    domains.forEach(d -> d.spins(spins));
    for (Plan.Joint joint : plan.joints()) {
      connect(joint);
    }
    for (Node node : nodes.values()) {
      for (OutputPad<?> pad : node.adapter().outputPads()) {
        if (node.outputs().all().stream().noneMatch(o -> o.pad() == pad)) {
          node.outputs().add(pad, null, OutputPlan.UNLINKED);
        }
      }
    }
  }

  private static boolean isLeaf(Plan plan, GraphNode node) {
    return plan.joints().stream().noneMatch(j -> j.first().from() == node);
  }

  private void connect(Plan.Joint joint) {
    Node from = require(joint.first().from());
    Node to = require(joint.last().to());
    PortDescriptor port = portOf(joint.last().to(), joint.last().toPort());
    NodeInput input =
        to.inputs()
            .add(inputPad(to.adapter(), joint.last()), joint.last(), port.bound(), port.optional());
    Downstream downstream = input;
    QueueSpec queue = joint.queue();
    if (queue != null) {
      String label =
          queue.names().isEmpty() ? joint.last().toString() : String.join(", ", queue.names());
      Channel channel = new Channel(label, queue, from, to.domain(), input);
      to.domain().addInput(channel);
      channels.put(joint.last(), channel);
      downstream = channel;
    }
    OutputPad<?> pad = outputPad(from.adapter(), joint.first());
    if (pad == null) {
      sometimes.expect(joint.first(), downstream);
    } else {
      connect(from, pad, joint.first(), downstream);
      from.outputs().add(pad, joint.first(), outputPlan(joint.first()));
    }
  }

  /** Has a pad send to what its link leads to. */
  void connect(Node from, OutputPad<?> pad, GraphLink first, Downstream to) {
    Crossings.Need need = engine.plan().crossings().at(first);
    pad.connect(need.isNone() ? to : new CopyingLink(from, pad, to, need));
    if (to instanceof NodeInput input) {
      input.fuse(pad);
    }
  }

  private static PortDescriptor portOf(GraphNode node, String port) {
    return node.descriptor().inputs().stream()
        .filter(p -> p.matches(port))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no such port port=" + node.name() + "." + port));
  }

  private static InputPad<?> inputPad(ElementAdapter adapter, GraphLink link) {
    for (InputPad<?> pad : adapter.inputPads()) {
      if (pad.name().equals(link.toPort())) {
        return pad;
      }
    }
    for (InputPads<?> pads : adapter.inputTemplates()) {
      if (portOf(link.to(), link.toPort()).name().equals(pads.template())) {
        for (InputPad<?> pad : pads.pads()) {
          if (pad.name().equals(link.toPort())) {
            return pad;
          }
        }
        return pads.add(link.toPort());
      }
    }
    throw new IllegalStateException("no such port port=" + link);
  }

  /** The pad, or null for a SOMETIMES port that the stream has yet to open. */
  private static @Nullable OutputPad<?> outputPad(ElementAdapter adapter, GraphLink link) {
    for (OutputPad<?> pad : adapter.outputPads()) {
      if (pad.name().equals(link.fromPort())) {
        return pad;
      }
    }
    PortDescriptor port =
        link.from().descriptor().outputs().stream()
            .filter(p -> p.matches(link.fromPort()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no such port port=" + link));
    if (port.presence() == Presence.SOMETIMES) {
      return null;
    }
    for (OutputPads<?> pads : adapter.outputTemplates()) {
      if (pads.template().equals(port.name())) {
        for (OutputPad<?> pad : pads.pads()) {
          if (pad.name().equals(link.fromPort())) {
            return pad;
          }
        }
        return pads.add(link.fromPort());
      }
    }
    throw new IllegalStateException("no such port port=" + link);
  }

  /** What the plan says of the output that a link comes from. */
  OutputPlan outputPlan(GraphLink first) {
    Plan plan = engine.plan();
    Reach reach = Reach.of(plan, first);
    return new OutputPlan(
        reach.queues(),
        reach.domains().stream().map(domains::get).toList(),
        plan.crossings().at(first));
  }

  /** Channels, and the pools before them, follow the limits of the engine's plan. */
  void followLimits() {
    for (Plan.Joint joint : engine.plan().joints()) {
      Channel channel = channels.get(joint.last());
      QueueSpec spec = joint.queue();
      if (channel != null && spec != null && !spec.equals(channel.spec())) {
        channel.limits(spec);
      }
    }
    for (Node node : nodes.values()) {
      for (NodeOutput output : node.outputs().all()) {
        GraphLink link = output.link();
        if (link != null) {
          output.replan(outputPlan(link));
        }
      }
    }
  }

  // ---- what there is; any thread

  List<Domain> domains() {
    return domains;
  }

  /** The node of an element, or null when it does not run. */
  @Nullable Node node(GraphNode graphNode) {
    return nodes.get(graphNode);
  }

  Node require(GraphNode graphNode) {
    Node node = nodes.get(graphNode);
    if (node == null) {
      throw new IllegalStateException("element does not run element=" + graphNode.name());
    }
    return node;
  }

  /** Number of nodes that nothing is linked behind. */
  int leaves() {
    return (int) nodes.values().stream().filter(Node::isLeaf).count();
  }

  /** The channel that a link ends, or null. */
  @Nullable Channel channel(GraphLink last) {
    return channels.get(last);
  }

  SometimesPorts sometimes() {
    return sometimes;
  }
}
