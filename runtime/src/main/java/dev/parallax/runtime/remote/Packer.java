package dev.parallax.runtime.remote;

import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.MetadataWire;
import dev.parallax.runtime.wire.WireCodec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Writes the bytes that go with a call, little endian, lengths before what they are of. Reused; one
 * thread. What does not fit is an {@link IllegalArgumentException} that says so.
 */
final class Packer {
  /** Most bytes of a call. */
  static final int MAX_BYTES = MetadataWire.MAX_BYTES + (4 << 10);

  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  static final byte FALSE = 0;
  static final byte TRUE = 1;
  static final byte OF_INT = 2;
  static final byte OF_LONG = 3;
  static final byte OF_FLOAT = 4;
  static final byte OF_DOUBLE = 5;
  static final byte OF_TEXT = 6;
  static final byte OF_BYTES = 7;

  private final MemorySegment room = Arena.ofAuto().allocate(MAX_BYTES, Long.BYTES);
  private int length;

  /** Begins anew. */
  Packer clear() {
    length = 0;
    return this;
  }

  private int claim(int bytes) {
    if (bytes > MAX_BYTES - length) {
      throw new IllegalArgumentException(
          "too much for one call to another process: bytes="
              + ((long) length + bytes)
              + " max="
              + MAX_BYTES);
    }
    int at = length;
    length += bytes;
    return at;
  }

  Packer u8(int value) {
    room.set(ValueLayout.JAVA_BYTE, claim(1), (byte) value);
    return this;
  }

  Packer i32(int value) {
    room.set(INT, claim(Integer.BYTES), value);
    return this;
  }

  Packer i64(long value) {
    room.set(LONG, claim(Long.BYTES), value);
    return this;
  }

  Packer bytes(byte[] value) {
    i32(value.length);
    MemorySegment.copy(value, 0, room, ValueLayout.JAVA_BYTE, claim(value.length), value.length);
    return this;
  }

  Packer text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** At the next multiple of 8, and the last. */
  Packer metadata(Metadata metadata) {
    while (length % Long.BYTES != 0) {
      u8(0);
    }
    length += MetadataWire.encode(metadata, room, length, (long) MAX_BYTES - length);
    return this;
  }

  /** A record's block, at the next multiple of 8, and the last. */
  <R extends Record> Packer record(WireCodec<R> codec, Record value) {
    while (length % Long.BYTES != 0) {
      u8(0);
    }
    codec.encode(codec.record().cast(value), room, claim(codec.size()));
    return this;
  }

  /** A number, boolean, text or bytes, with its type. */
  Packer value(Object value) {
    return switch (value) {
      case Boolean b -> u8(b ? TRUE : FALSE);
      case Integer i -> u8(OF_INT).i32(i);
      case Long l -> u8(OF_LONG).i64(l);
      case Float f -> u8(OF_FLOAT).i32(Float.floatToRawIntBits(f));
      case Double d -> u8(OF_DOUBLE).i64(Double.doubleToRawLongBits(d));
      case String s -> u8(OF_TEXT).text(s);
      case byte[] b -> u8(OF_BYTES).bytes(b);
      default ->
          throw new IllegalArgumentException(
              "value can't cross a process: type=" + value.getClass().getName());
    };
  }

  /** What was written; valid until {@link #clear}. */
  MemorySegment written() {
    return room.asSlice(0, length);
  }
}
