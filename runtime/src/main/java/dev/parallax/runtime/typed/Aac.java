package dev.parallax.runtime.typed;

/** Packets of {@code audio/mpeg}, mpegversion 4. */
public interface Aac extends EncodedAudio {}
