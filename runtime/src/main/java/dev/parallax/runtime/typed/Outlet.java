package dev.parallax.runtime.typed;

import dev.parallax.runtime.spi.PortRef;

/**
 * A port as an output.
 *
 * @param outlet the port
 * @param <M> media
 */
record Outlet<M extends Media>(PortRef outlet) implements Out<M> {
  static <M extends Media> Out<M> of(PortRef port) {
    return new Outlet<>(port);
  }
}
