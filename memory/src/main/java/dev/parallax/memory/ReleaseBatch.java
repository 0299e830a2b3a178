package dev.parallax.memory;

import org.jspecify.annotations.Nullable;

/**
 * What a pool's batcher has released and not pushed yet. Only the batcher writes it, for every
 * buffer: it has cache lines of its own, away from what the pool's owner reads for every buffer.
 */
final class ReleaseBatch extends ReleaseBatchFields {
  @SuppressWarnings("unused")
  private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15;
}

abstract class ReleaseBatchFields extends ReleaseBatchPad {
  @Nullable Slot first;
  @Nullable Slot last;
  int count;
}

@SuppressWarnings("unused")
abstract class ReleaseBatchPad {
  private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
