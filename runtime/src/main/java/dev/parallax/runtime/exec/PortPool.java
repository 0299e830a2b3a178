package dev.parallax.runtime.exec;

import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.PoolStats;
import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.spi.BufferSource;
import dev.parallax.runtime.spi.StoppedException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one output port. Its size comes from the plan; it moves to a new arena (a new
 * generation) when a packet is larger than the slots, when a consumer turns out to keep more
 * buffers, or when the pipeline starves without.
 */
final class PortPool implements BufferSource, SlotSupply {
  /** Largest buffer when an element does not declare one. */
  private static final long UNDECLARED_MAX = 256L << 20;

  private static final int MAX_SLOTS = 1 << 14;
  private static final int GROWTH = 8;

  /** The part of the slots that is enough to go on with: a quarter. */
  private static final int ENOUGH = 4;

  private static final long GROWTH_BYTES = 1L << 30;
  static final long FLUSH_PATIENCE_NS = 50_000_000L;

  private final String name;
  private final Node node;
  private final Domain domain;
  private final BooleanSupplier ready;
  private final Waiting.ForSlot waiting;
  private final long declaredMax;
  private final int alignment;
  private final int padding;
  private final long limit;
  private final int planned;
  private final @Nullable Domain batching;
  private FixedBufferPool pool;
  private volatile int required;
  private volatile int generations = 1;

  PortPool(String name, Node node, Size size, List<Domain> holders) {
    this.name = name;
    this.node = node;
    domain = node.domain();
    declaredMax = size.declaredMax();
    alignment = size.alignment();
    padding = size.padding();
    limit = size.limit();
    planned = size.slots();
    required = planned;
    batching = onlyOther(holders);
    pool = make(size.slotBytes(), size.slots());
    waiting = new Waiting.ForSlot(this, holders);
    ready = () -> mayGoOn() || required > pool.stats().slots();
  }

  /**
   * The one other domain that releases this pool's buffers, or null when there are none or several.
   */
  private @Nullable Domain onlyOther(List<Domain> holders) {
    Domain only = null;
    for (Domain holder : holders) {
      if (holder != domain) {
        if (only != null) {
          return null;
        }
        only = holder;
      }
    }
    return only;
  }

  /**
   * Size of a pool.
   *
   * @param slotBytes bytes of a slot to begin with
   * @param slots number of slots
   * @param declaredMax largest buffer that the element declared, or 0
   * @param alignment of each slot
   * @param padding after each slot
   * @param limit most bytes of all slots
   */
  record Size(
      long slotBytes, int slots, long declaredMax, int alignment, int padding, long limit) {}

  private FixedBufferPool make(long slotBytes, int slots) {
    if (slotBytes > limit / slots) {
      throw new ArenaException(
          "buffers take too much memory: pool="
              + name
              + " slotBytes="
              + slotBytes
              + " slots="
              + slots
              + " max="
              + limit);
    }
    FixedBufferPool made =
        FixedBufferPool.create(new PoolConfig(name, slotBytes, slots, alignment, padding, false));
    made.own(domain.bell());
    if (batching != null) {
      batching.pools().batch(made, batching.thread());
    }
    return made;
  }

  @Override
  public Buffer acquire(long minBytes) {
    if (minBytes <= pool.slotBytes()) {
      Buffer buffer = pool.tryAcquire();
      if (buffer != null) {
        return buffer;
      }
    }
    return acquireSlowly(minBytes);
  }

  private Buffer acquireSlowly(long minBytes) {
    if (minBytes > pool.slotBytes()) {
      enlargeSlots(minBytes);
    }
    long flushedSince = 0;
    while (true) {
      if (required > pool.stats().slots()) {
        replace(pool.slotBytes(), required);
      }
      Buffer buffer = pool.tryAcquire();
      if (buffer != null) {
        return buffer;
      }
      switch (domain.waits().await(waiting, node, ready)) {
        case READY -> {}
        case STOPPED -> throw StoppedException.STOPPED;
        case FLUSHING -> {
          // Consumers are emptying their links, so slots come back, unless elements of this very
          // domain keep them: the
          // buffer that lets the call end must then come from elsewhere.
          flushedSince = flushedSince == 0 ? System.nanoTime() : flushedSince;
          if (System.nanoTime() - flushedSince > FLUSH_PATIENCE_NS && !grow()) {
            throw new IllegalStateException(
                "no free buffer during a flush pool=" + name + " " + pool.stats());
          }
          domain.waits().nap(node, ready);
        }
      }
    }
  }

  /**
   * An owner that found the pool empty sleeps until a good part of it is free, or the two would
   * wait for each other for every few buffers. A consumer that waits itself gives nothing back:
   * then any buffer will do.
   */
  private boolean mayGoOn() {
    if (batching == null || batching.waiting() != null) {
      return pool.hasFree();
    }
    return pool.hasFree(Math.max(1, pool.slots() / ENOUGH));
  }

  private void enlargeSlots(long minBytes) {
    long max = declaredMax > 0 ? declaredMax : UNDECLARED_MAX;
    if (minBytes > max) {
      throw new IllegalArgumentException(
          "buffer is larger than the port allows port="
              + name
              + " bytes="
              + minBytes
              + " max="
              + max
              + "; declare it with Setup.outputBytes");
    }
    replace(Math.min(max, Math.max(minBytes, pool.slotBytes() * 2)), pool.stats().slots());
  }

  /** The old arena goes when its last buffer is back. */
  private void replace(long slotBytes, int slots) {
    FixedBufferPool old = pool;
    pool = make(slotBytes, slots);
    generations++;
    retire(old);
  }

  /** A consumer keeps more buffers than planned. Any thread. */
  void requireMore(int slots) {
    synchronized (this) {
      required = Math.min(MAX_SLOTS, required + slots);
    }
    domain.bell().ring();
  }

  /** A queue behind it may hold more. Any thread. */
  void requireAtLeast(int slots) {
    synchronized (this) {
      required = Math.min(MAX_SLOTS, Math.max(required, slots));
    }
    domain.bell().ring();
  }

  @Override
  public boolean hasFree() {
    return pool.stats().available() > 0;
  }

  @Override
  public boolean grow() {
    int now = required;
    boolean enough =
        now >= planned * GROWTH && now >= GROWTH * 64 || now * 2L * pool.slotBytes() > GROWTH_BYTES;
    if (enough || now * 2 > MAX_SLOTS) {
      return false;
    }
    requireMore(now);
    return true;
  }

  private void retire(FixedBufferPool old) {
    if (batching != null) {
      batching.pools().unbatch(old);
    }
    domain.pools().retire(old);
  }

  int generations() {
    return generations;
  }

  @Override
  public String name() {
    return name;
  }

  /** Racy: any thread that has got a buffer of it sees at least that arena. */
  SharedArena arena() {
    return pool.arena();
  }

  PoolStats stats() {
    return pool.stats();
  }

  void close() {
    retire(pool);
  }
}
