package dev.parallax.testkit;

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
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.Example;
import dev.parallax.model.descriptor.HintsDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.ElementNode;
import java.util.List;

/**
 * The harness's own elements in a pipeline: a source in front of an input, a sink behind an output.
 */
final class HarnessNode extends ElementNode<HarnessNode> {
  private static final HintsDescriptor HINTS =
      new HintsDescriptor(
          Trust.TRUSTED,
          Processing.UNKNOWN,
          Latency.NORMAL,
          MemoryUse.NORMAL,
          Affinity.AUTO,
          true,
          Restart.AUTO,
          false,
          false,
          true,
          true,
          false,
          false,
          false);

  private HarnessNode(ElementFactory factory) {
    super(factory);
  }

  static HarnessNode source(String name, HarnessInput input) {
    return make(
        "harnesssrc",
        input.adapter(),
        ElementDescriptor.Kind.SOURCE,
        port(HarnessInput.PORT, PortDescriptor.Direction.OUTPUT),
        List.of(
            new Relation.FromProbe(HarnessInput.PORT, List.of("*")),
            new Relation.FromStream(HarnessInput.PORT, List.of("*"))),
        name);
  }

  static HarnessNode sink(String name, HarnessOutput output) {
    return make(
        "harnesssink",
        output.adapter(),
        ElementDescriptor.Kind.SINK,
        port(HarnessOutput.PORT, PortDescriptor.Direction.INPUT),
        List.of(),
        name);
  }

  private static HarnessNode make(
      String element,
      ElementAdapter adapter,
      ElementDescriptor.Kind kind,
      PortDescriptor port,
      List<Relation> relations,
      String name) {
    ElementDescriptor descriptor =
        new ElementDescriptor(
            element,
            adapter.getClass().getName(),
            HarnessNode.class.getName(),
            "Part of the test kit",
            "Testing",
            kind,
            Sync.SINGLE,
            SyncMode.AUTO,
            List.of(port),
            List.of(),
            relations,
            HINTS,
            "",
            Example.NONE);
    String text = DescriptorText.write(descriptor);
    return new HarnessNode(ElementFactory.of(text, () -> adapter)).named(name);
  }

  private static PortDescriptor port(String name, PortDescriptor.Direction direction) {
    return new PortDescriptor(
        name,
        direction,
        Presence.ALWAYS,
        "View",
        Caps.ANY,
        Delivery.EVERY,
        16,
        false,
        false,
        false,
        "");
  }
}
