package dev.parallax.elements.std.dump;

import dev.parallax.annotations.RtTrusted;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.View;

/**
 * What elements for tests say of each buffer, as information on the bus, when they are asked to.
 */
@RtTrusted(
    reason =
        "only with silent=false or dump=true, which are for looking at a stream, not for real time")
public final class BufferTalk {
  private static final long MOST_DUMPED = 4096;

  private BufferTalk() {}

  /**
   * Size, times and flags.
   *
   * @param number of the buffer, counted from 1
   */
  public static void tell(Context context, long number, View buffer) {
    context.info(
        "buffer number="
            + number
            + " bytes="
            + buffer.size()
            + " pts="
            + buffer.pts()
            + " duration="
            + buffer.duration()
            + " flags="
            + buffer.flags());
  }

  /**
   * The first 4096 bytes in hex.
   *
   * @param number of the buffer, counted from 1
   */
  public static void dump(Context context, long number, View buffer) {
    StringBuilder text = new StringBuilder("buffer number=").append(number).append('\n');
    HexDump.append(text, buffer, MOST_DUMPED);
    context.info(text.toString().stripTrailing());
  }
}
