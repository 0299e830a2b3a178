package dev.parallax.runtime.typed;

/** Encoded samples. */
public interface EncodedAudio extends Encoded {}
