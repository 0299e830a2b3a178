package dev.parallax.runtime.remote;

import dev.parallax.runtime.wire.WireCodec;
import dev.parallax.runtime.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an element posts, in bytes: one value, a list of values, or a wire record. Values are
 * numbers, booleans, texts and bytes.
 */
final class MessageCodec {
  /** Most bytes of a message. */
  static final int MAX_BYTES = 64 << 10;

  /** Most values of a list: there is room for as many numbers. */
  static final int MAX_VALUES = 1 << 13;

  /** A text of one letter has 6 bytes in a message; here it is two objects and a reference. */
  private static final int HEAP_FACTOR = 10;

  private static final int HEAP_LEAST = 64;

  private static final int VALUE = 0;
  private static final int LIST = 1;
  private static final int RECORD = 2;

  private MessageCodec() {}

  /**
   * Writes a message.
   *
   * @param known codecs of the element's records
   * @throws IllegalArgumentException when it is nothing that can cross, or too large
   */
  static Packer write(Packer packer, Object message, List<WireCodec<?>> known) {
    Packer written = writeAny(packer, message, known);
    long bytes = written.written().byteSize();
    if (bytes > MAX_BYTES) {
      throw refused(message, "post less: bytes=" + bytes + " max=" + MAX_BYTES, null);
    }
    return written;
  }

  private static Packer writeAny(Packer packer, Object message, List<WireCodec<?>> known) {
    if (message instanceof Record record) {
      WireCodec<?> codec = codecOf(record, known);
      if (codec == null) {
        throw refused(
            message, "name its type, a record with @Wire, in @Element(posts = ...)", null);
      }
      try {
        return packer.u8(RECORD).record(codec, record);
      } catch (WireException e) {
        throw refused(message, "give it less, or its type more room", e);
      }
    }
    try {
      if (!(message instanceof List<?> list)) {
        return packer.u8(VALUE).value(message);
      }
      if (list.size() > MAX_VALUES) {
        throw new IllegalArgumentException("values=" + list.size() + " max=" + MAX_VALUES);
      }
      packer.u8(LIST).i32(list.size());
      list.forEach(packer::value);
      return packer;
    } catch (IllegalArgumentException e) {
      throw refused(message, "post numbers, texts, a list of these, or a record with @Wire", e);
    }
  }

  private static @Nullable WireCodec<?> codecOf(Record record, List<WireCodec<?>> known) {
    for (WireCodec<?> codec : known) {
      if (codec.record() == record.getClass()) {
        return codec;
      }
    }
    return null;
  }

  private static IllegalArgumentException refused(
      Object message, String fix, @Nullable RuntimeException cause) {
    return new IllegalArgumentException(
        "message can't leave the element's process: type="
            + message.getClass().getName()
            + (cause == null ? "" : " cause=" + cause.getMessage())
            + "; fix: "
            + fix,
        cause);
  }

  /** Reads a message of another process; nothing in it is believed. */
  static Object read(Unpacker from, List<WireCodec<?>> known) {
    if (from.left() > MAX_BYTES) {
      throw new PeerFault("message is too large: bytes=" + from.left() + " max=" + MAX_BYTES);
    }
    int kind = from.u8();
    return switch (kind) {
      case VALUE -> from.value();
      case LIST -> {
        int count = from.count(1);
        if (count > MAX_VALUES) {
          throw new PeerFault("message has too many values: values=" + count);
        }
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          values.add(from.value());
        }
        yield List.copyOf(values);
      }
      case RECORD -> from.record(known);
      default -> throw new PeerFault("no such kind of message: kind=" + kind);
    };
  }

  /** Most memory that a message of so many bytes takes when it was read. */
  static int heapBytes(long bytes) {
    return HEAP_LEAST + HEAP_FACTOR * (int) Math.min(bytes, MAX_BYTES);
  }
}
