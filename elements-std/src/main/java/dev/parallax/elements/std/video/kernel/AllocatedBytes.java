package dev.parallax.elements.std.video.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** What a thread has allocated on the heap so far. */
final class AllocatedBytes {
  private static final LongSupplier OF_THIS_THREAD = find();

  private AllocatedBytes() {}

  /**
   * Bytes allocated by the thread that asks; always 0 when this JVM does not count. Asking
   * allocates nothing.
   */
  static LongSupplier ofThisThread() {
    return OF_THIS_THREAD;
  }

  private static LongSupplier find() {
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        && threads.isThreadAllocatedMemorySupported()
        && threads.isThreadAllocatedMemoryEnabled()) {
      return threads::getCurrentThreadAllocatedBytes;
    }
    return () -> 0;
  }
}
