package dev.parallax.contract;

import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.runtime.element.VideoFrame;

/** Adds a value to every pixel, in place. */
@Element(name = "toyadd", summary = "Toy filter in place")
@RtSafe
final class ToyAdd {
  @Property(doc = "added to every pixel", min = 0, max = 255, live = true)
  int value = 1;

  private int used = -1;

  @Changed("value")
  void valueChanged() {
    used = -1;
  }

  @Transform
  @VideoCaps(format = PixelFormat.GRAY8)
  void add(@InOut VideoFrame frame) {
    if (used < 0) {
      used = value;
    }
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        frame.setU8(0, x, y, frame.u8(0, x, y) + used);
      }
    }
  }
}
