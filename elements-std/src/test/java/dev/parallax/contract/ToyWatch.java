package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes buffers on, after it has looked whether their payload changes while {@link ToyFlip} does
 * what it can. It says that it minds no change, so that whoever stands behind it decides.
 */
@Element(name = "toywatch", summary = "Looks whether payload changes")
final class ToyWatch {
  /** Buffers that were looked at, and those of them that changed; of all elements of this kind. */
  static final AtomicInteger LOOKED = new AtomicInteger();

  static final AtomicInteger CHANGED = new AtomicInteger();

  private static final int ROUNDS = 20;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

  @Property(doc = "looks until each buffer has changed, as long as it takes")
  boolean until;

  @Transform
  @Same("*")
  void look(@InOut(readOnly = true, volatileOk = true) @AnyCaps Bytes buffer) {
    byte[] first = new byte[Math.toIntExact(buffer.size())];
    buffer.copyTo(0, first, 0, first.length);
    MemorySegment seen = MemorySegment.ofArray(first);
    MemorySegment now = buffer.segment().asSlice(buffer.offset(), buffer.size());
    long rounds = ToyFlip.ROUNDS.get() + ROUNDS;
    long deadline = System.nanoTime() + PATIENCE_NS;
    boolean changed = false;
    while (!changed && (until || ToyFlip.ROUNDS.get() < rounds)) {
      changed = seen.mismatch(now) >= 0;
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("payload does not change, or nobody changes any");
      }
    }
    LOOKED.incrementAndGet();
    if (changed) {
      CHANGED.incrementAndGet();
    }
  }
}
