package dev.parallax.runtime.typed;

/** Decoded media. */
public interface Raw extends Media {}
