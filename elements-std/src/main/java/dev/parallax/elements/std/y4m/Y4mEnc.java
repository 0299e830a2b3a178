package dev.parallax.elements.std.y4m;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes YUV4MPEG2 (mjpegtools, yuv4mpeg(5)), progressive. Pictures are planar there: NV12, YUYV and
 * UYVY are taken apart, no sample is changed.
 */
@Element(
    name = "y4menc",
    summary = "Writes YUV4MPEG2 video",
    klass = "Codec/Encoder/Video",
    example =
        "videotestsrc num-buffers=5 ! video/x-raw,format=I420 ! y4menc ! filesink location=a.y4m")
final class Y4mEnc {
  private static final byte[] FRAME = "FRAME\n".getBytes(StandardCharsets.US_ASCII);

  private @Nullable VideoFormat format;
  private Y4mPlane[] planes = new Y4mPlane[0];
  private long bytes;
  private boolean headerSent;

  @Configure
  void configure(VideoFormat in, Setup setup) {
    if (headerSent && !in.equals(format)) {
      throw new IllegalStateException(
          "y4m can't change its format in mid-stream from="
              + format
              + " to="
              + in
              + "; put videoconvert, videoscale and a caps filter before y4menc");
    }
    format = in;
    planes = Y4mPlane.of(in.format(), in.width(), in.height());
    bytes = Y4mPlane.bytes(planes);
    setup.outputBytes(FRAME.length + bytes);
  }

  @Transform
  void encode(
      @Input
          @VideoCaps(
              format = {
                PixelFormat.I420,
                PixelFormat.I420_10LE,
                PixelFormat.NV12,
                PixelFormat.YUYV,
                PixelFormat.UYVY,
                PixelFormat.GRAY8
              })
          VideoFrame in,
      @Output @BytesCaps("application/x-yuv4mpeg") Emitter<Bytes> out) {
    header(out);
    Bytes b = out.acquire(FRAME.length + bytes);
    b.resize(FRAME.length + bytes);
    MemorySegment target = b.segment();
    MemorySegment.copy(FRAME, 0, target, ValueLayout.JAVA_BYTE, b.offset(), FRAME.length);
    long to = b.offset() + FRAME.length;
    for (Y4mPlane plane : planes) {
      copy(in, plane, target, to);
      to += plane.bytes();
    }
    out.send(b, in.pts(), in.duration());
  }

  private static void copy(VideoFrame in, Y4mPlane plane, MemorySegment target, long to) {
    MemorySegment source = in.segment();
    for (int row = 0; row < plane.rows(); row++) {
      long from = in.planeOffset(plane.plane()) + (long) row * in.stride(plane.plane());
      long at = to + (long) row * plane.rowBytes();
      if (plane.isPlain()) {
        MemorySegment.copy(source, from, target, at, plane.rowBytes());
        continue;
      }
      for (int i = 0; i < plane.rowBytes(); i++) {
        byte sample =
            source.get(ValueLayout.JAVA_BYTE, from + plane.first() + (long) i * plane.step());
        target.set(ValueLayout.JAVA_BYTE, at + i, sample);
      }
    }
  }

  /** A stream without pictures still says what they would have been. */
  @Drain
  void drain(@Output Emitter<Bytes> out) {
    header(out);
  }

  @Start
  @Reset
  void reset() {
    headerSent = false;
  }

  private void header(Emitter<Bytes> out) {
    VideoFormat f = format;
    if (headerSent || f == null) {
      return;
    }
    headerSent = true;
    byte[] line = Y4mHeader.write(f);
    Bytes b = out.acquire(line.length);
    b.put(line, 0, line.length);
    b.flags(Buffer.HEADER);
    out.send(b);
  }
}
