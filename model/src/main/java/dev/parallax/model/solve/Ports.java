package dev.parallax.model.solve;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.solve.NegotiationGraph.Node;
import org.jspecify.annotations.Nullable;

/** Finds ports by their concrete names. */
final class Ports {
  private Ports() {}

  /** The port or template; one of exactly this name before a template; null if there is none. */
  static @Nullable PortDescriptor find(
      ElementDescriptor element, String concrete, Direction direction) {
    PortDescriptor template = null;
    for (PortDescriptor port : element.ports()) {
      if (port.direction() == direction && port.matches(concrete)) {
        if (port.name().equals(concrete)) {
          return port;
        }
        template = template == null ? port : template;
      }
    }
    return template;
  }

  /** The port of a graph that was checked. */
  static PortDescriptor require(Node node, String concrete, Direction direction) {
    PortDescriptor port = find(node.descriptor(), concrete, direction);
    if (port == null) {
      throw new IllegalStateException(
          "graph was not checked element=" + node.name() + " port=" + concrete);
    }
    return port;
  }

  /** The digits that stand for {@code %u}; empty for a port that is no template. */
  static String number(PortDescriptor port, String concrete) {
    int at = port.name().indexOf("%u");
    if (at < 0) {
      return "";
    }
    return concrete.substring(at, concrete.length() - (port.name().length() - at - 2));
  }
}
