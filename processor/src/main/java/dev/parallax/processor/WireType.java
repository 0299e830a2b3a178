package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** What a field of a wire record holds, and the room it takes. */
sealed interface WireType {
  /** Bytes, without padding around them. */
  long size();

  /** Offsets are multiples of this. */
  int align();

  /** As schema files have it. */
  String text();

  /** Whether there is anything to check before the value is read. */
  boolean checked();

  static long alignUp(long offset, int align) {
    return (offset + align - 1) / align * align;
  }

  /** A number, a boolean or a char. */
  enum Scalar implements WireType {
    BOOL("Flag", boolean.class, 1),
    I8("Byte", byte.class, 1),
    I16("Short", short.class, 2),
    CHAR("Char", char.class, 2),
    I32("Int", int.class, 4),
    I64("Long", long.class, 8),
    F32("Float", float.class, 4),
    F64("Double", double.class, 8);

    private final String access;
    private final Class<?> type;
    private final int size;

    Scalar(String access, Class<?> type, int size) {
      this.access = access;
      this.type = type;
      this.size = size;
    }

    /** The end of {@code getInt} and {@code putInt}. */
    String access() {
      return access;
    }

    Class<?> type() {
      return type;
    }

    /** A literal of its zero. */
    String zero() {
      return switch (this) {
        case BOOL -> "false";
        case I8 -> "(byte) 0";
        case I16 -> "(short) 0";
        case CHAR -> "'\\0'";
        case F32 -> "0f";
        default -> "0";
      };
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int align() {
      return size;
    }

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean checked() {
      return this == BOOL;
    }
  }

  /** A constant of an enum, by its ordinal. */
  record Constant(TypeMirror type, List<String> constants) implements WireType {
    @Override
    public long size() {
      return 2;
    }

    @Override
    public int align() {
      return 2;
    }

    @Override
    public String text() {
      return "enum(" + String.join(",", constants) + ")";
    }

    @Override
    public boolean checked() {
      return true;
    }
  }

  /** A text of so many bytes of UTF-8, or so many bytes. */
  record Chars(boolean isText, int max) implements WireType {
    @Override
    public long size() {
      return 2L + max;
    }

    @Override
    public int align() {
      return 2;
    }

    @Override
    public String text() {
      return (isText ? "text(" : "bytes(") + max + ")";
    }

    @Override
    public boolean checked() {
      return true;
    }
  }

  /** Another record, with its header, in so much room. */
  record Nested(TypeElement type, String name, long room) implements WireType {
    ClassName codec() {
      return WireSpec.codecOf(type);
    }

    ClassName view() {
      return WireSpec.viewOf(type);
    }

    @Override
    public long size() {
      return room;
    }

    @Override
    public int align() {
      return 8;
    }

    @Override
    public String text() {
      return "record(" + name + "," + room + ")";
    }

    @Override
    public boolean checked() {
      return true;
    }
  }

  /** A flag, and the value if there is one. */
  record Maybe(WireType of, String getter) implements WireType {
    int valueAt() {
      return of.align();
    }

    @Override
    public long size() {
      return valueAt() + of.size();
    }

    @Override
    public int align() {
      return of.align();
    }

    @Override
    public String text() {
      return "optional(" + of.text() + ")";
    }

    @Override
    public boolean checked() {
      return true;
    }
  }

  /** A count, and as many values. */
  record Many(WireType of, int max) implements WireType {
    long firstAt() {
      return alignUp(2, of.align());
    }

    long stride() {
      return alignUp(of.size(), of.align());
    }

    @Override
    public long size() {
      return firstAt() + stride() * max;
    }

    @Override
    public int align() {
      return Math.max(2, of.align());
    }

    @Override
    public String text() {
      return "list(" + max + "," + of.text() + ")";
    }

    @Override
    public boolean checked() {
      return true;
    }
  }
}
