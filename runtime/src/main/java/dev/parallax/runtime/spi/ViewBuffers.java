package dev.parallax.runtime.spi;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Buffers behind views, for elements that have a link to another process. */
public final class ViewBuffers {
  private ViewBuffers() {}

  /**
   * A second header on a view's bytes, with times, flags, metadata and layout, the caller's; null
   * when the slot has no header left.
   */
  public static @Nullable Buffer share(View view) {
    return ((BufferView) view).live().tryShare();
  }

  /** Makes a buffer a copy of a view's ({@link Buffer#copyFrom}). */
  public static void copy(View view, Buffer to) {
    to.copyFrom(((BufferView) view).live());
  }

  /** Sends a buffer that was made elsewhere; it is gone, whatever happens. */
  public static Flow push(Emitter<?> emitter, Buffer buffer) {
    return ((OutputPad<?>) emitter).push(buffer);
  }

  /** Sends a view of an emitter's own, after all of a buffer was copied into it. */
  public static <V extends View> Flow fill(Emitter<V> emitter, V view, Buffer from) {
    ((BufferView) view).live().copyFrom(from);
    return emitter.send(view);
  }
}
