package dev.parallax.runtime.typed;

/** Encoded pictures. */
public interface EncodedVideo extends Encoded {}
