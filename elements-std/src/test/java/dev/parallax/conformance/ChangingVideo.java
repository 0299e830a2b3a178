package dev.parallax.conformance;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.VideoFrame;

/** Grey pictures whose size changes every few frames. */
@Element(name = "changingvideo", summary = "Video that changes its size")
final class ChangingVideo {
  private static final long FRAME_NS = 40_000_000;

  @Property(doc = "pictures to make; -1: no end", min = -1)
  int numBuffers = 12;

  @Property(doc = "pictures of one size", min = 1)
  int every = 4;

  @Property(doc = "format of the pictures: RGB or I420")
  PixelFormat format = PixelFormat.RGB;

  private int made;

  @Produce
  Flow produce(
      @Output @VideoCaps(format = {PixelFormat.RGB, PixelFormat.I420}) @FromStream
          Emitter<VideoFrame> out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    int side = 16 << (made / every % 3);
    out.format(new VideoFormat(format, side, side, new Fraction(25, 1)));
    VideoFrame frame = out.acquire();
    frame.setU8(0, 0, 0, made & 0xff);
    frame.pts(made * FRAME_NS);
    frame.duration(FRAME_NS);
    made++;
    return out.send(frame);
  }

  @Reset
  void reset() {
    made = 0;
  }
}
