package dev.parallax.runtime.typed;

/** Packets of {@code audio/x-vorbis}. */
public interface Vorbis extends EncodedAudio {}
