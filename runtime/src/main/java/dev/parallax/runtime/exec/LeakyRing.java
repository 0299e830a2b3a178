package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.plan.QueueSpec;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose sender drops the oldest buffers when it is full. Events stay; how many may wait
 * {@link EventRoom} says. What follows a dropped buffer is marked as not continuous. Both sides
 * take the lock for a few instructions: who drops does not need the last nanoseconds.
 */
final class LeakyRing {
  private QueueSpec spec;
  private final ArrayDeque<Object> entries;
  private int buffers;
  private long bytes;
  private long takenTime = Buffer.NO_TIME;
  private long sentTime = Buffer.NO_TIME;
  private boolean broken;

  LeakyRing(QueueSpec spec) {
    this.spec = spec;
    entries = new ArrayDeque<>(spec.maxBuffers() + 8);
  }

  /** Other limits. Any thread. */
  synchronized void limits(QueueSpec next) {
    spec = next;
  }

  /** Appends; the number of buffers dropped for it. */
  int offer(Buffer buffer) {
    int dropped = 0;
    Buffer oldest;
    while ((oldest = takeIfFull()) != null) {
      oldest.close();
      dropped++;
    }
    synchronized (this) {
      if (buffers == 0) {
        takenTime = Backlog.start(buffer);
        sentTime = takenTime;
      }
      entries.addLast(buffer);
      buffers++;
      bytes += buffer.length();
      sentTime = later(sentTime, buffer);
    }
    return dropped;
  }

  private static long later(long before, Buffer buffer) {
    long end = Backlog.end(buffer);
    return end == Buffer.NO_TIME ? before : end;
  }

  private synchronized @Nullable Buffer takeIfFull() {
    if (!isFull()) {
      return null;
    }
    broken = true;
    if (entries.peekFirst() instanceof Buffer first) {
      entries.removeFirst();
      count(first);
      return first;
    }
    for (Iterator<Object> all = entries.iterator(); all.hasNext(); ) {
      if (all.next() instanceof Buffer first) {
        all.remove();
        count(first);
        return first;
      }
    }
    return null;
  }

  private void count(Buffer taken) {
    buffers--;
    bytes -= taken.length();
    takenTime = later(takenTime, taken);
  }

  private boolean isFull() {
    return spec.isFull(buffers, bytes, time());
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized long time() {
    return Backlog.between(takenTime, sentTime);
  }

  /** Whether too little waits for anything to go on. */
  synchronized boolean isBelowThreshold() {
    return !isFull()
        && (buffers < spec.threshold().buffers() || spec.isBelowThreshold(bytes, time()));
  }

  /** Appends an event; never dropped. */
  synchronized void put(Object entry) {
    entries.addLast(entry);
  }

  synchronized @Nullable Object poll() {
    Object entry = entries.pollFirst();
    if (entry instanceof Buffer buffer) {
      count(buffer);
      if (broken) {
        broken = false;
        buffer.flags(buffer.flags() | Buffer.DISCONT);
      }
    }
    return entry;
  }

  synchronized int level() {
    return entries.size();
  }
}
