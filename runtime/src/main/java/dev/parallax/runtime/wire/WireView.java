package dev.parallax.runtime.wire;

import java.lang.foreign.MemorySegment;

/**
 * Reads the fields of one record where they lie. The subclass is generated, with a method for each
 * component; an absent field has its default. Reusable: {@link #wrap} moves it to another record. A
 * new view shows a record whose fields are all absent. One thread at a time; nothing allocates but
 * {@code toString} and {@code toArray} of its texts and bytes.
 */
public abstract class WireView {
  private final String name;
  private final int typeId;
  private MemorySegment memory = MemorySegment.NULL;
  private long start;
  private int length;

  /** For generated code. */
  protected WireView(String name, int typeId) {
    this.name = name;
    this.typeId = typeId;
  }

  /**
   * Shows the record at a place. The memory must stay as long as the view is used there.
   *
   * @param offset where the block begins
   * @param available bytes there
   * @throws WireException when the header is not that of such a record
   * @throws IndexOutOfBoundsException when the memory has fewer bytes than {@code available}
   */
  public final void wrap(MemorySegment from, long offset, long available) {
    length = WireMemory.open(from, offset, available, typeId, name);
    memory = from;
    start = offset;
  }

  /** For generated code: has a view show a record whose fields are all absent. */
  protected static void wireUnwrap(WireView view) {
    view.length = 0;
    view.memory = MemorySegment.NULL;
  }

  /** For generated code: whether the block has the field that ends there. */
  protected final boolean wireReaches(int end) {
    return length >= end;
  }

  /** For generated code: the memory of the record. */
  protected final MemorySegment wireMemory() {
    return memory;
  }

  /** For generated code: the place of a field. */
  protected final long wirePlace(int at) {
    return start + at;
  }
}
