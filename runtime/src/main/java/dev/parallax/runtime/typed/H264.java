package dev.parallax.runtime.typed;

/** Packets of {@code video/x-h264}. */
public interface H264 extends EncodedVideo {}
