package dev.parallax.runtime.typed;

/**
 * An element that ends a chain.
 *
 * @param <I> media that it takes
 */
public interface Sink<I extends Media> extends Into<I, Link> {}
