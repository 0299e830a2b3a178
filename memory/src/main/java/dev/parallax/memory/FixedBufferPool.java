package dev.parallax.memory;

import dev.parallax.annotations.RtSafe;
import dev.parallax.nativeglue.linux.LinuxException;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Slots of one arena, written by this process, acquired by one thread and released by any.
 *
 * <p><b>Lists.</b> Free slots are in one of two lists. The owner's own list is plain: only the
 * owner takes from it and, when it releases a slot itself, puts it back. Other threads push on a
 * {@link ReleaseStack}, which the owner takes whole when its own list is empty. In a fused chain a
 * buffer so comes and goes without an atomic operation.
 *
 * <p><b>Batches.</b> One other thread, the {@link #batcher}, gives back through a {@link
 * ReturnRing} and publishes several slots at once: a consumer behind a link so pays for one
 * volatile write instead of sixteen contended atomic operations, and the owner finds the indexes
 * side by side. It flushes before it waits, so nothing is withheld from a waiting owner.
 *
 * <p><b>Ownership moves</b> with {@link #own}, which the new owner calls. The one before must not
 * be inside a call of this pool or of one of its buffers at that moment, and what it did must
 * happen before (a thread that has ended, a domain that has stopped): its list is taken over as it
 * is.
 *
 * <p><b>Closing.</b> The arena is unmapped by whoever finds all slots home after {@link #close}:
 * the closer, the thread that gives back the last slot, or the owner. Counting what is home needs
 * the owner's plain counters, so another thread may do it only when the owner has ended or there is
 * none; else it rings the owner, whose next call on the pool or one of its buffers does it. If
 * there is no such call the garbage collector unmaps the arena when the pool and its buffers are
 * unreachable. {@code closed} is volatile, set before the head of the release stack is read; a
 * releaser changes the head before it reads {@code closed}: so at least one of them sees the other.
 */
public final class FixedBufferPool extends SlotHome implements AutoCloseable {
  private static final boolean CHECKED = Boolean.getBoolean("parallax.checked");

  /** Slots of a batch; an eighth of the pool at most, so that the owner is not left without. */
  private static final int MAX_BATCH = 16;

  private static final Cleaner CLEANER = Cleaner.create();

  private final PoolConfig config;
  private final SharedArena arena;
  private final Slot[] slots;
  private final long slotBytes;
  private final int batchSize;
  private final PoolCounters counters;
  private final ReleaseStack released;
  private final ReturnRing returned;

  private Cleaner.@Nullable Cleanable unmap;
  private volatile boolean closed;
  private boolean disposed; // guarded by this
  private volatile @Nullable Doorbell bell;
  private volatile @Nullable Thread owner;

  private volatile @Nullable Thread batcher;

  /** Place of the first slot of the owner's list, 0 for none. Only the owner. */
  private int free;

  FixedBufferPool(PoolConfig config, SharedArena arena, boolean checked) {
    this.config = config;
    this.arena = arena;
    this.slotBytes = config.slotBytes();
    this.batchSize = Math.clamp(config.slots() / 8, 1, MAX_BATCH);
    this.slots = new Slot[config.slots()];
    this.counters = new PoolCounters(slots.length);
    this.released = counters.released;
    this.returned = counters.returned;
    for (int i = slots.length - 1; i >= 0; i--) {
      Slot slot = new Slot(this, i, arena, arena.slot(i, config.padding()), checked);
      slots[i] = slot;
      slot.next = free;
      free = i + 1;
    }
    for (Slot slot : slots) {
      slot.makeHeaders(); // not among the slots, which so lie side by side in memory
    }
  }

  /**
   * Makes the arena and its slots.
   *
   * @throws ArenaException when memory is short
   */
  public static FixedBufferPool create(PoolConfig config) {
    return create(config, CHECKED);
  }

  static FixedBufferPool create(PoolConfig config, boolean checked) {
    return over(SharedArena.create(config), config, checked);
  }

  /**
   * Makes a pool over an arena that another process made for this one to write.
   *
   * @param name for messages
   * @param fd the arena's descriptor; the pool's from now on, closed when this throws
   * @param description what its maker said of it ({@link ArenaFile#description})
   * @throws ArenaException when the file is not what was described, or somebody writes it already
   */
  public static FixedBufferPool adopt(String name, int fd, byte[] description) {
    try (ArenaFile file = ArenaFile.received(fd, description)) {
      ArenaHeader h = file.header();
      int padding = (int) Math.min(h.slotStride() - h.slotCapacity(), PoolConfig.MAX_PADDING);
      PoolConfig config =
          new PoolConfig(
              name, h.slotCapacity(), h.slotCount(), ArenaHeader.STRIDE_UNIT, padding, false);
      return over(file.map(), config, CHECKED);
    } catch (LinuxException e) {
      throw new ArenaException("arena not mapped: pool=" + name, e);
    }
  }

  private static FixedBufferPool over(SharedArena arena, PoolConfig config, boolean checked) {
    FixedBufferPool pool = new FixedBufferPool(config, arena, checked);
    pool.unmap = CLEANER.register(pool, end(config.name(), pool.counters, arena));
    MemoryAudit.register(pool);
    return pool;
  }

  /** Must not refer to the pool. */
  private static Runnable end(String name, PoolCounters counters, SharedArena arena) {
    return () -> {
      long out = counters.out();
      if (out > 0) {
        MemoryAudit.lost(name, (int) out);
      }
      arena.close();
    };
  }

  /**
   * Makes the calling thread the only one that may acquire, until the next call. The owner before
   * must be at rest (see the class).
   *
   * @param bell rung when another thread has given a slot back while {@link #tryAcquire} or {@link
   *     #hasFree} had found none
   * @throws IllegalStateException when the pool is closed
   */
  public synchronized void own(Doorbell bell) {
    checkOpen();
    this.bell = Objects.requireNonNull(bell, "bell");
    owner = Thread.currentThread();
  }

  /**
   * A buffer over a free slot: empty range at offset 0, no times, no flags; or null when all are in
   * use. Only the owner.
   *
   * @throws IllegalStateException when the pool is closed or the caller is not the owner
   */
  @RtSafe
  public @Nullable Buffer tryAcquire() {
    checkOwner();
    if (closed) {
      throw closedError();
    }
    Slot slot = nextFree();
    if (slot == null) {
      counters.waits++;
      return null;
    }
    counters.acquisitions++;
    return slot.first();
  }

  private @Nullable Slot nextFree() {
    int place = free;
    if (place == 0) {
      int index = returned.take();
      if (index >= 0) {
        return slots[index];
      }
      place = refill();
      if (place == 0) {
        index = returned.take(); // what came while it was announced that a slot is wanted
        return index >= 0 ? slots[index] : null;
      }
    }
    Slot slot = slots[place - 1];
    free = slot.next;
    return slot;
  }

  private int refill() {
    long all = released.takeAll();
    if (all == 0) {
      all = released.takeAllOrWant(returned);
    }
    counters.taken += ReleaseStack.count(all);
    return ReleaseStack.top(all);
  }

  /**
   * Whether {@link #tryAcquire} would give a buffer, or throw because the pool is closed. Only the
   * owner, who is rung later when this is false.
   */
  @RtSafe
  public boolean hasFree() {
    return hasFree(1);
  }

  /**
   * As {@link #hasFree()}, for some buffers. The owner is rung for fewer, too: it must ask again.
   *
   * @param wanted buffers, at least 1
   */
  @RtSafe
  public boolean hasFree(int wanted) {
    checkOwner();
    return free != 0 || closed || released.hasElseWant(returned, wanted);
  }

  @Override
  void takeBack(Slot slot) {
    if (Thread.currentThread() == owner) {
      slot.next = free;
      free = slot.index + 1;
      counters.ownReleases++;
    } else if (Thread.currentThread() == batcher) {
      batch(slot);
    } else if (released.push(slot)) {
      ring();
    }
    if (closed) {
      unmapIfHome();
    }
  }

  /**
   * Lets one other thread, which is to be the main one that releases, give slots back in batches.
   * It must call {@link #flushBatch} before it waits for anything and before it ends. Null takes
   * the permission back; the thread must have flushed.
   */
  public void batcher(@Nullable Thread thread) {
    batcher = thread;
  }

  private void batch(Slot slot) {
    if (returned.put(slot.index) >= batchSize || closed) {
      flushBatch();
    }
  }

  /** Gives the batched slots back. Only the batcher. */
  public void flushBatch() {
    if (!returned.publish()) {
      return;
    }
    if (released.isWanted(returned.waiting())) {
      ring();
    }
    if (closed) {
      unmapIfHome();
    }
  }

  /** Rings the owner if it waits for slots. Any thread. */
  public void tellOwner() {
    if (released.isWanted()) {
      ring();
    }
  }

  private void ring() {
    Doorbell waiting = bell;
    if (waiting != null) {
      waiting.ring();
    }
  }

  private void checkOwner() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "pool belongs to another thread: pool="
              + config.name()
              + " owner="
              + owner
              + " caller="
              + Thread.currentThread()
              + "; the acquiring thread must call own(bell) first");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw closedError();
    }
  }

  private IllegalStateException closedError() {
    unmapIfHome();
    return new IllegalStateException("pool is closed: pool=" + config.name());
  }

  /** Name for messages. */
  public String name() {
    return config.name();
  }

  @Override
  String label() {
    return config.name();
  }

  /** Bytes of a slot. */
  @RtSafe
  public long slotBytes() {
    return slotBytes;
  }

  /** Number of slots. */
  @RtSafe
  public int slots() {
    return slots.length;
  }

  /** Bytes after each slot's payload that may be read. */
  @Override
  public int padding() {
    return config.padding();
  }

  /** The pages that the arena got. */
  public PageKind pages() {
    return arena.pages();
  }

  /** The arena, for passing it to another process. */
  public SharedArena arena() {
    return arena;
  }

  /** Counters; any thread. */
  public PoolStats stats() {
    return new PoolStats(
        slots.length,
        Math.clamp(slots.length - counters.out(), 0, slots.length),
        slotBytes,
        counters.acquisitions,
        counters.waits,
        counters.foreignReleases());
  }

  @Override
  MemoryAudit.Outstanding outstanding() {
    int slotsOut = 0;
    int headersOut = 0;
    for (Slot slot : slots) {
      int out = slot.headersOut();
      slotsOut += out > 0 ? 1 : 0;
      headersOut += out;
    }
    return new MemoryAudit.Outstanding(config.name(), slotsOut, headersOut);
  }

  @Override
  List<MemoryAudit.Leak> leaks() {
    List<MemoryAudit.Leak> all = new ArrayList<>();
    for (Slot slot : slots) {
      for (Buffer header : slot.buffersOut()) {
        all.add(new MemoryAudit.Leak(config.name(), slot.index, header.origin()));
      }
    }
    return all;
  }

  /**
   * Unmaps the arena when the last slot is back; no acquisition afterwards. Any thread, any time.
   */
  @Override
  public void close() {
    closed = true;
    unmapIfHome();
    if (!isUnmapped() && Thread.currentThread() != owner) {
      ring();
    }
  }

  /** Whether the pool is closed, all slots are back and the arena's memory is gone. Any thread. */
  public synchronized boolean isUnmapped() {
    return disposed;
  }

  private synchronized void unmapIfHome() {
    Thread t = owner;
    boolean ownerRests = t == null || t == Thread.currentThread() || !t.isAlive();
    if (disposed || !ownerRests) {
      return;
    }
    if (counters.out() == 0) {
      disposed = true;
      MemoryAudit.forget(this);
      if (unmap != null) {
        unmap.clean();
      }
    }
  }
}
