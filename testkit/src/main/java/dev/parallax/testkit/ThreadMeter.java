package dev.parallax.testkit;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has allocated, waited, and read or written, in nested sections: what an inner
 * section did, or measuring it took, is not the outer one's. By counters of the JVM and of the
 * kernel, so nothing is missed and nothing else counted.
 *
 * <p>The executor waits in a system call that none of these counters sees; so that a full queue is
 * not blamed on an element.
 */
final class ThreadMeter {
  /** What one section did by itself; filled by {@link #leave}. */
  static final class Reading {
    long bytes;
    long waits;
    long contended;
    long io;
  }

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int MAX_DEPTH = 256;

  private static final class Frame {
    long enteredBytes;
    long bytes;
    long waits;
    long contended;
    long io;
    final Reading inner = new Reading();
  }

  private final Frame[] frames = new Frame[MAX_DEPTH];
  private final IoCounter counter = new IoCounter();
  private final long id = Thread.currentThread().threadId();
  private final boolean platform = !Thread.currentThread().isVirtual();
  private int depth;
  private long waits;
  private long contended;

  /** Of the thread that makes it. */
  ThreadMeter() {
    for (int i = 0; i < MAX_DEPTH; i++) {
      frames[i] = new Frame();
    }
  }

  /** Whether I/O is seen: the kernel may not count it. */
  boolean seesIo() {
    return counter.file != null;
  }

  /** Gives the counter's file back; nothing is measured any more. Any thread. */
  void close() {
    counter.close();
  }

  /** Whether the sections of this thread can be measured: those of virtual threads can't. */
  boolean works() {
    return platform && depth < MAX_DEPTH;
  }

  void enter() {
    Frame f = frames[depth++];
    f.enteredBytes = THREADS.getCurrentThreadAllocatedBytes();
    f.inner.bytes = 0;
    f.inner.waits = 0;
    f.inner.contended = 0;
    f.inner.io = 0;
    look();
    f.waits = waits;
    f.contended = contended;
    f.io = counter.read();
    f.bytes = THREADS.getCurrentThreadAllocatedBytes();
  }

  void leave(Reading into) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    Frame f = frames[--depth];
    look();
    long io = counter.read();
    into.bytes = bytes - f.bytes - f.inner.bytes;
    into.waits = waits - f.waits - f.inner.waits;
    into.contended = contended - f.contended - f.inner.contended;
    into.io = io - f.io - f.inner.io;
    if (depth > 0) {
      Reading outer = frames[depth - 1].inner;
      outer.waits += waits - f.waits;
      outer.contended += contended - f.contended;
      outer.io += io - f.io;
      outer.bytes += THREADS.getCurrentThreadAllocatedBytes() - f.enteredBytes;
    }
  }

  private void look() {
    ThreadInfo info = THREADS.getThreadInfo(id);
    if (info != null) {
      waits = info.getWaitedCount();
      contended = info.getBlockedCount();
    }
  }

  /** Read and write calls of the thread that made it, without its own. */
  private static final class IoCounter {
    private final byte[] text = new byte[512];
    private @Nullable RandomAccessFile file;
    private long own;

    IoCounter() {
      try {
        file = new RandomAccessFile("/proc/thread-self/io", "r");
      } catch (IOException e) {
        file = null; // this kernel does not count
      }
    }

    void close() {
      RandomAccessFile f = file;
      if (f != null) {
        try {
          f.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    long read() {
      RandomAccessFile f = file;
      if (f == null) {
        return 0;
      }
      try {
        f.seek(0);
        int length = f.read(text);
        return number("syscr:", length) + number("syscw:", length) - own++;
      } catch (IOException e) {
        return 0;
      }
    }

    private long number(String key, int length) {
      int at = 0;
      for (int i = 0; i < length; i++) {
        if (text[i] == '\n') {
          at = i + 1;
        } else if (i - at == key.length() && matches(key, at)) {
          long value = 0;
          for (int d = i + 1; d < length && text[d] >= '0' && text[d] <= '9'; d++) {
            value = 10 * value + text[d] - '0';
          }
          return value;
        }
      }
      return 0;
    }

    private boolean matches(String key, int at) {
      for (int i = 0; i < key.length(); i++) {
        if (text[at + i] != key.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
