package dev.parallax.runtime.plan;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.lang.PipelineText.Span;
import dev.parallax.runtime.spi.ElementAdapter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element in a graph. Identity counts. */
public final class GraphNode {
  private final String name;
  private final ElementDescriptor descriptor;
  private final ElementAdapter adapter;
  private final @Nullable Span span;
  private final boolean inserted;
  private final Map<String, Span> places = new HashMap<>();

  GraphNode(
      String name,
      ElementDescriptor descriptor,
      ElementAdapter adapter,
      @Nullable Span span,
      boolean inserted) {
    this.name = name;
    this.descriptor = descriptor;
    this.adapter = adapter;
    this.span = span;
    this.inserted = inserted;
  }

  /** Unique name. */
  public String name() {
    return name;
  }

  /** Descriptor. */
  public ElementDescriptor descriptor() {
    return descriptor;
  }

  /** The instance. */
  public ElementAdapter adapter() {
    return adapter;
  }

  /** Place in the pipeline string, or null. */
  public @Nullable Span span() {
    return span;
  }

  /** Where the pipeline string first names a port in a property. */
  void place(String port, Span at) {
    places.putIfAbsent(port, at);
  }

  /** Where the pipeline string first names a port in a property, or null. */
  @Nullable Span place(String port) {
    return places.get(port);
  }

  /** Whether negotiation added it as a converter. */
  public boolean inserted() {
    return inserted;
  }

  /** Whether the element is only a boundary between domains. */
  public boolean isQueue() {
    return descriptor.name().equals("queue");
  }

  /** Whether the element is only a constraint. */
  public boolean isCapsFilter() {
    return descriptor.name().equals("capsfilter");
  }

  /** Whether the element exists at run time. */
  public boolean isReal() {
    return !isQueue() && !isCapsFilter();
  }

  /** Value of a property as the adapter has it, by name; null when there is no such property. */
  public @Nullable Object property(String property) {
    int index = descriptor.propertyIndex(property);
    return index < 0 ? null : adapter.get(index);
  }

  /** Values of all properties as the adapter has them. */
  Map<String, Object> properties() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < descriptor.properties().size(); i++) {
      values.put(descriptor.properties().get(i).name(), adapter.get(i));
    }
    return values;
  }

  long longProperty(String property, long otherwise) {
    return property(property) instanceof Number n ? n.longValue() : otherwise;
  }

  @Override
  public String toString() {
    return name;
  }
}
