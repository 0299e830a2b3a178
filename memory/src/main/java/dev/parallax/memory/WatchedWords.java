package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Futex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Sleeping on a doorbell's own word and words of other processes at once (futex_waitv(2)). Each
 * word's value is noted before the sleeper looks at its condition: a wake-up after that has changed
 * the word, and the kernel then refuses to sleep. Only the sleeper's thread.
 */
final class WatchedWords {
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final int MAX_WORDS = Futex.WAITV_MAX - 1;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final int VALUE_AT = 0;
  private static final int ADDRESS_AT = 8;
  private static final int FLAGS_AT = 16;

  private final MemorySegment own;
  private final MemorySegment memory =
      Arena.ofAuto().allocate((long) Futex.WAITV_MAX * Futex.WAITV_BYTES + 16, 8);
  private final MemorySegment timespec =
      memory.asSlice((long) Futex.WAITV_MAX * Futex.WAITV_BYTES, 16);
  private final List<WakeWord> words = new ArrayList<>();

  WatchedWords(MemorySegment own) {
    this.own = own;
    entry(0, own, Futex.FUTEX2_SIZE_U32 | Futex.FUTEX2_PRIVATE);
  }

  private void entry(int i, MemorySegment word, int flags) {
    long at = (long) i * Futex.WAITV_BYTES;
    memory.set(ValueLayout.JAVA_LONG, at + ADDRESS_AT, word.address());
    memory.set(ValueLayout.JAVA_INT, at + FLAGS_AT, flags);
  }

  void add(WakeWord word) {
    if (words.size() == MAX_WORDS) {
      throw new IllegalStateException(
          "doorbell watches as many words as it can: words=" + MAX_WORDS);
    }
    words.add(word);
    entries();
  }

  void remove(WakeWord word) {
    if (words.remove(word)) {
      entries();
    }
  }

  private void entries() {
    for (int i = 0; i < words.size(); i++) {
      entry(i + 1, words.get(i).word(), Futex.FUTEX2_SIZE_U32);
    }
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  void prepare() {
    note(0, own);
    for (int i = 0; i < words.size(); i++) {
      WakeWord word = words.get(i);
      word.asleep(true);
      note(i + 1, word.word());
    }
  }

  private void note(int i, MemorySegment word) {
    long value = (int) INT.getVolatile(word, 0L) & 0xffff_ffffL;
    memory.set(ValueLayout.JAVA_LONG, (long) i * Futex.WAITV_BYTES + VALUE_AT, value);
  }

  void sleep(long ns) {
    sleep(ns, words.size() + 1);
  }

  /** On the own word only, whatever the others do. */
  void sleepAlone(long ns) {
    sleep(ns, 1);
  }

  private void sleep(long ns, int count) {
    long until = System.nanoTime() + ns;
    timespec.set(ValueLayout.JAVA_LONG, 0, until / NS_PER_S);
    timespec.set(ValueLayout.JAVA_LONG, 8, until % NS_PER_S);
    Futex.futex_waitv(memory, count, 0, timespec, Futex.CLOCK_MONOTONIC);
  }

  void endWait() {
    for (int i = 0; i < words.size(); i++) {
      words.get(i).asleep(false);
    }
  }
}
