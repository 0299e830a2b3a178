package dev.parallax.memory;

import java.util.List;

/** Where slots go when their last header is given back. */
abstract sealed class SlotHome permits FixedBufferPool, LeasedSlots {
  /** Name for messages. */
  abstract String label();

  /** Bytes after each slot's payload that may be read. */
  abstract int padding();

  /** A slot without references. Any thread. */
  abstract void takeBack(Slot slot);

  /** What is out now. */
  abstract MemoryAudit.Outstanding outstanding();

  /** Every header that is out. */
  abstract List<MemoryAudit.Leak> leaks();
}
