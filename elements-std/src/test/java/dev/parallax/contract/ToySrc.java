package dev.parallax.contract;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Query;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Packet;

/**
 * Packets of a toy codec in decoding order I P B B; packet n is a picture of its width and height
 * filled with n.
 */
@Element(name = "toysrc", summary = "Toy pictures in decoding order")
@Seekable
final class ToySrc {
  static final long FRAME_NS = 10_000_000;
  private static final int[] ORDER = {0, 3, 1, 2};

  @Property(doc = "pictures to make", min = -1)
  int numBuffers = 12;

  @Property(doc = "width of the pictures", min = 1, max = 64, live = true)
  int width = 4;

  @Property(doc = "picture from which on they are twice as wide; -1: never")
  int changeAt = -1;

  @Property(doc = "how much longer than usual a picture lasts", min = 1, max = 100)
  int stretch = 1;

  private int next;

  @Start
  void start() {
    next = 0;
  }

  @Produce
  @EncodedCaps("video/x-toy")
  Flow produce(@Output Packet out) {
    if (next == numBuffers) {
      return Flow.EOS;
    }
    int picture = next / 4 * 4 + ORDER[next % 4];
    int w = changeAt >= 0 && next >= changeAt ? width * 2 : width;
    out.resize(3);
    out.set(0, (byte) w);
    out.set(1, (byte) 2);
    out.set(2, (byte) picture);
    out.pts(picture * FRAME_NS * stretch);
    out.dts(next * FRAME_NS * stretch);
    out.duration(FRAME_NS * stretch);
    out.flags(next % 4 == 0 ? 0 : Buffer.DELTA);
    next++;
    return Flow.OK;
  }

  @OnEvent
  boolean on(Event.Seek seek) {
    next = (int) (seek.position() / FRAME_NS) / 4 * 4;
    return true;
  }

  @Reset
  void reset() {
    next = 0;
  }

  @Query
  long position() {
    return next * FRAME_NS;
  }
}
