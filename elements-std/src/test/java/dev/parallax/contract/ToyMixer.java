package dev.parallax.contract;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.VideoFrame;
import dev.parallax.runtime.spi.StoppedException;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds the pictures of all inputs, and an offset. */
@Element(name = "toymixer", summary = "Toy mixer")
@Hints(restart = Restart.STATELESS)
final class ToyMixer {
  /** Pictures until its process ends; negative: it lives. */
  static final AtomicInteger LEFT = new AtomicInteger(-1);

  @Input(name = "in_%u", presence = Presence.REQUEST, bound = 4, settings = Pad.class)
  @VideoCaps(format = PixelFormat.GRAY8)
  @SuppressWarnings("NullAway.Init")
  InputPorts<VideoFrame> in;

  /** What each input has for itself. */
  static final class Pad {
    @Property(doc = "every pixel of this input times this", min = 0, max = 10, live = true)
    int times = 1;

    @Property(doc = "whether the input counts", def = "whole")
    Part part = Part.WHOLE;
  }

  /** How much of an input counts. */
  enum Part {
    WHOLE,
    NOTHING
  }

  @Property(doc = "added to every pixel", min = 0, max = 255, live = true)
  int offset;

  @Transform(sync = Sync.ALIGNED)
  void mix(@Output @VideoCaps(format = PixelFormat.GRAY8) @Same VideoFrame out) {
    if (LEFT.get() >= 0 && LEFT.getAndDecrement() == 0) {
      throw StoppedException.STOPPED;
    }
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int sum = offset;
        for (InputPort<VideoFrame> port : in) {
          VideoFrame head = port.head();
          Pad pad = port.settings(Pad.class);
          int times = pad.part == Part.WHOLE ? pad.times : 0;
          sum += head == null ? 0 : head.u8(0, x, y) * times;
        }
        out.setU8(0, x, y, Math.min(255, sum));
      }
    }
  }
}
