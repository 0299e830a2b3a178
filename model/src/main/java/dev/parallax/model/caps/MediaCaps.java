package dev.parallax.model.caps;

import java.util.Map;

/**
 * One alternative of a port: a media type, constraints on its fields, and kinds of memory.
 *
 * <p>The type {@link #ANY_TYPE} stands for any media, {@link #STREAM_TYPE} for a byte stream of any type. Types other
 * than {@code video/x-raw} and {@code audio/x-raw} have a field {@code framed}: true for packets, false for a byte
 * stream; absent means either.
 *
 * @param type media type
 * @param fields constraints by field name in the order given; an absent field is unconstrained
 * @param memory kinds of memory
 */
public record MediaCaps(String type, Map<String, CapsValue> fields, MemoryCaps memory) {
  /** Any media. */
  public static final String ANY_TYPE = "ANY";

  /** A byte stream of any type. */
  public static final String STREAM_TYPE = "application/octet-stream";

  /** Raw video. */
  public static final String VIDEO_RAW = "video/x-raw";

  /** Raw audio. */
  public static final String AUDIO_RAW = "audio/x-raw";
}
