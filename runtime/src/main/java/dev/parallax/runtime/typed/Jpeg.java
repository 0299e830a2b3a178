package dev.parallax.runtime.typed;

/** Packets of {@code image/jpeg}. */
public interface Jpeg extends EncodedVideo {}
