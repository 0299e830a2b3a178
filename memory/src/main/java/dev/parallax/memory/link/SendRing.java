package dev.parallax.memory.link;

import static dev.parallax.memory.link.LinkLayout.INT;
import static dev.parallax.memory.link.LinkLayout.LONG;
import static dev.parallax.memory.raw.RawMemory.ALL;

import dev.parallax.nativeglue.linux.Futex;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The sending half of a link: entries and metadata go into the own file, and the peer's file tells
 * how many it has taken.
 *
 * <p>Memory order: an entry is stored plainly but for its first word, which {@link #publish} stores
 * with {@code setRelease}. Waking: entries or the head are published, then a full fence, then the
 * peer's {@code asleep} is looked at; the peer writes {@code asleep} with a volatile store before
 * it looks at entry and head a last time (Dekker). What it sleeps on is this side's {@code bell},
 * so that a moved head wakes as well as an entry.
 */
final class SendRing {
  private static final int LINE = 64;

  private final long own;
  private final long peer;
  private final MemorySegment metadata;
  private final MemorySegment bell;
  private final int capacity;
  private final int mask;
  private final int reserved;
  private final int metadataBytes;

  /** Where the metadata ends that entry {@code i & mask} and those before it carry. */
  private final long[] metadataEnd;

  /** First words of entries that are not published. */
  private final long[] firsts;

  private long tail;
  private long published;
  private long seenHead;
  private long metadataTail;
  private long metadataHead;
  private int rings;
  private int woken;

  /** As many entries as the peer may have leases out are kept for RETURN. */
  SendRing(MemorySegment own, LinkPlan plan, MemorySegment peer, LinkPlan peerPlan) {
    this.own = LinkLayout.address(own, plan);
    this.peer = LinkLayout.address(peer, peerPlan);
    this.metadata = own.asSlice(plan.metadataAt(), plan.metadataBytes());
    this.bell = own.asSlice(LinkLayout.BELL, Integer.BYTES);
    this.capacity = plan.ringCapacity();
    this.mask = capacity - 1;
    this.reserved = peerPlan.maxLeases();
    this.metadataBytes = plan.metadataBytes();
    this.metadataEnd = new long[capacity];
    this.firsts = new long[capacity];
  }

  /** Whether an entry with so much metadata has room now. */
  boolean hasRoom(long metadata) {
    if (tail - seenHead >= capacity - reserved) {
      lookAtHead();
      if (tail - seenHead >= capacity - reserved) {
        return false;
      }
    }
    if (metadata > 0 && !metadataFits(metadata)) {
      lookAtHead();
      return metadataFits(metadata);
    }
    return true;
  }

  private boolean metadataFits(long length) {
    return start(length) + length - metadataHead <= metadataBytes;
  }

  /** Where metadata of this length begins: it never wraps. */
  private long start(long length) {
    long at = metadataTail % metadataBytes;
    return at + length <= metadataBytes ? metadataTail : metadataTail + metadataBytes - at;
  }

  /** Whether one of the entries kept for RETURN is free, or any. */
  boolean hasRoomForReturn() {
    if (tail - seenHead >= capacity) {
      lookAtHead();
    }
    return tail - seenHead < capacity;
  }

  private void lookAtHead() {
    long head = (long) LONG.getAcquire(ALL, peer + LinkLayout.HEAD);
    if (head < seenHead || head > published) {
      throw new LinkViolation(
          "head is not between the last one and what was sent: head=" + head, "");
    }
    if (head != seenHead) {
      seenHead = head;
      metadataHead = metadataEnd[(int) (head - 1) & mask];
    }
  }

  /** Puts metadata beside the entry that comes next; gives its place. */
  int carry(MemorySegment bytes, long length) {
    long start = start(length);
    long at = start % metadataBytes;
    MemorySegment.copy(bytes, 0, metadata, at, length);
    metadataTail = roundUp(start + length);
    return (int) at;
  }

  /** To the next line, unless it lies in another round. */
  private static long roundUp(long at) {
    return (at + LINE - 1) / LINE * LINE;
  }

  void put(
      long what,
      long where,
      long lease,
      long pts,
      long dts,
      long duration,
      long order,
      long carried) {
    long at = own + LinkLayout.ENTRIES + (tail & mask) * LinkLayout.ENTRY_BYTES;
    firsts[(int) tail & mask] = what | LinkLayout.lap(tail, capacity);
    LONG.set(ALL, at + 8, where);
    LONG.set(ALL, at + 16, lease);
    LONG.set(ALL, at + 24, pts);
    LONG.set(ALL, at + 32, dts);
    LONG.set(ALL, at + 40, duration);
    LONG.set(ALL, at + 48, order);
    LONG.set(ALL, at + 56, carried);
    metadataEnd[(int) tail & mask] = metadataTail;
    tail++;
  }

  /**
   * Shows what was put, and wakes the peer if it sleeps.
   *
   * @param headMoved whether the other half has just published a head
   */
  void publish(boolean headMoved) {
    if (tail != published) {
      show();
    } else if (!headMoved) {
      return;
    }
    VarHandle.fullFence();
    int asleep = (int) INT.getOpaque(ALL, peer + LinkLayout.ASLEEP);
    if (asleep != 0 && asleep != woken) {
      woken = asleep; // once for each sleep: until it runs it still says so
      wake();
    }
  }

  private void show() {
    for (long i = published; i != tail; i++) {
      long at = own + LinkLayout.ENTRIES + (i & mask) * LinkLayout.ENTRY_BYTES;
      LONG.setRelease(ALL, at, firsts[(int) i & mask]);
    }
    published = tail;
  }

  private void wake() {
    INT.setVolatile(bell, 0L, ++rings);
    Futex.futex(bell, Futex.FUTEX_WAKE, Integer.MAX_VALUE, null);
  }
}
