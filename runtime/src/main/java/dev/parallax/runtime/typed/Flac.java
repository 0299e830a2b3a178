package dev.parallax.runtime.typed;

/** Packets of {@code audio/x-flac}. */
public interface Flac extends EncodedAudio {}
