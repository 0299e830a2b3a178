package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.RtTrusted;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.PacketFormat;

/** One encoded access unit. */
@RtSafe
public interface Packet extends Bytes {
  @Override
  PacketFormat format();

  /** Whether decoding can start here. */
  default boolean keyFrame() {
    return (flags() & Buffer.DELTA) == 0;
  }

  @Override
  @RtTrusted(
      reason =
          "headers come from a free list; one is made when there are more at once than ever before")
  Packet retain();
}
