package dev.parallax.runtime.typed;

/** Packets of {@code video/x-h265}. */
public interface H265 extends EncodedVideo {}
