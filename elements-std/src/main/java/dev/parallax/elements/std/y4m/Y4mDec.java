package dev.parallax.elements.std.y4m;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.PixelFormat;
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
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Reads YUV4MPEG2 (mjpegtools, yuv4mpeg(5)): 4:2:0 with 8 and 10 bits, 4:2:2, which becomes packed,
 * and grey. Interlaced pictures are refused.
 */
@Element(
    name = "y4mdec",
    summary = "Reads YUV4MPEG2 video",
    klass = "Codec/Decoder/Video",
    example = {
      "videotestsrc num-buffers=5 ! video/x-raw,format=I420 ! y4menc ! filesink location=a.y4m",
      "filesrc location=a.y4m ! y4mdec ! videoconvert ! video/x-raw,format=RGB ! fakesink"
    })
@Seekable
final class Y4mDec {
  @Property(
      doc =
          "largest picture in pixels; a larger one is refused before memory is taken for it, so"
              + " that a small file can't ask for much",
      min = 1,
      max = 1 << 30)
  int maxPixels = 1 << 25;

  private final Pictures pictures = new Pictures();
  private final Y4mStream stream = new Y4mStream(pictures);
  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
    stream.forget();
  }

  @Transform
  void decode(
      @Input @BytesCaps("application/x-yuv4mpeg") Bytes in,
      @Output
          @FromStream
          @VideoCaps(
              format = {
                PixelFormat.I420,
                PixelFormat.I420_10LE,
                PixelFormat.YUYV,
                PixelFormat.GRAY8
              })
          Emitter<VideoFrame> out)
      throws StreamException {
    if (FilePlace.of(in) >= 0) {
      return; // a correction of what came before, for files
    }
    pictures.out = out;
    pictures.maxPixels = maxPixels;
    stream.feed(in.segment(), in.offset(), in.size());
  }

  @Drain
  void drain(@Output Emitter<VideoFrame> out) throws StreamException {
    Context c = context;
    try {
      stream.finish();
    } catch (StreamException e) {
      if (c == null || !c.eosRequested()) {
        throw e;
      }
      c.warn(String.valueOf(e.getMessage()));
    }
    reset();
  }

  /** Once the header has been read, any picture can be found. */
  @OnEvent
  boolean on(Event.Seek seek) {
    Context c = context;
    long offset = stream.resumeAt(seek.position());
    if (offset < 0 || c == null) {
      return false;
    }
    c.sendUpstream(new Event.SeekBytes(offset));
    return true;
  }

  @Reset
  @Stop
  void reset() {
    stream.reset();
    pictures.drop();
  }

  /** Puts what the stream gives into frames. */
  private static final class Pictures implements Y4mStream.Output {
    private @Nullable Emitter<VideoFrame> out;
    private @Nullable VideoFrame frame;
    private int maxPixels;
    private Y4mPlane[] planes = new Y4mPlane[0];
    private VideoFormat format = VideoFormat.of(PixelFormat.I420, 1, 1, Fraction.ZERO);

    private Emitter<VideoFrame> out() {
      Emitter<VideoFrame> o = out;
      if (o == null) {
        throw new IllegalStateException("y4mdec has no output");
      }
      return o;
    }

    private VideoFrame frame() {
      VideoFrame f = frame;
      if (f == null) {
        throw new IllegalStateException("y4mdec has no picture");
      }
      return f;
    }

    private void drop() {
      VideoFrame f = frame;
      frame = null;
      if (f != null) {
        f.close();
      }
    }

    @Override
    public void format(VideoFormat found) throws StreamException {
      if ((long) found.width() * found.height() > maxPixels) {
        throw new StreamException(
            "y4m is too large; raise max-pixels if it is meant width=%d height=%d max-pixels=%d offset=0x0"
                .formatted(found.width(), found.height(), maxPixels));
      }
      format = found;
      planes = Y4mPlane.of(found.format(), found.width(), found.height());
      out().format(found);
    }

    @Override
    public void begin(long number) {
      VideoFrame f = out().acquire();
      frame = f;
      Fraction rate = format.framerate();
      boolean timed = rate.num() > 0;
      f.pts(timed ? rate.timeOf(number) : Buffer.NO_TIME);
      f.duration(timed ? rate.timeOf(number + 1) - rate.timeOf(number) : Buffer.NO_TIME);
    }

    @Override
    public void bytes(
        MemorySegment source, long offset, int plane, int row, int column, int count) {
      VideoFrame f = frame();
      Y4mPlane p = planes[plane];
      long to = f.planeOffset(p.plane()) + (long) row * f.stride(p.plane()) + p.first();
      if (p.isPlain()) {
        MemorySegment.copy(source, offset, f.segment(), to + column, count);
        return;
      }
      MemorySegment target = f.segment();
      for (int i = 0; i < count; i++) {
        byte b = source.get(ValueLayout.JAVA_BYTE, offset + i);
        target.set(ValueLayout.JAVA_BYTE, to + (long) (column + i) * p.step(), b);
      }
      if (plane == 0 && column + count == p.rowBytes() && (p.rowBytes() & 1) != 0) {
        // Packed rows have whole pairs: the last pixel fills the one that is too much.
        byte last = source.get(ValueLayout.JAVA_BYTE, offset + count - 1);
        target.set(ValueLayout.JAVA_BYTE, to + (long) p.rowBytes() * p.step(), last);
      }
    }

    @Override
    public void end() {
      VideoFrame f = frame();
      frame = null;
      out().send(f);
    }
  }
}
