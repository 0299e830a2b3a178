package dev.parallax.runtime.typed;

import dev.parallax.runtime.spi.PortRef;

/**
 * An element that gives the media it takes: queue, identity, valve. The chain keeps its type.
 *
 * @param <B> media that it takes at most
 */
public interface Same<B extends Media> {
  /** Generated code: its input. */
  PortRef inlet();

  /** Generated code: its output. */
  PortRef outlet();
}
