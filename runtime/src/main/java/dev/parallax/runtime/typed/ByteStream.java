package dev.parallax.runtime.typed;

/** Bytes, cut anywhere. */
public interface ByteStream extends Media {}
