package dev.parallax.runtime.element;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.runtime.wire.WireBlock;
import dev.parallax.runtime.wire.WireException;
import dev.parallax.runtime.wire.WireMemory;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Metadata in bytes, for a slot that goes to another process. Little endian.
 *
 * <pre>
 *   0        4        6        8
 *   +--------+--------+--------+-------- - -
 *   | length | count  | version| values, each at a multiple of 8
 *   +--------+--------+--------+-------- - -
 *   a value: u8 kind, u8 0, u16 bytes of the key, the key in UTF-8,
 *            then at the next multiple of 8: the value
 *     1 boolean, 2 int, 3 long, 4 float, 5 double: 8 bytes
 *     6 text, 7 bytes: u16 length, then these bytes
 *     8 record: its block
 * </pre>
 *
 * <p>Keys ascend. At most 256 values, 256 bytes of a key, 65,536 bytes in all.
 */
public final class MetadataWire {
  /** Most bytes that metadata takes. */
  public static final int MAX_BYTES = 1 << 16;

  private static final int MAX_VALUES = 256;
  private static final int MAX_KEY = 256;
  private static final int VERSION = 1;
  private static final int HEADER = 8;

  private MetadataWire() {}

  /**
   * Writes metadata.
   *
   * @param room bytes that it may take; no more than {@link #MAX_BYTES} are used
   * @return bytes that it takes, a multiple of 8
   * @throws WireException when it does not fit, or carries an object
   */
  public static int encode(Metadata metadata, MemorySegment to, long offset, long room) {
    if (metadata.carried() != null) {
      throw refuse(
          "metadata carries an object of the application, which can't cross a process class="
              + metadata.carried().getClass().getName()
              + "; fix: make bytes of it before, for example by toBytes(code)");
    }
    int count = metadata.keys().size();
    if (count > MAX_VALUES) {
      throw refuse("metadata has too many values count=" + count + " max=" + MAX_VALUES);
    }
    Writer writer = new Writer(to, offset, (int) Math.min(room, MAX_BYTES) & -8);
    writer.reserve(HEADER, "");
    writer.at = HEADER;
    metadata.forEach(writer::value);
    WireMemory.putInt(to, offset, writer.at);
    WireMemory.putShort(to, offset + 4, (short) count);
    WireMemory.putShort(to, offset + 6, (short) VERSION);
    return writer.at;
  }

  private static WireException refuse(String text) {
    return new WireException(DiagnosticId.WIRE_METADATA, text);
  }

  private static final class Writer {
    private final MemorySegment to;
    private final long start;
    private final int limit;
    private int at;

    Writer(MemorySegment to, long start, int limit) {
      this.to = to;
      this.start = start;
      this.limit = limit;
    }

    void reserve(int bytes, String key) {
      if (bytes > limit - at) {
        throw refuse(
            "metadata is too large key=" + key + " bytes=" + (at + bytes) + " max=" + limit);
      }
    }

    void value(String key, Object value) {
      reserve(4 + 3 * key.length() + HEADER, key);
      WireMemory.putShort(to, start + at, (short) kind(value));
      WireMemory.putText(to, start + at + 2, key, MAX_KEY, "key of metadata");
      pad(4 + WireMemory.getChar(to, start + at + 2));
      switch (value) {
        case Boolean b -> number(b ? 1 : 0, key);
        case Integer i -> number(i, key);
        case Long l -> number(l, key);
        case Float f -> number(Float.floatToRawIntBits(f), key);
        case Double d -> number(Double.doubleToRawLongBits(d), key);
        case String s -> {
          reserve(HEADER, key);
          WireMemory.putText(to, start + at, s, Math.min(limit - at - 2, 65_000), key);
          pad(2 + WireMemory.getChar(to, start + at));
        }
        case byte[] b -> {
          reserve(2 + b.length, key);
          WireMemory.putBytes(to, start + at, b, 65_000, key);
          pad(2 + b.length);
        }
        case WireBlock block -> {
          reserve(block.size(), key);
          block.copyTo(to, start + at);
          pad(block.size());
        }
        default -> throw new IllegalStateException(value.getClass().getName());
      }
    }

