package dev.parallax.elements.std.app;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes in the memory of this process that pipelines share with each other and with the
 * application: {@code memorysink} writes them, {@code memorysrc} reads them, also while they are
 * being written. Any thread.
 *
 * <p>Memory with a name stays until {@link #forget} is called with it.
 */
public final class NamedMemory {
  private static final int CHUNK_BYTES = 1 << 18;
  private static final ConcurrentHashMap<String, NamedMemory> ALL = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final List<byte[]> chunks = new ArrayList<>();
  private final List<Runnable> readers = new ArrayList<>();
  private long size;
  private int writers;

  /** Empty memory without a name, to be given to elements by the application. */
  public NamedMemory() {}

  /** The memory of this name, made empty when there is none. */
  public static NamedMemory of(String name) {
    return ALL.computeIfAbsent(name, n -> new NamedMemory());
  }

  /** The memory of this name is not found any more; who has it keeps it. */
  public static void forget(String name) {
    ALL.remove(name);
  }

  /** Whether there is memory of this name. */
  public static boolean exists(String name) {
    return ALL.containsKey(name);
  }

  /** Bytes that were written. */
  public long size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A copy of everything.
   *
   * @throws IllegalStateException when it is larger than an array can be
   */
  public byte[] bytes() {
    lock.lock();
    try {
      if (size > Integer.MAX_VALUE - 8) {
        throw new IllegalStateException("memory is larger than an array size=" + size);
      }
      byte[] all = new byte[(int) size];
      copy(0, MemorySegment.ofArray(all), 0, size);
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Replaces everything. */
  public void set(byte[] bytes) {
    lock.lock();
    try {
      chunks.clear();
      size = 0;
      put(MemorySegment.ofArray(bytes), 0, bytes.length);
      wakeReaders();
    } finally {
      lock.unlock();
    }
  }

  // ---- memorysink

  /** A writer begins; readers that have come to the end wait from now on. */
  void open(boolean append) {
    lock.lock();
    try {
      writers++;
      if (!append) {
        chunks.clear();
        size = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A writer has ended. */
  void close() {
    lock.lock();
    try {
      writers--;
      wakeReaders();
    } finally {
      lock.unlock();
    }
  }

  /** Appends; refused as a whole when the memory would have more than {@code max} bytes. */
  void write(MemorySegment from, long offset, long count, long max) throws IOException {
    lock.lock();
    try {
      if (count > max - size) {
        throw new IOException(
            "memory is full size=" + size + " more=" + count + " max-bytes=" + max);
      }
      put(from, offset, count);
      wakeReaders();
    } finally {
      lock.unlock();
    }
  }

  /** Writes over what is there, and on behind it. */
  void writeAt(long place, MemorySegment from, long offset, long count, long max)
      throws IOException {
    lock.lock();
    try {
      if (place > size) {
        throw new IOException("correction is behind the end place=" + place + " size=" + size);
      }
      long inside = Math.min(count, size - place);
      long done = 0;
      while (done < inside) {
        long at = place + done;
        int in = (int) (at % CHUNK_BYTES);
        long part = Math.min(inside - done, CHUNK_BYTES - in);
        MemorySegment chunk = MemorySegment.ofArray(chunks.get((int) (at / CHUNK_BYTES)));
        MemorySegment.copy(from, offset + done, chunk, in, part);
        done += part;
      }
      write(from, offset + inside, count - inside, max);
    } finally {
      lock.unlock();
    }
  }

  private void put(MemorySegment from, long offset, long count) {
    long done = 0;
    while (done < count) {
      int in = (int) (size % CHUNK_BYTES);
      if (in == 0) {
        chunks.add(new byte[CHUNK_BYTES]);
      }
      long part = Math.min(count - done, CHUNK_BYTES - in);
      MemorySegment.copy(from, offset + done, MemorySegment.ofArray(chunks.getLast()), in, part);
      size += part;
      done += part;
    }
  }

  private void wakeReaders() {
    readers.forEach(Runnable::run);
  }

  // ---- memorysrc

  /** A reader that wants to be woken when there is more. */
  void addReader(Runnable wake) {
    lock.lock();
    try {
      readers.add(wake);
    } finally {
      lock.unlock();
    }
  }

  void removeReader(Runnable wake) {
    lock.lock();
    try {
      readers.remove(wake);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Copies what there is from a place on.
   *
   * @return bytes copied; 0 when more may come; -1 at the end
   */
  long read(long position, MemorySegment to, long offset, long count) {
    lock.lock();
    try {
      long there = Math.min(count, Math.max(0, size - position));
      copy(position, to, offset, there);
      return there > 0 ? there : writers > 0 ? 0 : -1;
    } finally {
      lock.unlock();
    }
  }

  private void copy(long position, MemorySegment to, long offset, long count) {
    long done = 0;
    while (done < count) {
      long at = position + done;
      int in = (int) (at % CHUNK_BYTES);
      long part = Math.min(count - done, CHUNK_BYTES - in);
      MemorySegment chunk = MemorySegment.ofArray(chunks.get((int) (at / CHUNK_BYTES)));
      MemorySegment.copy(chunk, in, to, offset + done, part);
      done += part;
    }
  }
}
