package dev.parallax.runtime.typed;

/** Pictures: {@code video/x-raw}. */
public interface RawVideo extends Raw {}
