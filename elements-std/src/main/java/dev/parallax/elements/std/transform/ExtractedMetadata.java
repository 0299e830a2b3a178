package dev.parallax.elements.std.transform;

import dev.parallax.memory.Buffer;

/**
 * What {@code metadata-extract} posts on the bus, as the payload of a message.
 *
 * @param key key of the metadata
 * @param value its value; bytes are a copy
 * @param pts presentation time of the buffer in ns, or {@link Buffer#NO_TIME}
 */
public record ExtractedMetadata(String key, Object value, long pts) {}
