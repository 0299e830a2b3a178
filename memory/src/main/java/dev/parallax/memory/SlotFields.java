package dev.parallax.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What a slot is, which seldom changes. */
abstract sealed class SlotFields extends SlotPad permits Slot {
  final SlotHome home;

  /** Index in its home. */
  final int index;

  /** Index in its arena: a pool's slot has one place, a leased slot a new one with each lease. */
  int place;

  SharedArena arena;
  MemorySegment segment;
  MemorySegment readOnlySegment;

  /** Bytes of it that may be used. */
  long capacity;

  /** The owner's name for what it lent, or {@link Slot#NO_LEASE}. Written by the home's owner. */
  long lease;

  /** Index + 1 of the next slot in the list that this one is in; written by who puts it there. */
  int next;

  final boolean checked;

  /** Made on first use in large pools; read racily: its places start as null for all. */
  @Nullable Buffer @Nullable [] headers;

  SlotFields(SlotHome home, int index, SharedArena arena, MemorySegment segment, boolean checked) {
    this.home = home;
    this.index = index;
    this.place = index;
    this.arena = arena;
    this.segment = segment;
    this.readOnlySegment = segment.isReadOnly() ? segment : segment.asReadOnly();
    this.capacity = arena.slotCapacity();
    this.checked = checked;
  }
}
