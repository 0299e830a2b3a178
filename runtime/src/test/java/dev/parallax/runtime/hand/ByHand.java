package dev.parallax.runtime.hand;

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
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.List;
import java.util.function.Supplier;

/** What the processor would write beside an adapter: descriptors, with as little as possible. */
public final class ByHand {
  private static final List<Relation> SAME = List.of(new Relation.Same("", "out", List.of("*")));

  private ByHand() {}

  /** The input. */
  public static PortDescriptor in(Caps caps, boolean inPlace) {
    return port("in", PortDescriptor.Direction.INPUT, caps, inPlace);
  }

  /** The output. */
  public static PortDescriptor out(Caps caps, boolean inPlace) {
    return port("out", PortDescriptor.Direction.OUTPUT, caps, inPlace);
  }

  private static PortDescriptor port(
      String name, PortDescriptor.Direction direction, Caps caps, boolean inPlace) {
    return new PortDescriptor(
        name,
        direction,
        Presence.ALWAYS,
        "View",
        caps,
        Delivery.EVERY,
        16,
        false,
        inPlace,
        inPlace,
        "");
  }

  /** A property that is any whole number. */
  public static PropertyDescriptor number(String name, String def) {
    return new PropertyDescriptor(
        name,
        PropertyDescriptor.Type.INT,
        "",
        List.of(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        def,
        true,
        false,
        "");
  }

  /** An element; what a transform sends has the format of what it gets. */
  public static ElementFactory factory(
      String name,
      Restart restart,
      ElementDescriptor.Kind kind,
      List<PortDescriptor> ports,
      List<PropertyDescriptor> properties,
      Supplier<ElementAdapter> maker) {
    HintsDescriptor hints =
        new HintsDescriptor(
            Trust.TRUSTED,
            Processing.UNKNOWN,
            Latency.NORMAL,
            MemoryUse.NORMAL,
            Affinity.AUTO,
            true,
            restart,
            false,
            true,
            false,
            false,
            false,
            false,
            false);
    ElementDescriptor descriptor =
        new ElementDescriptor(
            name,
            "hand." + name,
            "hand." + name + "Element",
            "",
            "",
            kind,
            Sync.SINGLE,
            SyncMode.AUTO,
            ports,
            properties,
            kind == ElementDescriptor.Kind.TRANSFORM ? SAME : List.of(),
            hints,
            "",
            Example.NONE);
    return ElementFactory.of(DescriptorText.write(descriptor), maker);
  }
}
