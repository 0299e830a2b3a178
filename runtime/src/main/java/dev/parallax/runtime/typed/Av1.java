package dev.parallax.runtime.typed;

/** Packets of {@code video/x-av1}. */
public interface Av1 extends EncodedVideo {}
