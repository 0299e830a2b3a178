package dev.parallax.runtime.pipeline;

import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.runtime.exec.Engine;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.spi.ElementHandle;
import dev.parallax.runtime.spi.PropertyChecks;
import dev.parallax.runtime.spi.PropertyRef;
import org.jspecify.annotations.Nullable;

/**
 * An element of a pipeline, by its properties: those of the element while Suspended, else of what
 * runs.
 *
 * @param pipeline that has the element
 * @param node the element
 */
record NodeHandle(Pipeline pipeline, GraphNode node) implements ElementHandle {
  @Override
  public String name() {
    return node.name();
  }

  @Override
  public Object element() {
    return node.adapter().element();
  }

  @Override
  public Object get(int property) {
    return get(PropertyRef.of(node.descriptor(), property));
  }

  @Override
  public void set(int property, Object value) {
    set(PropertyRef.of(node.descriptor(), property), value);
  }

  /** By name, {@code port::name} for one of a port. */
  Object get(String property) {
    return get(PropertyRef.of(node.descriptor(), property));
  }

  /** By name, {@code port::name} for one of a port. */
  void set(String property, Object value) {
    set(PropertyRef.of(node.descriptor(), property), value);
  }

  private Object get(PropertyRef property) {
    Engine running = pipeline.running();
    requireLinked(running, property);
    return running == null ? property.get(node.adapter()) : running.get(node, property);
  }

  private void set(PropertyRef property, Object value) {
    PropertyDescriptor descriptor = property.property();
    Object checked = PropertyChecks.check(descriptor, value);
    Engine running = pipeline.running();
    requireLinked(running, property);
    if (running == null) {
      property.set(node.adapter(), checked);
    } else if (descriptor.live()) {
      running.set(node, property, checked);
    } else {
      throw RequestErrors.notLive(node, property.name(), descriptor.name(), pipeline.state());
    }
  }

  /** While it runs the pipeline has all the ports that it will ever have. */
  private void requireLinked(@Nullable Engine running, PropertyRef property) {
    String port = property.port();
    if (running != null && port != null && !node.adapter().portsWithSettings().contains(port)) {
      throw RequestErrors.portNotLinked(node, port);
    }
  }
}
