package dev.parallax.elements.std.raw;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromProbe;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.Probe;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.Colorimetry;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into raw pictures. A picture that lies whole in one input buffer, in the
 * pipeline's own layout (that of GStreamer), is passed on without a copy.
 */
@Element(
    name = "rawvideoparse",
    summary = "Cuts bytes into raw pictures",
    klass = "Filter/Parser/Video",
    example = {
      "videotestsrc num-buffers=5 ! video/x-raw,format=I420,width=320,height=240 ! filesink"
          + " location=pictures.yuv",
      "filesrc location=pictures.yuv ! rawvideoparse width=320 height=240 format=i420"
          + " framerate=25/1 ! fakesink"
    })
@Seekable
final class RawVideoParse {
  /** Most bytes of a picture whose layout is not the pipeline's own: it is collected first. */
  private static final long MAX_COLLECTED = 1L << 30;

  @Property(doc = "pixels in a row", min = 1, max = VideoFormat.MAX_SIDE)
  int width = 320;

  @Property(doc = "rows", min = 1, max = VideoFormat.MAX_SIDE)
  int height = 240;

  @Property(doc = "format of the pictures")
  PixelFormat format = PixelFormat.I420;

  @Property(doc = "pictures per second, as a fraction; 0/1: the pictures have no time")
  String framerate = "25/1";

  @Property(
      doc =
          "what the numbers mean, as in caps: a name or range:matrix:transfer:primaries; empty: the"
              + " default of such pictures")
  String colorimetry = "";

  @Property(
      doc =
          "bytes from row to row of each plane, separated by commas; empty: a row's bytes rounded"
              + " up to 4")
  String planeStrides = "";

  @Property(
      doc = "first byte of each plane, separated by commas; empty: one plane behind the other")
  String planeOffsets = "";

  @Property(
      doc = "bytes from picture to picture; 0: the pictures follow each other without a gap",
      min = 0)
  int frameSize;

  private @Nullable Context context;
  private @Nullable VideoFrame frame;
  private VideoFormat video = VideoFormat.of(PixelFormat.I420, 1, 1, Fraction.ZERO);
  private PlaneLayout layout = PlaneLayout.of(video);

  /** Whether the stream has the pipeline's layout. */
  private boolean usual;

  /** A picture in another layout, until it is complete. */
  private byte[] collected = new byte[0];

  /** Bytes of a picture up to the end of its last row; what follows is skipped. */
  private long used;

  private long filled;
  private long number;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Probe
  Format probe() {
    VideoFormat usual = VideoFormat.of(format, width, height, Fraction.parse(framerate));
    if (colorimetry.isEmpty()) {
      return usual;
    }
    return new VideoFormat(
        format,
        width,
        height,
        usual.framerate(),
        Colorimetry.parse(colorimetry),
        usual.chromaSite());
  }

  @Configure
  void configure(@Output(name = "out") VideoFormat out) {
    video = out;
    layout = RawVideoLayout.of(out, planeOffsets, planeStrides, frameSize);
    usual = layout.equals(PlaneLayout.of(out));
    used = 0;
    for (int p = 0; p < layout.planes(); p++) {
      long rows = (long) layout.stride(p) * (layout.planeHeight(p) - 1);
      used = Math.max(used, layout.offset(p) + rows + layout.rowBytes(p));
    }
    if (!usual && used > MAX_COLLECTED) {
      throw new IllegalArgumentException(
          "picture with a layout of its own is too large bytes=" + used + " max=" + MAX_COLLECTED);
    }
    collected = new byte[usual ? 0 : (int) used];
  }

  @Transform
  void parse(@Input @AnyCaps Bytes in, @Output @VideoCaps @FromProbe Emitter<VideoFrame> out) {
    if (FilePlace.of(in) >= 0) {
      return; // a correction of what came before, for files
    }
    long at = 0;
    while (at < in.size()) {
      long wanted = layout.size() - filled;
      long n = Math.min(wanted, in.size() - at);
      if (usual && filled == 0 && n == wanted) {
        out.forward(in, at, n, time(number), duration());
        number++;
      } else {
        collect(in, at, n, out);
      }
      at += n;
    }
  }

  private void collect(Bytes in, long at, long n, Emitter<VideoFrame> out) {
    VideoFrame f = frame;
    if (f == null) {
      f = out.acquire();
      frame = f;
    }
    long from = in.offset() + at;
    if (usual) {
      MemorySegment.copy(in.segment(), from, f.segment(), f.offset() + filled, n);
    } else if (filled < used) {
      int count = (int) Math.min(n, used - filled);
      MemorySegment.copy(in.segment(), ValueLayout.JAVA_BYTE, from, collected, (int) filled, count);
    }
    filled += n;
    if (filled == layout.size()) {
      if (!usual) {
        copyRows(f);
      }
      filled = 0;
      frame = null;
      out.send(f, time(number), duration());
      number++;
    }
  }

  private void copyRows(VideoFrame f) {
    for (int p = 0; p < layout.planes(); p++) {
      for (int row = 0; row < layout.planeHeight(p); row++) {
        int from = (int) (layout.offset(p) + (long) row * layout.stride(p));
        long to = f.planeOffset(p) + (long) row * f.stride(p);
        MemorySegment.copy(
            collected, from, f.segment(), ValueLayout.JAVA_BYTE, to, layout.rowBytes(p));
      }
    }
  }

  private long time(long picture) {
    return video.framerate().num() == 0 ? Buffer.NO_TIME : video.framerate().timeOf(picture);
  }

  private long duration() {
    boolean timed = video.framerate().num() > 0;
    return timed ? time(number + 1) - time(number) : Buffer.NO_TIME;
  }

  @Drain
  void drain(@Output Emitter<VideoFrame> out) {
    Context c = context;
    if (filled > 0 && c != null) {
      c.warn(
          "raw video ends within a picture, which is dropped picture="
              + number
              + " bytes="
              + filled
              + " of="
              + layout.size());
    }
    reset();
  }

  /** Goes to the first picture that does not begin before the position. */
  @OnEvent
  boolean on(Event.Seek seek) {
    Context c = context;
    if (c == null || used == 0 || video.framerate().num() == 0) {
      return false;
    }
    number = Math.min(video.framerate().firstFrom(seek.position()), Long.MAX_VALUE / layout.size());
    c.sendUpstream(new Event.SeekBytes(number * layout.size()));
    return true;
  }

  @Reset
  @Stop
  void reset() {
    VideoFrame f = frame;
    frame = null;
    if (f != null) {
      f.close();
    }
    filled = 0;
    number = 0;
  }
}
