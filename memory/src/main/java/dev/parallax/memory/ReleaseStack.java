package dev.parallax.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Slots that threads other than the owner gave back: an intrusive stack that any thread pushes on
 * and only the owner takes, whole. Pushing depends on nothing but the head's value, and the owner
 * never takes one of several, so a head that comes back with the same value (ABA) does no harm.
 *
 * <p>The head has the number of slots in its upper half and index + 1 of the top slot in its lower
 * half, 0 when empty: no reference is stored, so no garbage collector barrier is paid.
 *
 * <p>Wanted slots: an owner that found too few announces how many it hopes for in {@code wanted},
 * then looks at the head again. A pusher changes the head, then looks at {@code wanted}. All four
 * are volatile accesses and so have one total order: either the owner sees the slot or the pusher
 * sees the wish (Dekker).
 */
final class ReleaseStack extends ReleaseStackFields {
  @SuppressWarnings("unused")
  private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15;

  /**
   * Any thread that has just dropped the last reference to the slot.
   *
   * @return whether the owner waits for it and must be woken
   */
  boolean push(Slot slot) {
    long h;
    long pushed;
    do {
      h = (long) HEAD.getVolatile(this);
      slot.next = (int) h;
      pushed = ((h >>> 32) + 1) << 32 | (slot.index + 1);
    } while (!HEAD.compareAndSet(this, h, pushed));
    return isWanted();
  }

  /** Whether the owner waits for slots, and must be woken for any. */
  boolean isWanted() {
    return isWanted(Integer.MAX_VALUE);
  }

  /** Whether the owner waits for at most so many slots, and must be woken. */
  boolean isWanted(int slots) {
    int hoped = (int) WANTED.getVolatile(this);
    return hoped != 0 && hoped <= slots && WANTED.compareAndSet(this, hoped, 0);
  }

  /** Only the owner: takes all. {@link #top} and {@link #count} decode what it gives. */
  long takeAll() {
    return (long) HEAD.getOpaque(this) == 0 ? 0 : (long) HEAD.getAndSet(this, 0L);
  }

  /**
   * Only the owner: asks for a wake-up unless a slot is here or in the ring already; gives those
   * that are here.
   */
  long takeAllOrWant(ReturnRing ring) {
    WANTED.setVolatile(this, 1);
    if ((long) HEAD.getVolatile(this) == 0 && ring.size() == 0) {
      return 0;
    }
    WANTED.setVolatile(this, 0);
    return takeAll();
  }

  /** Only the owner: whether as many are here or in the ring; asks for a wake-up if not. */
  boolean hasElseWant(ReturnRing ring, int slots) {
    if (pending() + ring.size() >= slots) {
      return true;
    }
    WANTED.setVolatile(this, slots);
    return pending() + ring.size() >= slots;
  }

  /** Slots waiting; any thread. */
  int pending() {
    return count((long) HEAD.getVolatile(this));
  }

  /** Index + 1 of the top slot, 0 for none. */
  static int top(long head) {
    return (int) head;
  }

  static int count(long head) {
    return (int) (head >>> 32);
  }
}

abstract class ReleaseStackFields extends ReleaseStackPad {
  static final VarHandle HEAD;
  static final VarHandle WANTED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(ReleaseStackFields.class, "head", long.class);
      WANTED = lookup.findVarHandle(ReleaseStackFields.class, "wanted", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through HEAD
  private long head;

  @SuppressWarnings("unused") // through WANTED
  private int wanted;
}

@SuppressWarnings("unused")
abstract class ReleaseStackPad {
  private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
