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
    int kind = from.u8();
    return switch (kind) {
      case VALUE -> from.value();
      case LIST -> {
        int count = from.count(1);
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
}
