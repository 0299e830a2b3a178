package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue whose sender drops the oldest buffer when it is full. Events stay. Both sides
 * take the lock for a few instructions: who drops does not need the last nanoseconds.
 */
final class LeakyRing {
  private final int bound;
  private final ArrayDeque<Object> entries;
  private int buffers;

  LeakyRing(int bound) {
    this.bound = bound;
    entries = new ArrayDeque<>(bound + 8);
  }

  /** Appends; the number of buffers dropped for it. */
  int offer(Buffer buffer) {
    Buffer oldest = null;
    synchronized (this) {
      if (buffers >= bound) {
        oldest = removeOldest();
      }
      entries.addLast(buffer);
      buffers++;
    }
    if (oldest == null) {
      return 0;
    }
    oldest.close();
    return 1;
  }

  private @Nullable Buffer removeOldest() {
    if (entries.peekFirst() instanceof Buffer first) {
      entries.removeFirst();
      buffers--;
      return first;
    }
    for (Iterator<Object> all = entries.iterator(); all.hasNext(); ) {
      if (all.next() instanceof Buffer first) {
        all.remove();
        buffers--;
        return first;
      }
    }
    return null;
  }

  /** Appends an event; never dropped. */
  synchronized void put(Object entry) {
    entries.addLast(entry);
  }

  synchronized @Nullable Object poll() {
    Object entry = entries.pollFirst();
    if (entry instanceof Buffer) {
      buffers--;
    }
    return entry;
  }

  synchronized int level() {
    return entries.size();
  }
}
