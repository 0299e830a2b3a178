package dev.parallax.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Fields of a link's receiver on cache lines of their own. */
@SuppressWarnings("unused")
abstract class SpscReceiverSide extends SpscReceiverFields {
  private long s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15;
}

abstract class SpscReceiverFields extends SpscSenderSide {
  static final VarHandle HEAD;

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(SpscReceiverFields.class, "head", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Entries taken so far; written by the receiver. */
  long head;

  /** So that what was looked at is looked at. */
  long glanced;

  /** The receiver's copy of tail, maybe old. */
  long seenTail;
}
