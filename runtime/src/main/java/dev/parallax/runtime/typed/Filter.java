package dev.parallax.runtime.typed;

/**
 * An element with one input and one output.
 *
 * @param <I> media that it takes
 * @param <O> media that it gives
 */
public interface Filter<I extends Media, O extends Media> extends Into<I, Out<O>> {}
