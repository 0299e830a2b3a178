package dev.parallax.runtime.spi;

import dev.parallax.model.caps.Caps;
import org.jspecify.annotations.Nullable;

/**
 * A port of a typed node, while the graph is built.
 *
 * @param node the node
 * @param port concrete name, or a template from which each link takes a new port
 * @param filter caps between this output and its peer, or null
 */
public record PortRef(ElementNode<?> node, String port, @Nullable Caps filter) {
  /** Links this output to an input. */
  public void link(PortRef to) {
    node.addLink(new ElementNode.TypedLink(this, to));
    to.node().addPeer(node);
  }

  /** This port with a caps filter, added to the one that is there. */
  public PortRef filtered(Caps caps) {
    Caps old = filter;
    return new PortRef(node, port, old == null ? caps : old.intersect(caps));
  }
}
