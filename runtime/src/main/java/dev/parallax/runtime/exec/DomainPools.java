package dev.parallax.runtime.exec;

import dev.parallax.memory.FixedBufferPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Pools that a domain has done with, and pools of other domains whose buffers it gives back in
 * batches.
 */
final class DomainPools {
  private final List<FixedBufferPool> retired = new ArrayList<>();
  private final CopyOnWriteArrayList<FixedBufferPool> batched = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<FixedBufferPool> unbatched = new ConcurrentLinkedQueue<>();

  /**
   * Closes a pool of this domain. Its memory goes when its last buffer is back, which may be long
   * after. Only the domain's thread.
   */
  void retire(FixedBufferPool pool) {
    retired.add(pool);
    closeRetired();
  }

  /** Only the domain's thread, or after its end. */
  void closeRetired() {
    retired.removeIf(pool -> {
      pool.close();
      return pool.isUnmapped();
    });
  }

  /** The domain's thread is the only other one that releases the pool's buffers. Any thread. */
  void batch(FixedBufferPool pool, @Nullable Thread thread) {
    batched.add(pool);
    pool.batcher(thread);
  }

  /** Any thread; what is batched still comes back with the next flush. */
  void unbatch(FixedBufferPool pool) {
    unbatched.add(pool);
  }

  /**
   * Gives back what was released: after each batch of input and before every wait. Only the
   * domain's thread.
   */
  void flushBatches() {
    for (int i = 0; i < batched.size(); i++) {
      batched.get(i).flushBatch();
    }
    FixedBufferPool old;
    while ((old = unbatched.poll()) != null) {
      old.batcher(null);
      old.flushBatch();
      batched.remove(old);
    }
  }

  /**
   * This domain waits: owners of pools that hoped for more buffers from it must do with what there
   * is. Only the domain's thread.
   */
  void tellOwners() {
    for (int i = 0; i < batched.size(); i++) {
      batched.get(i).tellOwner();
    }
  }
}
