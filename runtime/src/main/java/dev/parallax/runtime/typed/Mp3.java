package dev.parallax.runtime.typed;

/** Packets of {@code audio/mpeg}, mpegversion 1. */
public interface Mp3 extends EncodedAudio {}
