package dev.parallax.runtime.wire;

import dev.parallax.model.diag.DiagnosticId;
import java.lang.foreign.MemorySegment;

/**
 * Writes records of one type into memory, and reads them. The subclass is generated.
 *
 * <pre>
 *   0        4        8
 *   +--------+--------+----------- - -
 *   | length | type   | fields
 *   +--------+--------+----------- - -
 * </pre>
 *
 * <p>A block has a u32 of the bytes that are used, header included, a u32 hash of the record's
 * name, and the fields at fixed places in the order of the record, each at a multiple of its own
 * size; little endian. Fields beyond the length are absent, which is how an older writer's block
 * looks; bytes beyond the last known field are skipped.
 *
 * <p>Codecs have no state; any thread. Neither encoding nor checking allocates. Memory that another
 * process writes meanwhile gives other values or a {@link WireException}, nothing worse.
 *
 * @param <R> the record
 */
public abstract class WireCodec<R extends Record> {
  /** Bytes before the first field. */
  public static final int HEADER = 8;

  private final Class<R> record;
  private final String name;
  private final int typeId;
  private final int end;
  private final int size;

  /**
   * For generated code.
   *
   * @param record the class
   * @param name name of the record in messages
   * @param typeId hash of its name on the wire
   * @param end where its last field ends
   */
  protected WireCodec(Class<R> record, String name, int typeId, int end) {
    this.record = record;
    this.name = name;
    this.typeId = typeId;
    this.end = end;
    size = (end + 7) & -8;
  }

  /** The record's class. */
  public final Class<R> record() {
    return record;
  }

  /** Hash of the record's name, at offset 4 of each block. */
  public final int typeId() {
    return typeId;
  }

  /** Bytes of each block, a multiple of 8. */
  public final int size() {
    return size;
  }

  /**
   * Writes a record; all {@link #size} bytes are written.
   *
   * @param offset where the block begins, best a multiple of 8
   * @throws WireException when a text or list is longer than it may be; the block is then invalid
   * @throws IndexOutOfBoundsException when there is no room in the memory
   * @throws NullPointerException when a component is null; the block is then invalid
   */
  public final void encode(R value, MemorySegment to, long offset) {
    write(value, to, offset);
    WireMemory.putInt(to, offset + 4, typeId);
    WireMemory.putInt(to, offset, end);
  }

  /**
   * Reads a record.
   *
   * @param offset where the block begins
   * @param available bytes there; the block may be shorter, never longer
   * @throws WireException when these bytes are no such record
   * @throws IndexOutOfBoundsException when the memory has fewer bytes than {@code available}
   */
  public final R decode(MemorySegment from, long offset, long available) {
    return record(from, offset, open(from, offset, available));
  }

  /** A record whose fields are all absent, so that they have their defaults. */
  public final R absent() {
    return record(MemorySegment.NULL, 0, 0);
  }

  private R record(MemorySegment from, long offset, int length) {
    try {
      return read(from, offset, length);
    } catch (IllegalArgumentException | NullPointerException | ArithmeticException e) {
      throw new WireException(
          DiagnosticId.WIRE_MALFORMED,
          "record refuses the values that it gets record=" + name + " cause=" + e.getMessage(),
          e);
    }
  }

  /**
   * Checks a block without reading its contents: header, lengths, counts, flags and constants. The
   * number of checks depends on the record type only.
   *
   * @return bytes that the block uses
   * @throws WireException when {@link #decode} would refuse the block, unless it is the record's
   *     own constructor that refuses
   */
  public final int validate(MemorySegment from, long offset, long available) {
    int length = open(from, offset, available);
    check(from, offset, length);
    return length;
  }

  private int open(MemorySegment from, long offset, long available) {
    return WireMemory.open(from, offset, available, typeId, name);
  }

  /** Clears the block and writes the fields. */
  protected abstract void write(R value, MemorySegment to, long offset);

  /** Reads the fields that end within {@code length}; others get their defaults. */
  protected abstract R read(MemorySegment from, long offset, int length);

  /** Checks the fields that end within {@code length}. */
  protected abstract void check(MemorySegment from, long offset, int length);
}
