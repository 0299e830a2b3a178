package dev.parallax.runtime.typed;

/** Samples: {@code audio/x-raw}. */
public interface RawAudio extends Raw {}
