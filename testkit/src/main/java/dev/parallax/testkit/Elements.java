package dev.parallax.testkit;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.List;
import java.util.Map;

/** Finds elements and their ports. */
final class Elements {
  /** Placeholder of an element that a test has built. */
  static final String NODE = "element";

  private Elements() {}

  static String nameOf(Class<?> element) {
    for (Catalog catalog : Catalogs.all()) {
      for (String name : catalog.names()) {
        ElementFactory factory = catalog.find(name);
        if (factory != null && factory.descriptor().className().equals(element.getName())) {
          return name;
        }
      }
    }
    throw new IllegalArgumentException(
        "no catalog has the class class="
            + element.getName()
            + "\n  fix: annotate it with @Element and compile it with parallax-processor, or give"
            + " its builder");
  }

  /** The port or template of ports that has a port of this name. */
  static PortDescriptor template(ElementDescriptor element, String name) {
    List<PortDescriptor> ports = element.ports();
    return ports.stream()
        .filter(p -> p.matches(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "element has no such port element="
                    + element.name()
                    + " port="
                    + name
                    + " ports="
                    + ports.stream().map(PortDescriptor::name).toList()));
  }

  static <P> P only(Map<String, P> ports, String what, ElementDescriptor element) {
    if (ports.size() != 1) {
      throw new IllegalStateException(
          "element has not one "
              + what
              + " here element="
              + element.name()
              + " ports="
              + ports.keySet()
              + "; name one, or add it by ports(...)");
    }
    return ports.values().iterator().next();
  }

  static <P> P named(Map<String, P> ports, String name, ElementDescriptor element) {
    P port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException(
          "no such port here element="
              + element.name()
              + " port="
              + name
              + " ports="
              + ports.keySet()
              + "; add it by ports(...)");
    }
    return port;
  }

  /** What the threads whose name begins so do just now. */
  static String stacks(String threads) {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach((thread, stack) -> {
          if (thread.getName().startsWith(threads)) {
            text.append("\n  thread ").append(thread.getName());
            for (StackTraceElement frame : stack) {
              text.append("\n    at ").append(frame);
            }
          }
        });
    return text.toString();
  }
}
