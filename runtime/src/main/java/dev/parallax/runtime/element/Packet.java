package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;
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
  Packet retain();
}
