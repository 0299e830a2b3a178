package dev.parallax.elements.std.wav;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads RIFF/WAVE (also big-endian RIFX, and RF64 and BW64 beyond 4 GiB) with integer PCM of 1 to 4
 * bytes, float, A-law and mu-law. Little-endian PCM and float are passed on without a copy, except
 * a sample that two input buffers share.
 */
@Element(
    name = "wavparse",
    summary = "Reads WAV audio",
    klass = "Codec/Demuxer/Audio",
    example = {
      "audiotestsrc num-buffers=50 ! wavenc ! filesink location=tone.wav",
      "filesrc location=tone.wav ! wavparse ! audioconvert ! fakesink"
    })
@Seekable
final class WavParse {
  @Property(
      doc = "read to the end of the stream, whatever the header says of the length of the data",
      def = "false")
  boolean ignoreLength;

  private final Sending sending = new Sending();
  private final WavStream stream = new WavStream(sending);

  @Start
  void start(Context context) {
    sending.context = context;
    stream.forget();
    stream.ignoreLength(ignoreLength);
  }

  @Transform
  void parse(
      @Input @BytesCaps("audio/x-wav") Bytes in,
      @Output
          @FromStream
          @AudioCaps(
              format = {
                SampleFormat.U8,
                SampleFormat.S16LE,
                SampleFormat.S24LE,
                SampleFormat.S32LE,
                SampleFormat.F32LE,
                SampleFormat.F64LE
              })
          Emitter<AudioBlock> out)
      throws StreamException {
    if (FilePlace.of(in) >= 0) {
      return; // a correction of what came before, for files
    }
    sending.in = in;
    sending.out = out;
    stream.feed(in.segment(), in.offset(), in.size());
    sending.in = null;
  }

  @Drain
  void drain(@Output Emitter<AudioBlock> out) throws StreamException {
    sending.out = out;
    try {
      stream.finish();
    } catch (StreamException e) {
      if (!sending.endWasAsked()) {
        throw e;
      }
      sending.warn(String.valueOf(e.getMessage()));
    }
    stream.reset();
  }

  @Reset
  void reset() {
    stream.reset();
  }

  /** Once the header has been read, any sample can be found. */
  @OnEvent
  boolean on(Event.Seek seek) {
    Context c = sending.context;
    long offset = stream.resumeAt(seek.position());
    if (offset < 0 || c == null) {
      return false;
    }
    c.sendUpstream(new Event.SeekBytes(offset));
    return true;
  }

  /** Sends what the stream gives. */
  private static final class Sending implements WavStream.Output {
    private @Nullable Context context;
    private @Nullable Bytes in;
    private @Nullable Emitter<AudioBlock> out;
    private WavFormat format = new WavFormat(WavFormat.Coding.INTEGER, 1, 1, 1, 0);
    private boolean bigEndian;

    private Emitter<AudioBlock> out() {
      Emitter<AudioBlock> o = out;
      if (o == null) {
        throw new IllegalStateException("wavparse has no output");
      }
      return o;
    }

    /**
     * Then the stream may end anywhere, and elements behind must get the chance to complete their
     * files.
     */
    private boolean endWasAsked() {
      Context c = context;
      return c != null && c.eosRequested();
    }

    @Override
    public void format(WavFormat found, boolean isBigEndian) {
      format = found;
      bigEndian = isBigEndian;
      out().format(found.audio());
    }

    @Override
    public void tags(Map<String, String> tags) {
      out().event(new Event.Tags(tags));
    }

    @Override
    public void warn(String text) {
      Context c = context;
      if (c != null) {
        c.warn(text);
      }
    }

    @Override
    public void span(
        MemorySegment source, long offset, long bytes, boolean borrowed, long pts, long duration) {
      Bytes whole = in;
      if (borrowed && whole != null && WavSamples.isNative(format, bigEndian)) {
        out().forward(whole, offset - whole.offset(), bytes, pts, duration);
        return;
      }
      long samples = bytes / format.bytes();
      long size = samples * format.decodedBytes();
      AudioBlock block = out().acquire(size);
      block.resize(size);
      WavSamples.convert(
          format, bigEndian, source, offset, block.segment(), block.offset(), samples);
      out().send(block, pts, duration);
    }
  }
}