    private void number(long bits, String key) {
      reserve(8, key);
      WireMemory.putLong(to, start + at, bits);
      at += 8;
    }

    /** Goes on after so many bytes, at a multiple of 8; what is between is zeroed. */
    private void pad(int bytes) {
      at += bytes;
      while ((at & 7) != 0) {
        WireMemory.putByte(to, start + at, (byte) 0);
        at++;
      }
    }
  }

  private static int kind(Object value) {
    return switch (value) {
      case Boolean _ -> 1;
      case Integer _ -> 2;
      case Long _ -> 3;
      case Float _ -> 4;
      case Double _ -> 5;
      case String _ -> 6;
      case byte[] _ -> 7;
      default -> 8;
    };
  }

  /**
   * Reads metadata of another process; nothing in it is trusted.
   *
   * @param available bytes there
   * @throws WireException when they are no metadata
   */
  public static Metadata decode(MemorySegment from, long offset, long available) {
    if (available < HEADER || available > MAX_BYTES) {
      throw malformed("size", available, 0);
    }
    Objects.checkFromIndexSize(offset, available, from.byteSize());
    int length = WireMemory.getInt(from, offset);
    if (length < HEADER || length > available) {
      throw malformed("length", length, 0);
    }
    int version = WireMemory.getChar(from, offset + 6);
    if (version != VERSION) {
      throw malformed("version", version, 6);
    }
    int count = WireMemory.getChar(from, offset + 4);
    if (count > MAX_VALUES) {
      throw malformed("count", count, 4);
    }
    Reader reader = new Reader(from, offset, length);
    TreeMap<String, Object> values = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      reader.value(values);
    }
    return Metadata.of(values);
  }

  private static WireException malformed(String what, long value, int at) {
    return new WireException(
        DiagnosticId.WIRE_MALFORMED,
        "bytes are no metadata " + what + "=" + value + " offset=" + at);
  }

  private static final class Reader {
    private final MemorySegment from;
    private final long start;
    private final int length;
    private int at = HEADER;

    Reader(MemorySegment from, long start, int length) {
      this.from = from;
      this.start = start;
      this.length = length;
    }

    void value(TreeMap<String, Object> values) {
      need(4);
      int kind = WireMemory.getChar(from, start + at);
      String key =
          WireMemory.getText(
              from, start + at + 2, Math.min(MAX_KEY, length - at - 4), "key of metadata");
      if (!Metadata.isKey(key) || (!values.isEmpty() && key.compareTo(values.lastKey()) <= 0)) {
        throw malformed("key", values.size(), at);
      }
      int keyBytes = WireMemory.getChar(from, start + at + 2);
      skip(4 + Math.min(keyBytes, MAX_KEY));
      values.put(key, read(kind, key));
    }

    private Object read(int kind, String key) {
      int place = at;
      return switch (kind) {
        case 1 -> {
          long bits = number();
          if (bits != 0 && bits != 1) {
            throw malformed("boolean", bits, place);
          }
          yield bits == 1;
        }
        case 2 -> (int) number();
        case 3 -> number();
        case 4 -> Float.intBitsToFloat((int) number());
        case 5 -> Double.longBitsToDouble(number());
        case 6 -> new String(bytes(key), StandardCharsets.UTF_8);
        case 7 -> bytes(key);
        case 8 -> {
          WireBlock block = WireBlock.copyOf(from, start + at, length - at);
          skip(block.size());
          yield block;
        }
        default -> throw malformed("kind", kind, place);
      };
    }

    private long number() {
      need(8);
      long bits = WireMemory.getLong(from, start + at);
      at += 8;
      return bits;
    }

    private byte[] bytes(String key) {
      need(2);
      byte[] bytes = WireMemory.getBytes(from, start + at, length - at - 2, key);
      skip(2 + bytes.length);
      return bytes;
    }

    private void need(int bytes) {
      if (bytes > length - at) {
        throw malformed("length", length, at);
      }
    }

    private void skip(int bytes) {
      at = Math.min(length, at + bytes + 7 & -8);
    }
  }
}
