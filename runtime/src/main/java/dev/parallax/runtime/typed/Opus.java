package dev.parallax.runtime.typed;

/** Packets of {@code audio/x-opus}. */
public interface Opus extends EncodedAudio {}
