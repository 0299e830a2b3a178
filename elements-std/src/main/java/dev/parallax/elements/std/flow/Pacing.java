package dev.parallax.elements.std.flow;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;

/**
 * How sinks with {@code sync=true} wait: in the executor, until the running time has reached a
 * buffer's time.
 */
public final class Pacing {
  private Pacing() {}

  /** Whether the buffer's time has not come; a buffer without a time is never early. */
  public static boolean isEarly(Context context, View buffer) {
    return buffer.pts() != Buffer.NO_TIME
        && context.runningTime(buffer.pts()) > context.runningTime();
  }

  /** Come back when the time has come. */
  public static Flow again(Context context, View buffer) {
    long due = context.runningTime(buffer.pts());
    return context.againAt(context.now() + due - context.runningTime());
  }
}
