package dev.parallax.runtime.exec;

import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Links from SOMETIMES ports, which wait until the stream opens their port, or ends without it. */
final class SometimesPorts {
  private final Engine engine;
  private final Wiring wiring;

  /** What all of them lead to; complete before any domain runs. */
  private final Map<GraphLink, Downstream> all = new HashMap<>();

  private final Map<GraphLink, Downstream> waiting = new ConcurrentHashMap<>();

  SometimesPorts(Engine engine, Wiring wiring) {
    this.engine = engine;
    this.wiring = wiring;
  }

  /** A link whose port is yet to come. Before any domain runs. */
  void expect(GraphLink first, Downstream to) {
    all.put(first, to);
    waiting.put(first, to);
  }

  /** A port has come; it is linked if the graph has a link for it. The node's thread. */
  void opened(Node node, OutputPad<?> pad, String id) {
    GraphLink link = engine.graph().linkFrom(node.graph(), pad.name());
    Downstream to = link == null ? null : waiting.remove(link);
    node.outputs()
        .add(
            pad,
            to == null ? null : link,
            link == null ? OutputPlan.UNLINKED : wiring.outputPlan(link));
    if (link != null && to != null) {
      wiring.connect(node, pad, link, to);
      pad.send(new Event.StreamStart(engine.name() + "/" + node.name() + "/" + id));
    }
  }

  /** No more ports of a template will come. The node's thread. */
  void completed(Node node, OutputPads<?> pads) {
    List<GraphLink> never = new ArrayList<>();
    for (GraphLink link : waiting.keySet()) {
      if (link.from() == node.graph() && pads.template().equals(templateOf(link))) {
        never.add(link);
      }
    }
    for (GraphLink link : never) {
      engine.warn(
          node.name(),
          "stream has no port " + link.fromPort() + "; what is linked to it ends without data");
      Downstream to = waiting.remove(link);
      if (to != null) {
        to.event(Event.Eos.EOS);
      }
    }
  }

  private static String templateOf(GraphLink link) {
    return link.from().descriptor().outputs().stream()
        .filter(p -> p.matches(link.fromPort()))
        .map(PortDescriptor::name)
        .findFirst()
        .orElse("");
  }

  /**
   * After a flush: ports that had ended lead on again, and links whose port never came wait for it
   * again. The node's thread.
   */
  void rearm(Node node) {
    all.forEach((link, to) -> {
      if (link.from() == node.graph() && !reconnect(node, link, to)) {
        waiting.put(link, to);
      }
    });
  }

  private boolean reconnect(Node node, GraphLink link, Downstream to) {
    for (NodeOutput output : node.outputs().all()) {
      if (output.link() == link) {
        if (!output.pad().linked()) {
          wiring.connect(node, output.pad(), link, to);
        }
        return true;
      }
    }
    return false;
  }
}
