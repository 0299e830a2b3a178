package dev.parallax.runtime.typed;

/**
 * Anything that flows through a link. The types below form a lattice and are never instantiated.
 */
public interface Media {}
