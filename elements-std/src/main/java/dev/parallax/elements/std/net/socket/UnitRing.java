package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The newest units (buffers, messages) of a stream, for clients that lag: each has a place of its
 * own in it. Places and units are counted from the stream's start; whoever is at {@link #head}
 * needs nothing from here, so what nobody lags for need not be copied.
 *
 * <pre>
 *   ....|---- unit 7 ----|- unit 8 -|------- unit 9 -------|
 *              ^ a client's place                          ^ head
 * </pre>
 */
final class UnitRing implements AutoCloseable {
  private static final int MOST_UNITS = 1 << 13;

  private Arena arena = Arena.ofShared();
  private MemorySegment memory;
  private long capacity;
  private final long[] ends = new long[MOST_UNITS];
  private long head;
  private long units;

  UnitRing(long capacity) {
    this.capacity = capacity;
    memory = arena.allocate(capacity, 64);
  }

  /** Bytes of all units so far. */
  long head() {
    return head;
  }

  /** Units so far: the number of the next one. */
  long units() {
    return units;
  }

  /** Where a unit ends. */
  long end(long unit) {
    return ends[(int) (unit % MOST_UNITS)];
  }

  /** Whether a unit fits while the slowest client is at this place in this unit. */
  boolean hasRoom(long bytes, long place, long unit) {
    return head + bytes - place <= capacity && units - unit < MOST_UNITS - 2;
  }

  /** Makes room for one unit of any size; only while nobody lags. */
  void ensure(long bytes) {
    if (bytes > capacity) {
      arena.close();
      arena = Arena.ofShared();
      capacity = bytes;
      memory = arena.allocate(capacity, 64);
    }
  }

  /** Counts a unit that nobody will read from here. */
  void skip(long bytes) {
    head += bytes;
    ends[(int) (units++ % MOST_UNITS)] = head;
  }

  /** Keeps a unit that consists of two parts. */
  void append(MemorySegment first, long firstBytes, MemorySegment second, long offset, long bytes) {
    copyIn(first, 0, firstBytes, head);
    copyIn(second, offset, bytes, head + firstBytes);
    skip(firstBytes + bytes);
  }

  private void copyIn(MemorySegment from, long offset, long bytes, long place) {
    long at = place % capacity;
    long n = Math.min(bytes, capacity - at);
    MemorySegment.copy(from, offset, memory, at, n);
    MemorySegment.copy(from, offset + n, memory, 0, bytes - n);
  }

  /** Writes from a place on, at most up to {@code end}; as {@link Wire#write}. */
  long write(Wire wire, long place, long end) throws IOException {
    long at = place % capacity;
    return wire.write(memory, at, Math.min(end - place, capacity - at));
  }

  /** A copy of what lies between two places. */
  MemorySegment copyOut(Arena into, long place, long end) {
    MemorySegment copy = into.allocate(end - place, 8);
    long at = place % capacity;
    long n = Math.min(end - place, capacity - at);
    MemorySegment.copy(memory, at, copy, 0, n);
    MemorySegment.copy(memory, 0, copy, n, end - place - n);
    return copy;
  }

  @Override
  public void close() {
    arena.close();
  }
}
