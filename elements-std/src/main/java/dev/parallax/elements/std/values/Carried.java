package dev.parallax.elements.std.values;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.View;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** How an object travels: a buffer without payload whose metadata carries it. */
final class Carried {
  /** Bytes of a slot; nothing is stored there. */
  static final int SLOT = 64;

  private Carried() {}

  /**
   * The object of a buffer.
   *
   * @param <T> what the typed chain says it is; javac has checked that
   */
  @SuppressWarnings("unchecked")
  static <T> T in(View view) {
    Object object = view.metadata().carried();
    if (object == null) {
      throw new IllegalStateException("buffer carries no value pts=" + view.pts());
    }
    return (T) object;
  }

  /** A value that is allowed to travel. */
  static Object checked(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("value is null; use filterMap to leave values out");
    }
    if (value instanceof View || value instanceof MemorySegment s && s.isNative()) {
      throw new IllegalArgumentException(
          "value is a view on a buffer, which ends with the call class="
              + value.getClass().getSimpleName()
              + "; copy what you need of it");
    }
    return value;
  }

  /** Sends a value with times of its own. */
  static Flow send(Emitter<View> out, @Nullable Object value, long pts, long duration) {
    Metadata metadata = Metadata.EMPTY.carrying(checked(value));
    View made = out.acquire();
    made.metadata(metadata);
    return out.send(made, pts, duration);
  }

  /** Sends a value with the times of the buffer that it was made from. */
  static Flow send(Emitter<View> out, @Nullable Object value, View from) {
    return send(out, value, from.pts(), from.duration());
  }

  /** A buffer's time, which an operator needs. */
  static long time(View view) throws StreamException {
    long pts = view.pts();
    if (pts == Buffer.NO_TIME) {
      throw new StreamException("value has no time; give it one with stamped(...) or an interval");
    }
    return pts;
  }
}
