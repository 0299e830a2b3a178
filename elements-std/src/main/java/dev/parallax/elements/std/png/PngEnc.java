package dev.parallax.elements.std.png;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes pictures as PNG (ISO/IEC 15948) with 8 bits a sample, one packet each: RGBA and BGRA with
 * alpha, RGB, and GRAY8. Each row gets the filter that promises most, so photographs become smaller
 * than without filters; text and flat graphics can become larger.
 */
@Element(
    name = "pngenc",
    summary = "Encodes PNG pictures",
    klass = "Codec/Encoder/Image",
    example =
        "videotestsrc num-buffers=1 ! video/x-raw,format=RGB ! pngenc ! filesink "
            + "location=picture.png")
@Hints(processing = Processing.CPU_BOUND)
final class PngEnc {
  @Property(doc = "end the stream after the first picture")
  boolean snapshot;

  @Property(doc = "zlib's level: 0 stores, 1 is fast, 9 is small", min = 0, max = 9)
  int compressionLevel = 6;

  private @Nullable PngWriter writer;
  private boolean done;

  @Start
  void start() {
    writer = new PngWriter(compressionLevel);
    done = false;
  }

  @Transform
  Flow encode(
      @Input
          @VideoCaps(
              format = {PixelFormat.RGBA, PixelFormat.BGRA, PixelFormat.RGB, PixelFormat.GRAY8})
          VideoFrame in,
      @Output @EncodedCaps("image/png") Emitter<Packet> out) {
    PngWriter w = writer;
    if (w == null) {
      throw new IllegalStateException("pngenc was not started");
    }
    if (done) {
      return Flow.EOS;
    }
    int samples =
        switch (in.format().format()) {
          case GRAY8 -> 1;
          case RGB -> 3;
          case RGBA, BGRA -> 4;
          default ->
              throw new IllegalStateException(
                  "pngenc can't encode the format format=" + in.format().format());
        };
    int length =
        w.encode(
            in.width(),
            in.height(),
            samples,
            in.format().format() == PixelFormat.BGRA,
            in.segment(),
            in.planeOffset(0),
            in.stride(0));
    Packet packet = out.acquire(length);
    packet.put(w.bytes(), 0, length);
    packet.metadata(in.metadata());
    out.send(packet, in.pts(), in.duration());
    done = snapshot;
    return done ? Flow.EOS : Flow.OK;
  }

  @Reset
  void reset() {
    done = false;
  }

  @Stop
  void stop() {
    writer = null;
  }
}
