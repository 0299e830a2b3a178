package dev.parallax.runtime.typed;

/** Packets of {@code image/png}. */
public interface Png extends EncodedVideo {}
