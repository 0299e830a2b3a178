package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Futex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sleeps on a word that counts wake-ups: a wake-up between {@link #prepare} and the system call has
 * changed the word, and the kernel then refuses to sleep.
 */
final class FutexDoorbell extends SleepingDoorbell {
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final int LINE = 64;

  private final MemorySegment memory = Arena.ofAuto().allocate(2 * LINE, LINE);
  private final MemorySegment timespec = memory.asSlice(LINE, 16);
  private @Nullable WatchedWords watched;
  private int seen;

  @Override
  public void watch(WakeWord word) {
    WatchedWords words = watched;
    if (words == null) {
      words = new WatchedWords(memory.asSlice(0, Integer.BYTES));
      watched = words;
    }
    words.add(word);
  }

  @Override
  public void unwatch(WakeWord word) {
    WatchedWords words = watched;
    if (words != null) {
      words.remove(word);
      watched = words.isEmpty() ? null : words;
    }
  }

  @Override
  void prepare() {
    if (watched != null) {
      watched.prepare();
    } else {
      seen = (int) INT.getVolatile(memory, 0L);
    }
  }

  @Override
  void sleep(long ns) {
    if (watched != null) {
      watched.sleep(ns);
    } else {
      timespec.set(ValueLayout.JAVA_LONG, 8, ns); // a slice is less than a second
      Futex.futex(memory, Futex.FUTEX_WAIT | Futex.FUTEX_PRIVATE_FLAG, seen, timespec);
    }
  }

  @Override
  void sleepAlone(long ns) {
    if (watched != null) {
      watched.sleepAlone(ns);
    } else {
      sleep(ns);
    }
  }

  @Override
  void endWait() {
    if (watched != null) {
      watched.endWait();
    }
  }

  @Override
  void wake() {
    int unused = (int) INT.getAndAdd(memory, 0L, 1);
    Futex.futex(memory, Futex.FUTEX_WAKE | Futex.FUTEX_PRIVATE_FLAG, 1, null);
  }

  /** The kernel waits for descriptors or for words, not for both: then a thread has the former. */
  @Override
  public boolean awaitReadable(int fd, BooleanSupplier ready, long deadlineNs) {
    return watched == null
        ? super.awaitReadable(fd, ready, deadlineNs)
        : awaitByWatcher(fd, ready, deadlineNs);
  }
}
