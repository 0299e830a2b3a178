package dev.parallax.memory.link;

import static dev.parallax.memory.link.LinkLayout.INT;
import static dev.parallax.memory.link.LinkLayout.LONG;
import static dev.parallax.memory.raw.RawMemory.ALL;

import java.lang.foreign.MemorySegment;

/**
 * The receiving half of a link: entries come from the peer's file, of which nothing is believed,
 * and the own file tells how many were taken.
 */
final class ReceiveRing {
  private final MemorySegment ownFile;
  private final long own;
  private final long peer;
  private final MemorySegment peerFile;
  private final int capacity;
  private final int mask;
  private final int metadataBytes;
  private final int maxMetadata;
  private long head;
  private long first;
  private long published;
  private int sleeps;

  ReceiveRing(MemorySegment own, LinkPlan ownPlan, MemorySegment peer, LinkPlan peerPlan) {
    this.ownFile = own;
    this.own = LinkLayout.address(own, ownPlan);
    this.peer = LinkLayout.address(peer, peerPlan);
    this.peerFile = peer;
    this.capacity = peerPlan.ringCapacity();
    this.mask = capacity - 1;
    this.metadataBytes = peerPlan.metadataBytes();
    this.maxMetadata = peerPlan.maxMetadata();
  }

  /** Whether an entry is there. */
  boolean hasNext() {
    first = (long) LONG.getAcquire(ALL, address());
    return (first & LinkLayout.LAP) == LinkLayout.lap(head, capacity);
  }

  private long address() {
    return peer + LinkLayout.ENTRIES + (head & mask) * LinkLayout.ENTRY_BYTES;
  }

  /**
   * Copies the entry that {@link #hasNext} has seen, and leaves it there. What it carries lies
   * within its room, and stays there until {@link #publish} tells the peer that the entry was
   * taken.
   */
  void peek(LinkEntry entry) {
    entry.copyFrom(first, address());
    long length = entry.metadataBytes();
    if (length != 0 && (length > maxMetadata || entry.metadataPlace() > metadataBytes - length)) {
      throw new LinkViolation("metadata lies outside of its room", entry.toString());
    }
  }

  /** Takes the oldest entry out of the ring. */
  void take() {
    head++;
  }

  /**
   * Tells the peer what was taken.
   *
   * @return whether that is more than when it was last told
   */
  boolean publish() {
    if (head == published) {
      return false;
    }
    published = head;
    LONG.setRelease(ALL, own + LinkLayout.HEAD, head);
    return true;
  }

  void asleep(boolean sleeping) {
    if (sleeping && ++sleeps == 0) {
      sleeps = 1;
    }
    INT.setVolatile(ownFile, LinkLayout.ASLEEP, sleeping ? sleeps : 0);
  }

  MemorySegment peerBell() {
    return peerFile.asSlice(LinkLayout.BELL, Integer.BYTES);
  }

  long peerWord(long at) {
    return (long) LONG.getAcquire(peerFile, at);
  }
}
