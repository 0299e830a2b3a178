package dev.parallax.memory;

import java.lang.foreign.MemorySegment;

/**
 * A word by which another process wakes a sleeper here. The other side changes it and wakes those
 * who sleep on it, but only while it is told that somebody does.
 */
public interface WakeWord {
  /** The word: 4 bytes, aligned, in a file that both map; this side may have it read-only. */
  MemorySegment word();

  /**
   * Tells the other side, with a volatile write, whether the owner of the doorbell is about to
   * sleep. Called by that owner.
   */
  void asleep(boolean sleeping);
}
