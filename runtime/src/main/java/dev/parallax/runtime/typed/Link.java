package dev.parallax.runtime.typed;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.spi.ElementNode;

/** The end of a typed chain. The pipeline is everything linked to it. */
public final class Link {
  private final ElementNode<?> node;

  /** Generated code. */
  public Link(ElementNode<?> node) {
    this.node = node;
  }

  /** The pipeline of everything linked to this chain. */
  public Pipeline pipeline() {
    return Pipeline.of(node);
  }

  /** Runs the pipeline to its end. */
  public void run() {
    try (Pipeline pipeline = pipeline()) {
      pipeline.run();
    }
  }
}
