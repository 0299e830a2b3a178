package dev.parallax.runtime.plan;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.lang.PipelineText.Span;
import org.jspecify.annotations.Nullable;

/** A link between two concrete ports. Identity counts; {@link #id} is its index in the graph. */
public final class GraphLink {
  private final int id;
  private final GraphNode from;
  private final String fromPort;
  private final GraphNode to;
  private final String toPort;
  private final @Nullable Caps filter;
  private final @Nullable Span span;

  GraphLink(
      int id,
      GraphNode from,
      String fromPort,
      GraphNode to,
      String toPort,
      @Nullable Caps filter,
      @Nullable Span span) {
    this.id = id;
    this.from = from;
    this.fromPort = fromPort;
    this.to = to;
    this.toPort = toPort;
    this.filter = filter;
    this.span = span;
  }

  /** Index in the graph. */
  public int id() {
    return id;
  }

  /** Upstream node. */
  public GraphNode from() {
    return from;
  }

  /** Its output. */
  public String fromPort() {
    return fromPort;
  }

  /** Downstream node. */
  public GraphNode to() {
    return to;
  }

  /** Its input. */
  public String toPort() {
    return toPort;
  }

  /** Constraint, or null. */
  public @Nullable Caps filter() {
    return filter;
  }

  /** Place in the pipeline string, or null. */
  public @Nullable Span span() {
    return span;
  }

  @Override
  public String toString() {
    return from.name() + "." + fromPort + " -> " + to.name() + "." + toPort;
  }
}
