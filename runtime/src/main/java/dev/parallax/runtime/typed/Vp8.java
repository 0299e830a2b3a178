package dev.parallax.runtime.typed;

/** Packets of {@code video/x-vp8}. */
public interface Vp8 extends EncodedVideo {}
