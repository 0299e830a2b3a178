package dev.parallax.memory;

import dev.parallax.annotations.RtTrusted;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One slot of an arena, with its headers.
 *
 * <p><b>References and headers are one word.</b> {@code held} has a bit for each of the slot's
 * {@link #MAX_HEADERS} headers; a set bit is a header that is out, and so a reference. Whoever sets
 * a bit owns the header until whoever holds it clears the bit. The word is the reference count (its
 * bit count), the free list of headers (its zero bits) and the check against double release in one,
 * without lists, tags or ABA, and with one atomic operation where a count and a list would take
 * two.
 *
 * <p><b>The sole holder needs no atomic operation.</b> When {@code held} has only my bit, nobody
 * else holds a header; only holders share or close, and the pool's owner touches a slot only when
 * it is free. So a plain store is enough to close or to share. {@code getAcquire} before it sees
 * all that earlier holders did before their releasing compare-and-set: their last payload access
 * happens before the slot is used again. A plainly stored bit gets to another thread only with the
 * header itself, through something that publishes it. Two threads that misuse one header at once
 * break this; checked mode uses compare-and-set everywhere and finds them.
 *
 * <p>What does not change while a stream runs lies on other cache lines than what does, and no two
 * slots share one: two threads that pass buffers on work on neighbours.
 */
final class Slot extends SlotFields {
  /** Headers of a slot: branches of a tee plus slices that may be out at once. */
  static final int MAX_HEADERS = Long.SIZE;

  private static final int EAGER_HEADERS = 4;
  private static final int EAGER_SLOTS = 4096;
  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(Buffer.class, "held", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The lease of a slot that is this process's own. */
  static final long NO_LEASE = 0;

  @SuppressWarnings("unused")
  private long q0, q1, q2, q3, q4, q5, q6, q7;

  Slot(SlotHome home, int index, SharedArena arena, MemorySegment segment, boolean checked) {
    super(home, index, arena, segment, checked);
  }

  /** Makes the headers of tees and slices, so that they need not be made while the stream runs. */
  void makeHeaders() {
    if (index < EAGER_SLOTS && !checked) {
      for (int i = 1; i < EAGER_HEADERS; i++) {
        headers()[i] = new Buffer(this, i, null);
      }
    }
  }

  /** Only the pool's owner, for a free slot. */
  Buffer first() {
    HELD.set(this, 1L);
    if (checked) {
      return begin(0);
    }
    begin();
    return this;
  }

  /** Another header; null when all are out. Only who holds one, with {@code bit}. */
  @Nullable Buffer take(long bit) {
    long h = (long) HELD.getAcquire(this);
    if (h == bit && !checked) {
      long taken = Long.lowestOneBit(~h);
      HELD.set(this, h | taken);
      return begin(Long.numberOfTrailingZeros(taken));
    }
    for (; ; ) {
      long taken = Long.lowestOneBit(~h);
      if (taken == 0) {
        return null;
      }
      long witness = (long) HELD.compareAndExchange(this, h, h | taken);
      if (witness == h) {
        return begin(Long.numberOfTrailingZeros(taken));
      }
      h = witness;
    }
  }

  /** Gives a header back; true when it was the last. */
  boolean drop(long bit) {
    long h = (long) HELD.getAcquire(this);
    if (h == bit && !checked) {
      HELD.set(this, 0L);
      return true;
    }
    for (; ; ) {
      if ((h & bit) == 0) {
        throw new IllegalStateException("buffer released twice by two threads: " + this);
      }
      long witness = (long) HELD.compareAndExchange(this, h, h & ~bit);
      if (witness == h) {
        return h == bit;
      }
      h = witness;
    }
  }

  /** Whether only this header is out. */
  boolean isSole(long bit) {
    return (long) HELD.getAcquire(this) == bit;
  }

  /** Headers out; any thread, a moment's view. */
  int headersOut() {
    return Long.bitCount((long) HELD.getOpaque(this));
  }

  /** Headers that are out. */
  List<Buffer> buffersOut() {
    List<Buffer> out = new ArrayList<>();
    @Nullable Buffer[] all = headers();
    long h = (long) HELD.getAcquire(this);
    for (int i = 0; i < MAX_HEADERS; i++) {
      Buffer header = i == 0 && !checked ? this : all[i];
      if ((h & 1L << i) != 0 && header != null) {
        out.add(header);
      }
    }
    return out;
  }

  /** The place belongs to the caller, who has just set its bit. */
  @RtTrusted(reason = "a header is made when more are out than ever before, and in checked mode")
  private Buffer begin(int i) {
    @Nullable Buffer[] all = headers();
    Buffer header = all[i];
    if (header == null || checked) {
      Throwable origin = checked ? new Throwable("acquired by " + Thread.currentThread()) : null;
      header = new Buffer(this, i, origin);
      all[i] = header;
    }
    header.begin();
    return header;
  }

  /**
   * Made on first use in large pools. The array is read racily: its places start as null for all.
   */
  private @Nullable Buffer[] headers() {
    @Nullable Buffer[] all = headers;
    if (all == null) {
      synchronized (this) {
        all = headers;
        if (all == null) {
          all = new @Nullable Buffer[MAX_HEADERS];
          headers = all;
        }
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return "pool=" + home.label() + " slot=" + place;
  }
}
