package dev.parallax.contract;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.VideoFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Brings toy packets into presentation order with a delay of three pictures. */
@Element(name = "toydec", summary = "Toy decoder that reorders")
final class ToyDec {
  private static final int DELAY = 3;
  private final List<VideoFrame> delayed = new ArrayList<>();
  private int width;

  @Configure
  void configure(Setup setup) {
    setup.outputHolds(DELAY + 1).latency(0, DELAY * ToySrc.FRAME_NS);
  }

  @Transform
  void decode(
      @Input @EncodedCaps("video/x-toy") Packet in,
      @Output @VideoCaps(format = PixelFormat.GRAY8) @FromStream Emitter<VideoFrame> out) {
    if (in.get(0) != width) {
      drain(out);
      width = in.get(0);
      out.format(new VideoFormat(PixelFormat.GRAY8, width, in.get(1), new Fraction(100, 1)));
    }
    VideoFrame frame = out.acquire();
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        frame.setU8(0, x, y, in.get(2));
      }
    }
    frame.pts(in.pts());
    frame.duration(in.duration());
    delayed.add(frame);
    if (delayed.size() > DELAY) {
      emitFirst(out);
    }
  }

  private void emitFirst(Emitter<VideoFrame> out) {
    VideoFrame first =
        delayed.stream().min(Comparator.comparingLong(VideoFrame::pts)).orElseThrow();
    delayed.remove(first);
    out.send(first);
  }

  @Drain
  void drain(Emitter<VideoFrame> out) {
    while (!delayed.isEmpty()) {
      emitFirst(out);
    }
  }

  @Reset
  void reset() {
    delayed.forEach(VideoFrame::close);
    delayed.clear();
  }

  @dev.parallax.annotations.Stop
  void stop() {
    reset();
    width = 0;
  }
}
