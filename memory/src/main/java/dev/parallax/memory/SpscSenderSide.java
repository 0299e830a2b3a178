package dev.parallax.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Fields of a link's sender on cache lines of their own. */
@SuppressWarnings("unused")
abstract class SpscSenderSide extends SpscSenderFields {
  private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15;
}

abstract class SpscSenderFields extends SpscPad {
  static final VarHandle TAIL;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(SpscSenderFields.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Entries appended so far; written by the sender. */
  long tail;

  /** The sender's copy of head, maybe old. */
  long seenHead;
}

@SuppressWarnings("unused")
abstract class SpscPad {
  private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
