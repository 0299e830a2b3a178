package dev.parallax.model.descriptor;

import java.util.List;

/**
 * What is known of an element without running it. Made by the processor, carried as text (see
 * {@link DescriptorText}).
 *
 * @param name name in pipeline strings
 * @param className binary name of the author's class
 * @param builderName binary name of the generated typed builder
 * @param summary one line
 * @param klass category path
 * @param kind source, transform or sink
 * @param sync how several inputs are brought together
 * @param syncMode when an ALIGNED element fires
 * @param ports ports in declaration order, inputs first
 * @param properties properties in declaration order; the index is the property's id
 * @param actions operations of the running element, in declaration order
 * @param relations relations between ports' fields, properties and the stream
 * @param hints what the planner should know
 * @param origin file and line of the class, for example {@code Gain.java:14}; empty if unknown
 * @param example the element at work
 */
public record ElementDescriptor(
    String name,
    String className,
    String builderName,
    String summary,
    String klass,
    Kind kind,
    dev.parallax.annotations.Sync sync,
    dev.parallax.annotations.SyncMode syncMode,
    List<PortDescriptor> ports,
    List<PropertyDescriptor> properties,
    List<ActionDescriptor> actions,
    List<Relation> relations,
    HintsDescriptor hints,
    String origin,
    Example example) {
  /** What an element is in a graph. */
  public enum Kind {
    /** Outputs only. */
    SOURCE,
    /** Inputs and outputs. */
    TRANSFORM,
    /** Inputs only. */
    SINK
  }

  /** Copies the lists. */
  public ElementDescriptor {
    ports = List.copyOf(ports);
    properties = List.copyOf(properties);
    actions = List.copyOf(actions);
    relations = List.copyOf(relations);
  }

  /** An element without actions. */
  public ElementDescriptor(
      String name,
      String className,
      String builderName,
      String summary,
      String klass,
      Kind kind,
      dev.parallax.annotations.Sync sync,
      dev.parallax.annotations.SyncMode syncMode,
      List<PortDescriptor> ports,
      List<PropertyDescriptor> properties,
      List<Relation> relations,
      HintsDescriptor hints,
      String origin,
      Example example) {
    this(
        name,
        className,
        builderName,
        summary,
        klass,
        kind,
        sync,
        syncMode,
        ports,
        properties,
        List.of(),
        relations,
        hints,
        origin,
        example);
  }

  /** The same element with other properties. */
  public ElementDescriptor withProperties(List<PropertyDescriptor> others) {
    return with(others, hints, origin);
  }

  /** The same element with other hints. */
  public ElementDescriptor withHints(HintsDescriptor others) {
    return with(properties, others, origin);
  }

  /** The same element from another place; empty if unknown. */
  public ElementDescriptor withOrigin(String other) {
    return with(properties, hints, other);
  }

  private ElementDescriptor with(
      List<PropertyDescriptor> newProperties, HintsDescriptor newHints, String newOrigin) {
    return new ElementDescriptor(
        name,
        className,
        builderName,
        summary,
        klass,
        kind,
        sync,
        syncMode,
        ports,
        newProperties,
        actions,
        relations,
        newHints,
        newOrigin,
        example);
  }

  /** Input ports, in declaration order. */
  public List<PortDescriptor> inputs() {
    return ports.stream().filter(p -> p.direction() == PortDescriptor.Direction.INPUT).toList();
  }

  /** Output ports, in declaration order. */
  public List<PortDescriptor> outputs() {
    return ports.stream().filter(p -> p.direction() == PortDescriptor.Direction.OUTPUT).toList();
  }

  /** Index of the property, or -1. */
  public int propertyIndex(String property) {
    for (int i = 0; i < properties.size(); i++) {
      if (properties.get(i).name().equals(property)) {
        return i;
      }
    }
    return -1;
  }
}
