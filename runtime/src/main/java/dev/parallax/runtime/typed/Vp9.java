package dev.parallax.runtime.typed;

/** Packets of {@code video/x-vp9}. */
public interface Vp9 extends EncodedVideo {}
