package dev.parallax.memory.link;

import static dev.parallax.memory.link.LinkLayout.LONG;

import dev.parallax.memory.FixedBufferPool;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Overwrites all that a peer may write: with random values, and with what looks right, heads in
 * range and leases that it may really have.
 */
final class Scribbler {
  private final SplittableRandom random = new SplittableRandom(5);
  private final LinkPlan plan;
  private final MemorySegment file;
  private final FixedBufferPool pool;

  Scribbler(LinkFile own, FixedBufferPool pool) {
    this.plan = own.plan();
    this.file = own.written();
    this.pool = pool;
  }

  void run(BooleanSupplier stop) {
    long words = file.byteSize() / Long.BYTES;
    for (long n = 0; !stop.getAsBoolean(); n++) {
      switch (random.nextInt(8)) {
        case 0 -> LONG.setRelease(file, random.nextLong(words) * Long.BYTES, random.nextLong());
        case 1 -> move(LinkLayout.HEAD);
        case 2 -> LONG.setRelease(file, LinkLayout.ASLEEP, random.nextLong(3));
        case 3, 4, 5, 6 -> forge();
        default -> pool.arena().slot(random.nextInt(pool.slots()), 0).fill((byte) n);
      }
    }
  }

  private void move(long word) {
    long now = (long) LONG.getAcquire(file, word);
    LONG.setRelease(file, word, now + random.nextInt(4));
  }

  private void forge() {
    long at =
        LinkLayout.ENTRIES + random.nextInt(plan.ringCapacity()) * (long) LinkLayout.ENTRY_BYTES;
    int type = random.nextInt(4) == 0 ? 1 + random.nextInt(6) : LinkEntry.DONE;
    int flags = random.nextInt(LinkEntry.BUFFER_FLAGS);
    LONG.set(file, at + 8, LinkEntry.where(0, random.nextInt(16), random.nextInt(20)));
    LONG.set(file, at + 16, LinkEntry.lease(1 + random.nextInt(20), random.nextInt(16)));
    long lap = random.nextInt(2) * LinkLayout.LAP;
    long what = LinkEntry.what(type, random.nextInt(2), flags, 8) | lap;
    LONG.set(file, at + 56, random.nextInt(4) == 0 ? random.nextLong() : 0L);
    LONG.setRelease(file, at, what);
  }
}
