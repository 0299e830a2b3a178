package dev.parallax.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Slots that a pool's batcher gave back: a ring of indexes with one writer and one reader, the
 * pool's owner. It has room for every slot of the pool and each is in it at most once, so it is
 * never full. Sixteen indexes share a cache line; a list through the slots would cost the owner a
 * cache miss for each, one after the other.
 *
 * <p>The writer stores indexes plainly and publishes several at once. {@link #publish} is a
 * volatile write, so that looking at the owner's wish afterwards is ordered with it (see {@link
 * ReleaseStack}). The sides' fields lie on cache lines of their own.
 */
final class ReturnRing extends ReturnRingOwnerSide {
  @SuppressWarnings("unused")
  private long r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15;

  /** Unused places at both ends: neighbours, and the array's length, on other cache lines. */
  private static final int MARGIN = 32;

  private final int[] ring;
  private final int mask;

  ReturnRing(int slots) {
    int size = slots == 1 ? 1 : Integer.highestOneBit(slots - 1) << 1;
    ring = new int[MARGIN + size + MARGIN];
    mask = size - 1;
  }

  /**
   * Adds an index that {@link #publish} will show. Only the batcher.
   *
   * @return indexes that wait to be shown
   */
  int put(int index) {
    long at = written;
    ring[MARGIN + ((int) at & mask)] = index;
    written = at + 1;
    return (int) (at + 1 - published);
  }

  /** Shows all that was put; false when there was nothing new. Only the batcher. */
  boolean publish() {
    if (written == published) {
      return false;
    }
    PUBLISHED.setVolatile(this, written);
    return true;
  }

  /** Takes the oldest index, or gives -1. Only the owner. */
  int take() {
    long at = taken;
    if (at == seen) {
      seen = (long) PUBLISHED.getAcquire(this);
      if (at == seen) {
        return -1;
      }
    }
    int index = ring[MARGIN + ((int) at & mask)];
    TAKEN.setOpaque(this, at + 1);
    return index;
  }

  /** How many {@link #take} would give. Only the owner. */
  int size() {
    return (int) ((long) PUBLISHED.getVolatile(this) - taken);
  }

  /** How many the owner has not taken, or more: it may be taking. Only the batcher. */
  int waiting() {
    return (int) (published - (long) TAKEN.getOpaque(this));
  }

  /** Slots that came back this way, whether the owner has taken them or not. Any thread. */
  long total() {
    return (long) PUBLISHED.getVolatile(this);
  }
}

@SuppressWarnings("unused")
abstract class ReturnRingOwnerSide extends ReturnRingOwnerFields {
  private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15;
}

abstract class ReturnRingOwnerFields extends ReturnRingBatcherSide {
  static final VarHandle TAKEN;

  static {
    try {
      TAKEN =
          MethodHandles.lookup().findVarHandle(ReturnRingOwnerFields.class, "taken", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Indexes taken so far; written by the owner. */
  long taken;

  /** The owner's copy of {@code published}, maybe old. */
  long seen;
}

@SuppressWarnings("unused")
abstract class ReturnRingBatcherSide extends ReturnRingBatcherFields {
  private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}

abstract class ReturnRingBatcherFields extends ReturnRingPad {
  static final VarHandle PUBLISHED;

  static {
    try {
      PUBLISHED =
          MethodHandles.lookup()
              .findVarHandle(ReturnRingBatcherFields.class, "published", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Indexes put so far; only the batcher. */
  long written;

  /** Indexes that the owner may take; written by the batcher. */
  long published;
}

/** The reader's {@code mask} would otherwise share a line with what the writer writes. */
@SuppressWarnings("unused")
abstract class ReturnRingPad {
  private long o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, o11, o12, o13, o14, o15;
}
