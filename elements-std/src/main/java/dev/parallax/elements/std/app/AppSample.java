package dev.parallax.elements.std.app;

import dev.parallax.model.format.Format;

/**
 * A copy of one buffer, as {@code appsink} gives it.
 *
 * @param bytes payload; the application's own
 * @param format its format
 * @param pts presentation time in ns, or {@link dev.parallax.memory.Buffer#NO_TIME}
 * @param dts decoding time in ns, or {@link dev.parallax.memory.Buffer#NO_TIME}
 * @param duration in ns, or {@link dev.parallax.memory.Buffer#NO_TIME}
 * @param flags as in {@link dev.parallax.memory.Buffer}
 */
@SuppressWarnings("ArrayRecordComponent")
public record AppSample(
    byte[] bytes, Format format, long pts, long dts, long duration, int flags) {}
