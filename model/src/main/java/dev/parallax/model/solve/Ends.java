package dev.parallax.model.solve;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.annotations.Trust;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.Example;
import dev.parallax.model.descriptor.HintsDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.List;
import java.util.Map;

/** Imagined elements that stand for the rest of a graph while a part of it is looked at. */
final class Ends {
  static final String PORT = "port";

  private static final HintsDescriptor HINTS =
      new HintsDescriptor(
          Trust.values()[0],
          Processing.values()[0],
          Latency.values()[0],
          MemoryUse.values()[0],
          Affinity.values()[0],
          false,
          Restart.values()[0],
          false,
          false,
          false,
          false,
          false,
          false,
          false);

  private Ends() {}

  static Node source(Caps offers) {
    return node("(source)", ElementDescriptor.Kind.SOURCE, Direction.OUTPUT, offers);
  }

  static Node sink(Caps accepts) {
    return node("(sink)", ElementDescriptor.Kind.SINK, Direction.INPUT, accepts);
  }

  private static Node node(
      String name, ElementDescriptor.Kind kind, Direction direction, Caps caps) {
    PortDescriptor port =
        new PortDescriptor(
            PORT,
            direction,
            Presence.ALWAYS,
            "View",
            caps,
            Delivery.EVERY,
            1,
            false,
            false,
            false,
            "");
    ElementDescriptor element =
        new ElementDescriptor(
            name,
            "",
            "",
            "",
            "",
            kind,
            Sync.values()[0],
            SyncMode.values()[0],
            List.of(port),
            List.of(),
            List.of(),
            HINTS,
            "",
            Example.NONE);
    return new Node(name, element, Map.of(), Map.of(), null);
  }
}
