package dev.parallax.memory;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What another process has lent to this one: a slot here is not a slot of an arena but one lease,
 * so that several leases of one slot come and go independently. Leases become ordinary buffers,
 * never writable; the last release of a lease comes back out of {@link #takeReleased}, to be given
 * back to its owner.
 *
 * <p>One thread, the link's, opens leases and takes what was released; any thread releases. Arenas
 * are unmapped when they are retired and their last lease was taken back: nobody has to wait for
 * the readers of a process that has died.
 */
public final class LeasedSlots extends SlotHome implements AutoCloseable {
  private static final boolean CHECKED = Boolean.getBoolean("parallax.checked");

  private final String name;
  private final @Nullable Slot[] slots;
  private final ReleaseStack released = new ReleaseStack();
  private volatile @Nullable Thread owner;
  private volatile @Nullable Doorbell bell;
  private volatile boolean closed;

  /** Place of the first of those that the owner released itself, 0 for none. Only the owner. */
  private int own;

  /** Places of those taken from the stack, as a list. Only the owner. */
  private int taken;

  /** Leases that are out. Only the owner; after closing, who holds the monitor. */
  private int out;

  /**
   * For leases with indexes below {@code maxLeases}.
   *
   * @param name for messages
   */
  public LeasedSlots(String name, int maxLeases) {
    this.name = name;
    this.slots = new @Nullable Slot[maxLeases];
    MemoryAudit.register(this);
  }

  /**
   * Makes the calling thread the owner, until the next call. The owner before must be at rest.
   *
   * @param bell rung when another thread has released a lease
   */
  public void own(Doorbell bell) {
    this.bell = Objects.requireNonNull(bell, "bell");
    owner = Thread.currentThread();
  }

  /** Whether the lease with this index is out. Only the owner. */
  public boolean isOut(int index) {
    Slot slot = slots[index];
    return slot != null && slot.lease != Slot.NO_LEASE;
  }

  /**
   * A buffer over a part of a leased slot. Only the owner.
   *
   * @param index of the lease, which must not be out
   * @param lease the owner's name for it, not 0
   * @param place slot in the arena
   */
  public Buffer open(
      int index, long lease, SharedArena arena, int place, long offset, long length) {
    Slot slot = slots[index];
    MemorySegment view = arena.view(place);
    if (slot == null) {
      slot = new Slot(this, index, arena, view, CHECKED);
      slots[index] = slot;
      slot.makeHeaders();
    } else if (slot.lease != Slot.NO_LEASE) {
      throw new IllegalStateException("lease is out already: link=" + name + " index=" + index);
    }
    slot.lease = lease;
    if (slot.arena != arena || slot.place != place) { // a reference costs a barrier
      slot.arena = arena;
      slot.place = place;
      slot.segment = view;
      slot.readOnlySegment = view;
      slot.capacity = arena.slotCapacity();
    }
    arena.leases++;
    out++;
    Buffer buffer = slot.first();
    buffer.range(offset, length);
    return buffer;
  }

  /** The lease that a buffer belongs to, or 0 when it is not one of these. */
  public long leaseOf(Buffer buffer) {
    Slot slot = buffer.slot();
    return slot.home == this ? slot.lease : Slot.NO_LEASE;
  }

  /** Whether this header is the only one of its slot. */
  public static boolean isSole(Buffer buffer) {
    return buffer.isSole();
  }

  /** Releases the only header of a lease and forgets the lease, as if it had been taken back. */
  public void endSole(Buffer buffer) {
    Slot slot = buffer.slot();
    if (!buffer.endSole()) {
      throw new IllegalStateException("not the only header of a lease: " + slot);
    }
    long unused = forget(slot);
  }

  @Override
  void takeBack(Slot slot) {
    if (closed) {
      synchronized (this) {
        forget(slot);
        end();
      }
    } else if (Thread.currentThread() == owner) {
      slot.next = own;
      own = slot.index + 1;
    } else {
      boolean unused = released.push(slot);
      ring();
      if (closed) {
        drain();
      }
    }
  }

  private void ring() {
    Doorbell waiting = bell;
    if (waiting != null) {
      waiting.ring();
    }
  }

  /** Whether {@link #takeReleased} would give something. Only the owner. */
  public boolean hasReleased() {
    return own != 0 || taken != 0 || released.pending() != 0;
  }

  /**
   * Takes back one lease whose last buffer was released; its index may then be opened again. Only
   * the owner.
   *
   * @return the owner's name for it, or 0 when there is none
   */
  public long takeReleased() {
    int place = own;
    if (place != 0) {
      Slot slot = slot(place);
      own = slot.next;
      return forget(slot);
    }
    if (taken == 0) {
      taken = ReleaseStack.top(released.takeAll());
    }
    if (taken == 0) {
      return Slot.NO_LEASE;
    }
    Slot slot = slot(taken);
    taken = slot.next;
    return forget(slot);
  }

  private Slot slot(int place) {
    return Objects.requireNonNull(slots[place - 1], "slot");
  }

  private long forget(Slot slot) {
    long lease = slot.lease;
    slot.lease = Slot.NO_LEASE;
    out--;
    SharedArena arena = slot.arena;
    if (--arena.leases == 0 && arena.retired) {
      arena.close();
    }
    return lease;
  }

  /** Unmaps the arena as soon as no lease of it is out. Only the owner. */
  public void retire(SharedArena arena) {
    arena.retired = true;
    if (arena.leases == 0) {
      arena.close();
    }
  }

  /** Leases that were not taken back. Only the owner. */
  public int out() {
    return out;
  }

  @Override
  String label() {
    return name;
  }

  @Override
  int padding() {
    return ArenaHeader.MIN_PADDING;
  }

  @Override
  MemoryAudit.Outstanding outstanding() {
    int slotsOut = 0;
    int headersOut = 0;
    for (Slot slot : slots) {
      int headers = slot == null ? 0 : slot.headersOut();
      slotsOut += headers > 0 ? 1 : 0;
      headersOut += headers;
    }
    return new MemoryAudit.Outstanding(name, slotsOut, headersOut);
  }

  @Override
  List<MemoryAudit.Leak> leaks() {
    List<MemoryAudit.Leak> all = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot != null) {
        for (Buffer header : slot.buffersOut()) {
          all.add(new MemoryAudit.Leak(name, slot.index, header.origin()));
        }
      }
    }
    return all;
  }

  /**
   * The link has ended: what is released from now on goes back to nobody, and the arenas go with
   * their last lease. Only the owner, who must have retired all arenas. Idempotent.
   */
  @Override
  public void close() {
    if (!closed) {
      synchronized (this) {
        while (takeReleased() != Slot.NO_LEASE) {
          continue;
        }
        closed = true;
      }
      drain();
    }
  }

  /** Takes what came on the stack while the other side of {@code closed} was not seen yet. */
  private synchronized void drain() {
    while (takeReleased() != Slot.NO_LEASE) {
      continue;
    }
    end();
  }

  private void end() {
    if (out == 0) {
      MemoryAudit.forget(this);
    }
  }
}
