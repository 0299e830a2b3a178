package dev.parallax.testkit;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Metadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A buffer on the Java heap: what a test gives to an element, or a copy of what came out.
 *
 * @param bytes payload; not copied
 * @param pts presentation time in ns, or {@link Buffer#NO_TIME}
 * @param dts decoding time in ns, or {@link Buffer#NO_TIME}
 * @param duration in ns, or {@link Buffer#NO_TIME}
 * @param flags as in {@link Buffer}
 * @param metadata metadata
 * @param format of the output that it came from; null for what a test gives
 */
public record TestBuffer(
    byte[] bytes,
    long pts,
    long dts,
    long duration,
    int flags,
    Metadata metadata,
    @Nullable Format format) {
  /** Without times, flags and metadata. */
  public static TestBuffer of(byte[] bytes) {
    return new TestBuffer(
        bytes, Buffer.NO_TIME, Buffer.NO_TIME, Buffer.NO_TIME, 0, Metadata.EMPTY, null);
  }

  /** Text in UTF-8. */
  public static TestBuffer text(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Samples in F32LE. */
  public static TestBuffer f32(float... samples) {
    ByteBuffer bytes = allocate(samples.length * Float.BYTES);
    bytes.asFloatBuffer().put(samples);
    return of(bytes.array());
  }

  /** Samples in S16LE. */
  public static TestBuffer s16(int... samples) {
    ByteBuffer bytes = allocate(samples.length * Short.BYTES);
    for (int sample : samples) {
      bytes.putShort((short) sample);
    }
    return of(bytes.array());
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer view() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** With other times, in ns. */
  public TestBuffer at(long newPts, long newDuration) {
    return new TestBuffer(bytes, newPts, dts, newDuration, flags, metadata, format);
  }

  /** With another decoding time, in ns. */
  public TestBuffer withDts(long newDts) {
    return new TestBuffer(bytes, pts, newDts, duration, flags, metadata, format);
  }

  /** With other flags. */
  public TestBuffer withFlags(int newFlags) {
    return new TestBuffer(bytes, pts, dts, duration, newFlags, metadata, format);
  }

  /** With other metadata. */
  public TestBuffer withMetadata(Metadata newMetadata) {
    return new TestBuffer(bytes, pts, dts, duration, flags, newMetadata, format);
  }

  /** Payload as text in UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Payload as samples in F32LE. */
  public float[] f32() {
    float[] samples = new float[bytes.length / Float.BYTES];
    view().asFloatBuffer().get(samples);
    return samples;
  }

  /** Payload as samples in S16LE. */
  public short[] s16() {
    short[] samples = new short[bytes.length / Short.BYTES];
    view().asShortBuffer().get(samples);
    return samples;
  }

  /** Equal payload, times, flags, metadata and format. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TestBuffer b
        && Arrays.equals(bytes, b.bytes)
        && pts == b.pts
        && dts == b.dts
        && duration == b.duration
        && flags == b.flags
        && metadata.equals(b.metadata)
        && Objects.equals(format, b.format);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(bytes), pts, dts, duration, flags);
  }

  /** Size, checksum, times and flags: what tells two buffers apart in a message. */
  @Override
  public String toString() {
    return bytes.length
        + " bytes hash="
        + Integer.toHexString(Arrays.hashCode(bytes))
        + time(" pts=", pts)
        + time(" dts=", dts)
        + time(" duration=", duration)
        + (flags == 0 ? "" : " flags=" + flags)
        + (metadata.isEmpty() ? "" : " metadata=" + metadata);
  }

  private static String time(String name, long ns) {
    return ns == Buffer.NO_TIME ? "" : name + ns;
  }
}
