package dev.parallax.model.check;

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
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.lang.PipelineText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Stands for an element that the application gives later. Nothing is known of it, so it fits
 * everywhere: it has the ports that the string names and any number of others, of any media.
 */
public final class GivenElement {
  private static final HintsDescriptor HINTS =
      new HintsDescriptor(
          Trust.TRUSTED,
          Processing.UNKNOWN,
          Latency.NORMAL,
          MemoryUse.NORMAL,
          Affinity.AUTO,
          false,
          Restart.AUTO,
          false,
          false,
          true,
          false,
          false,
          false,
          false);

  private GivenElement() {}

  /**
   * The descriptor.
   *
   * @param element index of the element in the text
   */
  public static ElementDescriptor in(PipelineText text, int element) {
    Set<String> inputs = new LinkedHashSet<>();
    Set<String> outputs = new LinkedHashSet<>();
    for (PipelineText.Link link : text.links()) {
      if (link.to().element() == element) {
        inputs.add(link.to().port() == null ? "in_%u" : link.to().port());
      }
      if (link.from().element() == element) {
        outputs.add(link.from().port() == null ? "out_%u" : link.from().port());
      }
    }
    List<PortDescriptor> ports = new ArrayList<>();
    inputs.forEach(name -> ports.add(port(name, Direction.INPUT)));
    outputs.forEach(name -> ports.add(port(name, Direction.OUTPUT)));
    return new ElementDescriptor(
        text.elements().get(element).factory(),
        "",
        "",
        "",
        "",
        ElementDescriptor.Kind.TRANSFORM,
        Sync.SINGLE,
        SyncMode.AUTO,
        ports,
        List.of(),
        outputs.stream()
            .<Relation>map(name -> new Relation.FromStream(name, List.of("*")))
            .toList(),
        HINTS,
        "",
        Example.NONE);
  }

  private static PortDescriptor port(String name, Direction direction) {
    return new PortDescriptor(
        name,
        direction,
        Presence.REQUEST,
        "View",
        Caps.ANY,
        Delivery.EVERY,
        0,
        true,
        false,
        false,
        "");
  }
}
