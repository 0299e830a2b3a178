package dev.parallax.elements.std.util;

import dev.parallax.annotations.Wire;

/**
 * How far a stream has come, as {@code progressreport} posts it on the bus.
 *
 * @param elapsedNs running time in nanoseconds
 * @param positionNs end of the last buffer in stream time, in nanoseconds; {@code Buffer.NO_TIME}
 *     when buffers have no times
 * @param buffers buffers so far
 * @param bytes bytes so far
 * @param ended whether this is the end of the stream
 */
@Wire
public record Progress(long elapsedNs, long positionNs, long buffers, long bytes, boolean ended) {}
