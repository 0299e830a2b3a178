package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Payload as plain bytes: byte streams, or any media looked at as bytes. */
@RtSafe
public interface Bytes extends View {
  /** Byte at {@code index}, 0 to {@link #size} - 1. */
  byte get(long index);

  /** Sets the byte at {@code index}, 0 to {@link #capacity} - 1. */
  void set(long index, byte value);

  /** Copies {@code length} bytes from {@code from} on into an array. */
  default void copyTo(long from, byte[] target, int at, int length) {
    java.util.Objects.checkFromIndexSize(from, length, size());
    MemorySegment.copy(segment(), ValueLayout.JAVA_BYTE, offset() + from, target, at, length);
  }

  /** Fills from an array and sets the size to {@code length}. */
  default void put(byte[] source, int from, int length) {
    resize(length);
    MemorySegment.copy(source, from, segment(), ValueLayout.JAVA_BYTE, offset(), length);
  }

  @Override
  Bytes retain();
}
