package dev.parallax.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A pooled header over a part of a slot. Several headers may share a slot (tee, slices, parsers). A header has one
 * owner at a time; whoever holds it gives it on or closes it.
 *
 * <p>Use after {@link #close} and a second close are detected until the header is reused, and always with
 * {@code -Dparallax.checked=true}.
 */
public final class Buffer {
  /** No time known. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Flag: not continuous with the buffer before. */
  public static final int DISCONT = 1;

  /** Flag: depends on buffers before it (not a key frame). */
  public static final int DELTA = 1 << 1;

  /** Flag: content is known to be damaged. */
  public static final int CORRUPTED = 1 << 2;

  /** Flag: carries headers, no media. */
  public static final int HEADER = 1 << 3;

  /** Flag: stands for a hole in the stream. */
  public static final int GAP = 1 << 4;

  /** The slot's whole segment, writable when this process writes the arena. */
  public MemorySegment segment() {
    throw new IllegalStateException();
  }

  /** The slot's whole segment, read-only. */
  public MemorySegment readOnlySegment() {
    throw new IllegalStateException();
  }

  /** First byte of the payload in the segment. */
  public long offset() {
    throw new IllegalStateException();
  }

  /** Bytes of payload. */
  public long length() {
    throw new IllegalStateException();
  }

  /** Sets the payload's place, within the slot. */
  public void range(long offset, long length) {
    throw new IllegalStateException();
  }

  /** Bytes of the slot that may be used. */
  public long capacity() {
    throw new IllegalStateException();
  }

  /** Presentation time in nanoseconds, or {@link #NO_TIME}. */
  public long pts() {
    throw new IllegalStateException();
  }

  /** Sets the presentation time. */
  public void pts(long ns) {
    throw new IllegalStateException();
  }

  /** Decoding time in nanoseconds, or {@link #NO_TIME}. */
  public long dts() {
    throw new IllegalStateException();
  }

  /** Sets the decoding time. */
  public void dts(long ns) {
    throw new IllegalStateException();
  }

  /** Duration in nanoseconds, or {@link #NO_TIME}. */
  public long duration() {
    throw new IllegalStateException();
  }

  /** Sets the duration. */
  public void duration(long ns) {
    throw new IllegalStateException();
  }

  /** Flags. */
  public int flags() {
    throw new IllegalStateException();
  }

  /** Sets the flags. */
  public void flags(int flags) {
    throw new IllegalStateException();
  }

  /** Immutable metadata of the layer above, or null. */
  public @Nullable Object metadata() {
    throw new IllegalStateException();
  }

  /** Sets the metadata. */
  public void metadata(@Nullable Object metadata) {
    throw new IllegalStateException();
  }

  /** Immutable layout of planes of the layer above, or null for the format's own. */
  public @Nullable Object layout() {
    throw new IllegalStateException();
  }

  /** Sets the layout. */
  public void layout(@Nullable Object layout) {
    throw new IllegalStateException();
  }

  /** Copies times, flags and metadata (not the layout) from another buffer. */
  public void copyTimingFrom(Buffer from) {
    throw new IllegalStateException();
  }

  /** Whether this is the only reference to the slot and this process writes the arena. */
  public boolean isWritable() {
    throw new IllegalStateException();
  }

  /** A second header over the same range of the same slot, with the same times, flags, metadata and layout. */
  public Buffer share() {
    throw new IllegalStateException();
  }

  /** Gives the header back, and the slot with its last header. Any thread. */
  public void close() {
    throw new IllegalStateException();
  }
}
