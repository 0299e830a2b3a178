package dev.parallax.runtime.typed;

/** Packets, one access unit each. */
public interface Encoded extends Media {}
