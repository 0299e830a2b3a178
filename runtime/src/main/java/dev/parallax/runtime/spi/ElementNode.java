package dev.parallax.runtime.spi;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Base of the generated typed builders: an element with its properties and links while a pipeline
 * is built. One thread.
 *
 * @param <S> the builder itself
 */
public abstract class ElementNode<S extends ElementNode<S>> {
  /**
   * A link between two typed ports.
   *
   * @param from output
   * @param to input
   */
  public record TypedLink(PortRef from, PortRef to) {}

  private final ElementFactory factory;
  private final ElementAdapter adapter;
  private final List<TypedLink> links = new ArrayList<>();
  private final Set<ElementNode<?>> peers = new LinkedHashSet<>();
  private @Nullable String name;

  /** Makes the element. */
  protected ElementNode(ElementFactory factory) {
    this.factory = factory;
    adapter = factory.create();
  }

  /** Names the element, for {@code Pipeline.find}. */
  public final S named(String elementName) {
    name = elementName;
    return self();
  }

  @SuppressWarnings("unchecked") // S is the subclass itself
  private S self() {
    return (S) this;
  }

  /** Generated code: sets a property by index, range-checked. */
  protected final S set(int property, Object value) {
    adapter.set(property, PropertyChecks.check(descriptor().properties().get(property), value));
    return self();
  }

  /** Generated code: a port by its concrete name or template. */
  protected final PortRef port(String portName) {
    return new PortRef(this, portName, null, Map.of());
  }

  /** Descriptor of the element. */
  public final ElementDescriptor descriptor() {
    return factory.descriptor();
  }

  /** Name given by {@link #named}, or null. */
  public final @Nullable String givenName() {
    return name;
  }

  /** The adapter that becomes part of the pipeline. */
  public final ElementAdapter adapter() {
    return adapter;
  }

  /** Links from this node, in order. */
  public final List<TypedLink> links() {
    return Collections.unmodifiableList(links);
  }

  /** All nodes linked with this one, on either side. */
  public final Set<ElementNode<?>> peers() {
    return Collections.unmodifiableSet(peers);
  }

  final void addLink(TypedLink link) {
    links.add(link);
    peers.add(link.to().node());
  }

  final void addPeer(ElementNode<?> peer) {
    peers.add(peer);
  }
}
