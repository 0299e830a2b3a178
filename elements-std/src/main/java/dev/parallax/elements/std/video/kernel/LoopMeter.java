package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.RtTrusted;
import java.util.function.LongSupplier;

/** Measures a piece of work: how long it took, and what it allocated. One thread. */
@RtTrusted(
    reason = "reads a clock and the count of bytes that the thread allocated, by the JDK's MXBean")
public final class LoopMeter {
  private final LongSupplier clock;
  private final LongSupplier allocated;

  private LoopMeter(LongSupplier clock, LongSupplier allocated) {
    this.clock = clock;
    this.allocated = allocated;
  }

  /** Of the thread that asks; where this JVM does not count bytes they stay 0. */
  public static LoopMeter ofThisThread() {
    return new LoopMeter(System::nanoTime, AllocatedBytes.ofThisThread());
  }

  /**
   * With clocks of its own, for tests.
   *
   * @param clock nanoseconds
   * @param allocated bytes that the calling thread has allocated
   */
  public static LoopMeter of(LongSupplier clock, LongSupplier allocated) {
    return new LoopMeter(clock, allocated);
  }

  /** Nanoseconds of the clock. */
  public long ns() {
    return clock.getAsLong();
  }

  /** Bytes that the calling thread has allocated so far. */
  public long bytes() {
    return allocated.getAsLong();
  }
}
