package dev.parallax.runtime.wire;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A record in bytes, of a type that this process may not have. Immutable; any thread. */
public final class WireBlock {
  private final byte[] bytes;

  private WireBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A record as its codec writes it. */
  public static <R extends Record> WireBlock of(R value, WireCodec<R> codec) {
    MemorySegment memory = MemorySegment.ofArray(new byte[codec.size()]);
    codec.encode(value, memory, 0);
    return copyOf(memory, 0, codec.size());
  }

  /**
   * Copies the block at a place.
   *
   * @param available bytes there
   * @throws WireException when the length in its header lies outside of these
   */
  public static WireBlock copyOf(MemorySegment from, long offset, long available) {
    int length = WireMemory.checkLength(from, offset, available, "unknown");
    byte[] bytes = WireMemory.bytes(from, offset, length);
    // The length that was checked, whatever another process has written meanwhile.
    WireMemory.putInt(MemorySegment.ofArray(bytes), 0, length);
    return new WireBlock(bytes);
  }

  /** Writes the block; {@link #size} bytes. */
  public void copyTo(MemorySegment to, long offset) {
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, to, offset, bytes.length);
  }

  /** Bytes of the block. */
  public int size() {
    return bytes.length;
  }

  /** Hash of the record's name. */
  public int typeId() {
    return WireMemory.getInt(MemorySegment.ofArray(bytes), 4);
  }

  /**
   * The record.
   *
   * @throws WireException when it is another, or damaged
   */
  public <R extends Record> R decode(WireCodec<R> codec) {
    return codec.decode(MemorySegment.ofArray(bytes), 0, bytes.length);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof WireBlock other && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "record of " + bytes.length + " bytes";
  }
}
