package dev.parallax.memory;

import dev.parallax.annotations.RtSafe;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between one sending and one receiving thread. Buffers and events share it, in
 * order.
 *
 * <p>Memory order: the sender stores the entry plainly, then {@code setRelease(tail)}; the receiver
 * {@code getAcquire(tail)}, takes the entry and clears its place plainly, then {@code
 * setRelease(head)}. Each side keeps a copy of the other's index and reads the real one only when
 * the copy says full or empty. The two sides' fields lie on cache lines of their own, held apart by
 * the superclasses, because the JVM reorders fields only within a class.
 *
 * <p>{@link #enlarge} moves to a larger ring while entries wait: the sender leaves {@link #MOVED}
 * where its next entry would have been, and the new ring in the old one's first place, both
 * plainly, before the release that publishes the next entry. Indices go on, so nobody else has to
 * know.
 */
public final class SpscLink extends SpscReceiverSide {
  /** Largest hard bound. */
  public static final int MAX_BOUND = 1 << 24;

  /** Unused entries at both ends: neighbours, and the array's length, on other cache lines. */
  private static final int MARGIN = 32;

  /** Stands in a ring's place for an entry that lies in the next ring. */
  private static final Object MOVED = new Object();

  private static final VarHandle BOUND;

  static {
    try {
      BOUND = MethodHandles.lookup().findVarHandle(SpscLink.class, "bound", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Where the sender writes, and its places less one; only the sender. */
  private @Nullable Object[] ring;

  private int mask;

  /** Where the receiver reads, and its places less one; only the receiver. */
  private @Nullable Object[] oldest;

  private int oldestMask;
  private volatile int hardBound;
  private volatile int bound;

  /**
   * Makes a link.
   *
   * @param bound entries that may wait, at least 1
   * @param hardBound entries that may wait after {@link #grow}, at least {@code bound}, at most
   *     {@link #MAX_BOUND}
   */
  public SpscLink(int bound, int hardBound) {
    if (bound < 1 || hardBound < bound || hardBound > MAX_BOUND) {
      throw new IllegalArgumentException(
          "link bound out of range: bound=" + bound + " hardBound=" + hardBound);
    }
    this.ring = ring(hardBound);
    this.mask = mask(ring);
    this.oldest = ring;
    this.oldestMask = mask;
    this.hardBound = hardBound;
    this.bound = bound;
  }

  private static @Nullable Object[] ring(int hardBound) {
    int size = hardBound == 1 ? 1 : Integer.highestOneBit(hardBound - 1) << 1;
    return new @Nullable Object[MARGIN + size + MARGIN];
  }

  private static int mask(@Nullable Object[] ring) {
    return ring.length - MARGIN - MARGIN - 1;
  }

  /** Appends; false when full. Only the sender. */
  @RtSafe
  public boolean offer(Object entry) {
    return append(entry, bound);
  }

  /**
   * Appends beyond the bound, up to the hard bound (for events and forced growth). Only the sender.
   */
  @RtSafe
  public boolean offerHard(Object entry) {
    return append(entry, hardBound);
  }

  private boolean append(Object entry, int limit) {
    Objects.requireNonNull(entry, "entry");
    long t = tail;
    if (t - seenHead >= limit) {
      seenHead = (long) HEAD.getAcquire(this);
      if (t - seenHead >= limit) {
        return false;
      }
    }
    ring[MARGIN + ((int) t & mask)] = entry;
    TAIL.setRelease(this, t + 1);
    return true;
  }

  /** Takes the oldest, or null when empty. Only the receiver. */
  @RtSafe
  public @Nullable Object poll() {
    long h = head;
    if (h == seenTail) {
      seenTail = (long) TAIL.getAcquire(this);
      if (h == seenTail) {
        return null;
      }
    }
    int at = MARGIN + ((int) h & oldestMask);
    Object entry = oldest[at];
    if (entry == MOVED) {
      moveOn(h);
      at = MARGIN + ((int) h & oldestMask);
      entry = oldest[at];
    }
    oldest[at] = null;
    HEAD.setRelease(this, h + 1);
    return entry;
  }

  /** To the ring that the entry at {@code h} lies in. */
  private void moveOn(long h) {
    while (oldest[MARGIN + ((int) h & oldestMask)] == MOVED
        && oldest[0] instanceof @Nullable Object[] next) {
      oldest = next;
      oldestMask = mask(next);
    }
  }

  /**
   * Looks at the next entries, at most so many, for their cache lines to come over from the
   * sender's core all together: taken one by one, each would be waited for. Only the receiver.
   */
  @RtSafe
  public void glance(int entries) {
    long h = head;
    if (seenTail - h < entries) {
      seenTail = (long) TAIL.getAcquire(this);
    }
    long end = Math.min(seenTail, h + entries);
    long seen = 0;
    for (long i = h; i < end; i++) {
      if (oldest[MARGIN + ((int) i & oldestMask)] instanceof Buffer buffer) {
        seen += buffer.glance();
      }
    }
    glanced = seen;
  }

  /** The oldest without taking it, or null. Only the receiver. */
  @RtSafe
  public @Nullable Object peek() {
    long h = head;
    if (h == seenTail) {
      seenTail = (long) TAIL.getAcquire(this);
      if (h == seenTail) {
        return null;
      }
    }
    if (oldest[MARGIN + ((int) h & oldestMask)] == MOVED) {
      moveOn(h);
    }
    return oldest[MARGIN + ((int) h & oldestMask)];
  }

  /** Number of entries; exact for sender and receiver when the other is still. */
  @RtSafe
  public int size() {
    long h = (long) HEAD.getAcquire(this); // before tail, so that the difference is not negative
    long t = (long) TAIL.getAcquire(this);
    return (int) Math.min(t - h, hardBound);
  }

  /** Whether {@link #offer} would fail. Any thread. */
  @RtSafe
  public boolean isFull() {
    return size() >= bound;
  }

  /** Whether {@link #poll} would give null. Any thread. */
  @RtSafe
  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * Raises the bound to at most the hard bound; false when it is there already, or when the bound
   * is {@code newBound} or more. Any thread.
   */
  public boolean grow(int newBound) {
    int wanted = Math.min(newBound, hardBound);
    int old;
    do {
      old = bound;
      if (old >= wanted) {
        return false;
      }
    } while (!BOUND.compareAndSet(this, old, wanted));
    return true;
  }

  /** Sets the bound, 1 to the hard bound; what waits beyond it stays. Any thread. */
  public void limit(int newBound) {
    BOUND.setVolatile(this, Math.clamp(newBound, 1, hardBound));
  }

  /**
   * Raises the hard bound by moving to a larger ring. Only the sender.
   *
   * @param newHardBound larger than the present one, at most {@link #MAX_BOUND}
   * @return false when as much waits as the ring can hold: try again when an entry has been taken
   */
  public boolean enlarge(int newHardBound) {
    if (newHardBound <= hardBound || newHardBound > MAX_BOUND) {
      throw new IllegalArgumentException(
          "link can't grow so: hardBound=" + hardBound + " newHardBound=" + newHardBound);
    }
    long t = tail;
    if (t - (long) HEAD.getAcquire(this) > mask) {
      return false;
    }
    @Nullable Object[] larger = ring(newHardBound);
    ring[0] = larger;
    ring[MARGIN + ((int) t & mask)] = MOVED;
    ring = larger;
    mask = mask(larger);
    hardBound = newHardBound;
    return true;
  }

  /** Current bound. */
  @RtSafe
  public int bound() {
    return bound;
  }

  /** The most that {@link #grow} can give. */
  @RtSafe
  public int hardBound() {
    return hardBound;
  }
}
