package dev.parallax.runtime.spi;

import dev.parallax.memory.Buffer;

/** Where an output pad gets its buffers. */
public interface BufferSource {
  /**
   * A free buffer with room for {@code minBytes}; waits for one.
   *
   * @throws StoppedException when the pipeline stops while waiting
   */
  Buffer acquire(long minBytes);
}
