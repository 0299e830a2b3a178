package dev.parallax.runtime.typed;

import dev.parallax.runtime.spi.PortRef;

/**
 * What can stand to the right of an {@link Out}.
 *
 * @param <I> media that it takes
 * @param <R> what the chain continues with
 */
public interface Into<I extends Media, R> {
  /** Generated code: the input that an upstream output is linked to. */
  PortRef inlet();

  /** Generated code: what the chain continues with. */
  R next();
}
