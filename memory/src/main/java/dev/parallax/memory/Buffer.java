package dev.parallax.memory;

import dev.parallax.annotations.RtSafe;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A pooled header over a part of a slot. Several headers may share a slot (tee, slices, parsers). A
 * header has one owner at a time; whoever holds it gives it on or closes it.
 *
 * <p>Use after {@link #close} and a second close throw {@link IllegalStateException} until the
 * header is reused, and always with {@code -Dparallax.checked=true}.
 */
public sealed class Buffer permits SlotPad {
  /** No time known. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Flag: not continuous with the buffer before. */
  public static final int DISCONT = 1;

  /** Flag: depends on buffers before it (not a key frame). */
  public static final int DELTA = 1 << 1;

  /** Flag: content is known to be damaged. */
  public static final int CORRUPTED = 1 << 2;

  /** Flag: carries headers, no media. */
  public static final int HEADER = 1 << 3;

  /** Flag: stands for a hole in the stream. */
  public static final int GAP = 1 << 4;

  private static final MemorySegment ZEROES =
      MemorySegment.ofArray(new byte[PoolConfig.MAX_PADDING]).asReadOnly();

  /** The length while the header is not out: what is read anyway tells that too. */
  private static final long RELEASED = -1;

  private final Slot slot;
  private final long bit;

  private final @Nullable Throwable origin;

  private int flags;

  /** Another process, which has sent this header back, still sees the slot. */
  private boolean watched;

  private long offset;
  private long length = RELEASED;
  private long pts;
  private long dts;
  private long duration;
  private @Nullable Object metadata;
  private @Nullable Object layout;

  /** The slot's, see {@link Slot}; here, on the cache lines that a header's user has anyway. */
  long held;

  /** Header {@code index} of a slot. */
  Buffer(Slot slot, int index, @Nullable Throwable origin) {
    this.slot = slot;
    this.bit = 1L << index;
    this.origin = origin;
  }

  /** The header that is the slot itself. */
  Buffer() {
    this.slot = (Slot) this;
    this.bit = 1L;
    this.origin = null;
  }

  void begin() {
    flags = 0;
    watched = false;
    offset = 0;
    length = 0;
    pts = NO_TIME;
    dts = NO_TIME;
    duration = NO_TIME;
  }

  /** Reads from each cache line that passing the buffer on will need; the value means nothing. */
  long glance() {
    return length + (metadata == null ? 0 : 1) + slot.held;
  }

  /** The stack of the acquisition in checked mode, else null. */
  @Nullable Throwable origin() {
    return origin;
  }

  Slot slot() {
    return slot;
  }

  private void check() {
    if (length < 0) {
      throw released("used");
    }
  }

  private IllegalStateException released(String what) {
    return new IllegalStateException("buffer " + what + " after its release: " + slot, origin);
  }

  /**
   * The slot's whole segment, writable when this process writes the arena: {@link #capacity} bytes
   * and the pool's padding after them. A slot's segment is always the same object. Read-only when
   * another process lent the slot.
   */
  @RtSafe
  public MemorySegment segment() {
    check();
    return slot.segment;
  }

  /** The slot's whole segment, read-only, with its padding. */
  @RtSafe
  public MemorySegment readOnlySegment() {
    check();
    return slot.readOnlySegment;
  }

  /** First byte of the payload in the segment. */
  @RtSafe
  public long offset() {
    check();
    return offset;
  }

  /** Bytes of payload. */
  @RtSafe
  public long length() {
    long bytes = length;
    if (bytes < 0) {
      throw released("used");
    }
    return bytes;
  }

  /**
   * Sets the payload's place, within the slot's {@link #capacity}.
   *
   * @throws IndexOutOfBoundsException when it is not within
   */
  @RtSafe
  public void range(long offset, long length) {
    check();
    long capacity = slot.capacity;
    if (offset < 0 || length < 0 || offset > capacity - length) {
      throw new IndexOutOfBoundsException(
          "range outside the slot: offset="
              + offset
              + " length="
              + length
              + " capacity="
              + capacity
              + " "
              + slot);
    }
    this.offset = offset;
    this.length = length;
  }

  /** Bytes of the slot that may be used. */
  @RtSafe
  public long capacity() {
    check();
    return slot.capacity;
  }

  /**
   * Zeroes the bytes after the payload that decoders may read: the pool's padding. The header must
   * be the only one that uses those bytes.
   */
  @RtSafe
  public void zeroPadding() {
    check();
    long end = offset + length;
    long padding = Math.min(slot.home.padding(), slot.segment.byteSize() - end);
    MemorySegment.copy(ZEROES, 0, slot.segment, end, padding); // a slice would be allocated
  }

  /** The arena that the slot lies in. */
  @RtSafe
  public SharedArena arena() {
    check();
    return slot.arena;
  }

  /** The slot's index in its {@link #arena}. */
  @RtSafe
  public int slotIndex() {
    check();
    return slot.place;
  }

  /** Presentation time in nanoseconds, or {@link #NO_TIME}. */
  @RtSafe
  public long pts() {
    check();
    return pts;
  }

  /** Sets the presentation time. */
  @RtSafe
  public void pts(long ns) {
    check();
    pts = ns;
  }

  /** Decoding time in nanoseconds, or {@link #NO_TIME}. */
  @RtSafe
  public long dts() {
    check();
    return dts;
  }

  /** Sets the decoding time. */
  @RtSafe
  public void dts(long ns) {
    check();
    dts = ns;
  }

  /** Duration in nanoseconds, or {@link #NO_TIME}. */
  @RtSafe
  public long duration() {
    check();
    return duration;
  }

  /** Sets the duration. */
  @RtSafe
  public void duration(long ns) {
    check();
    duration = ns;
  }

  /** Flags. */
  @RtSafe
  public int flags() {
    check();
    return flags;
  }

  /** Sets the flags. */
  @RtSafe
  public void flags(int flags) {
    check();
    this.flags = flags;
  }

  /** Immutable metadata of the layer above, or null. */
  @RtSafe
  public @Nullable Object metadata() {
    check();
    return metadata;
  }

  /** Sets the metadata. */
  @RtSafe
  public void metadata(@Nullable Object metadata) {
    check();
    this.metadata = metadata;
  }

  /** Immutable layout of planes of the layer above, or null for the format's own. */
  @RtSafe
  public @Nullable Object layout() {
    check();
    return layout;
  }

  /** Sets the layout. */
  @RtSafe
  public void layout(@Nullable Object layout) {
    check();
    this.layout = layout;
  }

  /** Copies times, flags and metadata (not the layout) from another buffer. */
  @RtSafe
  public void copyTimingFrom(Buffer from) {
    check();
    from.check();
    flags = from.flags;
    pts = from.pts;
    dts = from.dts;
    duration = from.duration;
    metadata = from.metadata;
  }

  /**
   * Makes this a copy of another buffer: its payload, from this slot's first byte on, with zeroes
   * behind it ({@link #zeroPadding}), its times, flags, metadata and layout. The header must be the
   * only one of its slot, and this process must write the arena.
   *
   * @throws IndexOutOfBoundsException when the payload is larger than {@link #capacity}
   */
  @RtSafe
  public void copyFrom(Buffer from) {
    range(0, from.length());
    MemorySegment.copy(from.readOnlySegment(), from.offset, slot.segment, 0, length);
    zeroPadding();
    describeAs(from);
  }

  private void describeAs(Buffer from) {
    copyTimingFrom(from);
    layout = from.layout;
  }

  /** Whether {@link #tryShare} would give one now. Any thread that holds this one. */
  @RtSafe
  public boolean hasHeader() {
    return headersLeft() > 0;
  }

  /**
   * How many {@link #tryShare} would give one after the other, if nobody else took or closed some
   * meanwhile. Any thread that holds this one.
   */
  public int headersLeft() {
    check();
    return Slot.MAX_HEADERS - slot.headersOut();
  }

  boolean isSole() {
    check();
    return slot.isSole(bit);
  }

  /**
   * Whether this is the only reference to the slot, this process writes the arena, and nobody else
   * {@linkplain #watched watches} it.
   */
  @RtSafe
  public boolean isWritable() {
    check();
    return slot.isSole(bit) && !watched && !slot.segment.isReadOnly();
  }

  /**
   * Another process, which was lent the slot, sends on what it got: it still sees what is written
   * there. Until the slot is free neither this header is writable nor those that are shared from
   * it.
   */
  @RtSafe
  public void watched() {
    check();
    watched = true;
  }

  /**
   * A second header over the same range of the same slot, with the same times, flags, metadata and
   * layout. Any thread that holds this one.
   *
   * @throws IllegalStateException when {@value Slot#MAX_HEADERS} headers of the slot are out
   */
  @RtSafe
  public Buffer share() {
    Buffer second = tryShare();
    if (second == null) {
      throw new IllegalStateException(
          "all headers of the slot are out: "
              + slot
              + " headers="
              + Slot.MAX_HEADERS
              + "; copy the payload, or release earlier shares first");
    }
    return second;
  }

  /** As {@link #share}, or null when all headers of the slot are out. */
  @RtSafe
  public @Nullable Buffer tryShare() {
    check();
    Buffer second = slot.take(bit);
    if (second != null) {
      second.watched = watched;
      second.offset = offset;
      second.length = length;
      second.describeAs(this);
    }
    return second;
  }

  /**
   * Gives the header back, and the slot with its last header. Any thread.
   *
   * @throws IllegalStateException when it was given back before
   */
  public void close() {
    end();
    if (slot.drop(bit)) {
      slot.home.takeBack(slot);
    }
  }

  private void end() {
    if (length < 0) {
      throw released("released");
    }
    length = RELEASED;
    if (metadata != null) {
      metadata = null;
    }
    if (layout != null) {
      layout = null;
    }
  }

  /** As {@link #close}, but the slot goes nowhere; false when it was not the only header. */
  boolean endSole() {
    end();
    return slot.drop(bit);
  }

  @Override
  public String toString() {
    return "Buffer["
        + slot
        + (length < 0 ? " released" : "")
        + " offset="
        + offset
        + " length="
        + length
        + " pts="
        + pts
        + "]";
  }
}
