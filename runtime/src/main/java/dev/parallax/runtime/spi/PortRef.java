package dev.parallax.runtime.spi;

import dev.parallax.model.caps.Caps;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A port of a typed node, while the graph is built.
 *
 * @param node the node
 * @param port concrete name, or a template from which each link takes a new port
 * @param filter caps between this output and its peer, or null
 * @param settings values of the port's properties by name
 */
public record PortRef(
    ElementNode<?> node, String port, @Nullable Caps filter, Map<String, Object> settings) {
  /** Copies the settings. */
  public PortRef {
    settings = Map.copyOf(settings);
  }

  /** Links this output to an input. */
  public void link(PortRef to) {
    node.addLink(new ElementNode.TypedLink(this, to));
    to.node().addPeer(node);
  }

  /**
   * Generated code: this port with a value of one of its properties.
   *
   * @throws dev.parallax.model.diag.ParallaxException when it is out of range
   */
  public PortRef with(String property, Object value) {
    PropertyRef ref = PropertyRef.of(node.descriptor(), port.replace("%u", "0") + "::" + property);
    Map<String, Object> all = new HashMap<>(settings);
    all.put(property, PropertyChecks.check(ref.property(), value));
    return new PortRef(node, port, filter, all);
  }

  /** This port with a caps filter, added to the one that is there. */
  public PortRef filtered(Caps caps) {
    Caps old = filter;
    return new PortRef(node, port, old == null ? caps : old.intersect(caps), settings);
  }
}
