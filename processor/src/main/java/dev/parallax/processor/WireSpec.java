package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A wire record as it was read.
 *
 * @param type the author's record
 * @param name its name on the wire
 * @param fields its fields in order, with their places
 * @param end where the last field ends
 * @param room bytes that it takes inside other records
 */
record WireSpec(TypeElement type, String name, List<Field> fields, long end, long room) {
  /** Bytes of the header of a block. */
  static final int HEADER = 8;

  /** Largest block. */
  static final int MAX_SIZE = 1 << 16;

  /**
   * A field.
   *
   * @param at offset from the beginning of the block
   */
  record Field(String name, WireType type, long at) {
    long end() {
      return at + type.size();
    }

    /** As messages name it. */
    String in(WireSpec spec) {
      return spec.type().getSimpleName() + "." + name;
    }

    /** Line of a schema file. */
    String line() {
      return "field " + name + " " + type.text();
    }
  }

  static ClassName codecOf(TypeElement type) {
    return ClassName.get(ClassName.get(type).packageName(), type.getSimpleName() + "Wire");
  }

  static ClassName viewOf(TypeElement type) {
    return ClassName.get(ClassName.get(type).packageName(), type.getSimpleName() + "View");
  }

  /** Bytes of a block. */
  static long size(long end) {
    return WireType.alignUp(end, HEADER);
  }

  /** FNV-1a of the name, in 32 bits: blocks of another record are not taken for this one. */
  int typeId() {
    int hash = 0x811c9dc5;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return hash;
  }
}
