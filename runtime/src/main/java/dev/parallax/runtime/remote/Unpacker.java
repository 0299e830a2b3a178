package dev.parallax.runtime.remote;

import dev.parallax.memory.link.LinkEntry;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.MetadataWire;
import dev.parallax.runtime.wire.WireBlock;
import dev.parallax.runtime.wire.WireCodec;
import dev.parallax.runtime.wire.WireException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads what a {@link Packer} of another process wrote. Nothing is believed: each length is checked
 * against what is left before anything is allocated, and a {@link PeerFault} says what is wrong.
 */
final class Unpacker {
  private static final MemorySegment NOTHING = MemorySegment.NULL.asReadOnly();

  private final MemorySegment from;
  private long at;

  Unpacker(MemorySegment from) {
    this.from = from;
  }

  /** What an entry carries. */
  static Unpacker of(LinkEntry entry) {
    return new Unpacker(carried(entry));
  }

  /**
   * What an entry carries, valid during the call that gave the entry: no more than a {@link Packer}
   * writes, though the link may have more room.
   */
  static MemorySegment carried(LinkEntry entry) {
    long bytes = entry.metadataBytes();
    if (bytes > Packer.MAX_BYTES) {
      throw new PeerFault("call is too long: bytes=" + bytes + " max=" + Packer.MAX_BYTES);
    }
    return bytes == 0 ? NOTHING : entry.metadata().asSlice(0, bytes);
  }

  private long take(long bytes) {
    if (bytes < 0 || bytes > from.byteSize() - at) {
      throw new PeerFault("call is cut off: wanted=" + bytes + " left=" + (from.byteSize() - at));
    }
    long place = at;
    at += bytes;
    return place;
  }

  /** Bytes that were not read yet. */
  long left() {
    return from.byteSize() - at;
  }

  boolean hasMore() {
    return at < from.byteSize();
  }

  int u8() {
    return Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, take(1)));
  }

  int i32() {
    return from.get(Packer.INT, take(Integer.BYTES));
  }

  long i64() {
    return from.get(Packer.LONG, take(Long.BYTES));
  }

  /** A number of things that follow, each of {@code bytes} at least. */
  int count(int bytes) {
    int count = i32();
    if (count < 0 || (long) count * bytes > from.byteSize() - at) {
      throw new PeerFault("call has a wrong count: count=" + count);
    }
    return count;
  }

  byte[] bytes() {
    int length = i32();
    long place = take(length);
    return from.asSlice(place, length).toArray(ValueLayout.JAVA_BYTE);
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** At the next multiple of 8, to the end. */
  Metadata metadata() {
    at = (at + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    try {
      Metadata read = MetadataWire.decode(from, at, from.byteSize() - at);
      at = from.byteSize();
      return read;
    } catch (WireException e) {
      throw new PeerFault("wrong metadata: " + e.getMessage(), e);
    }
  }

  /**
   * At the next multiple of 8, to the end: a record of one of the types of these codecs, or one
   * that this process does not have, as its block.
   */
  Object record(List<WireCodec<?>> known) {
    at = (at + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    long left = Math.max(0, from.byteSize() - at);
    try {
      WireBlock block = WireBlock.copyOf(from, Math.min(at, from.byteSize()), left);
      at = from.byteSize();
      for (WireCodec<?> codec : known) {
        if (codec.typeId() == block.typeId()) {
          return block.decode(codec);
        }
      }
      return block;
    } catch (WireException e) {
      throw new PeerFault("wrong record: " + e.getMessage(), e);
    }
  }

  Object value() {
    int type = u8();
    return switch (type) {
      case Packer.FALSE -> false;
      case Packer.TRUE -> true;
      case Packer.OF_INT -> i32();
      case Packer.OF_LONG -> i64();
      case Packer.OF_FLOAT -> Float.intBitsToFloat(i32());
      case Packer.OF_DOUBLE -> Double.longBitsToDouble(i64());
      case Packer.OF_TEXT -> text();
      case Packer.OF_BYTES -> bytes();
      default -> throw new PeerFault("call has a value of an unknown type: type=" + type);
    };
  }
}
