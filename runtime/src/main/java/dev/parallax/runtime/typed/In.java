package dev.parallax.runtime.typed;

import dev.parallax.runtime.spi.PortRef;

/**
 * One input of an element with several ports.
 *
 * @param <M> media that it takes
 */
public final class In<M extends Media> implements Into<M, Link> {
  private final PortRef port;

  /** Generated code. */
  public In(PortRef port) {
    this.port = port;
  }

  @Override
  public PortRef inlet() {
    return port;
  }

  @Override
  public Link next() {
    return new Link(port.node());
  }
}
