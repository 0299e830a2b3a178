package dev.parallax.runtime.wire;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Bytes of a field where they lie. It belongs to a view, and shows something else as soon as the
 * view is asked again.
 */
public sealed class WireBytes permits WireText {
  private MemorySegment memory = MemorySegment.NULL;
  private long start;
  private int length;

  /** For generated code. */
  public WireBytes() {}

  /** For generated code: shows the field whose u16 length is at a place. */
  public final void at(MemorySegment from, long at, int max, String field) {
    length = WireMemory.getLength(from, at, max, field);
    memory = from;
    start = at + 2;
  }

  /** For generated code: shows nothing. */
  public final void none() {
    length = 0;
    memory = MemorySegment.NULL;
  }

  /** Number of bytes. */
  public final int length() {
    return length;
  }

  /** One byte. */
  public final byte byteAt(int index) {
    return WireMemory.getByte(memory, start + Objects.checkIndex(index, length));
  }

  /** Copies all bytes. */
  public final void copyTo(MemorySegment to, long offset) {
    MemorySegment.copy(memory, start, to, offset, length);
  }

  /** A new array of all bytes. */
  public final byte[] toArray() {
    return WireMemory.bytes(memory, start, length);
  }

  @Override
  public String toString() {
    return length + " bytes";
  }

  /** The text that the bytes are. */
  final String text() {
    return length == 0 ? "" : WireMemory.text(memory, start, length);
  }
}
