package dev.parallax.elements.std.flac;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a FLAC byte stream (RFC 9639). Samples come out in the smallest container, unshifted: a
 * 20-bit stream gives S24LE with depth 20. One frame is one buffer.
 *
 * <p>A damaged frame ends the stream with an error that names the frame, its place and the cause;
 * what was decoded before has been sent.
 */
@Element(
    name = "flacdec",
    summary = "Decodes FLAC audio",
    klass = "Codec/Decoder/Audio",
    example = {
      "audiotestsrc num-buffers=50 ! flacenc ! filesink location=tone.flac",
      "filesrc location=tone.flac ! flacdec ! wavenc ! filesink location=tone.wav"
    })
@Hints(processing = Processing.CPU_BOUND)
@Seekable
final class FlacDec {
  @Property(
      doc = "compare the md5 of all samples with the one in the stream, and warn when they differ",
      def = "true")
  boolean verifyMd5 = true;

  private final Sending sending = new Sending();
  private @Nullable FlacStream stream;

  @Start
  void start(Context context) {
    sending.context = context;
    stream = new FlacStream(sending, verifyMd5);
  }

  @Transform
  void decode(
      @Input @BytesCaps("audio/x-flac") Bytes in,
      @Output
          @FromStream
          @AudioCaps(
              format = {
                SampleFormat.S8,
                SampleFormat.S16LE,
                SampleFormat.S24LE,
                SampleFormat.S32LE
              },
              rate = @IntRange(min = 1, max = 1_048_575),
              channels = @IntRange(min = 1, max = 8))
          Emitter<AudioBlock> out)
      throws StreamException {
    if (FilePlace.of(in) >= 0) {
      return; // a correction of what came before, for files
    }
    sending.out = out;
    stream().feed(in.segment(), in.offset(), in.size());
  }

  @Drain
  void drain(@Output Emitter<AudioBlock> out) throws StreamException {
    sending.out = out;
    try {
      stream().finish();
    } catch (StreamException e) {
      if (!sending.endWasAsked()) {
        throw e;
      }
      sending.warn(String.valueOf(e.getMessage()));
    }
    stream().reset();
  }

  @Reset
  void reset() {
    stream().reset();
  }

  /**
   * Once the header has been read: by the table of places, if the stream has one that leads there,
   * else by decoding from the beginning.
   */
  @OnEvent
  boolean on(Event.Seek seek) {
    Context c = sending.context;
    long offset = stream().resumeAt(seek.position());
    if (offset < 0 || c == null) {
      return false;
    }
    c.sendUpstream(new Event.SeekBytes(offset));
    return true;
  }

  private FlacStream stream() {
    FlacStream s = stream;
    if (s == null) {
      throw new IllegalStateException("flacdec was not started");
    }
    return s;
  }

  /** Sends what the stream gives. */
  private static final class Sending implements FlacStream.Output {
    private @Nullable Context context;
    private @Nullable Emitter<AudioBlock> out;

    private Emitter<AudioBlock> out() {
      Emitter<AudioBlock> o = out;
      if (o == null) {
        throw new IllegalStateException("flacdec has no output");
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
    public void format(AudioFormat format) {
      out().format(format);
    }

    @Override
    public void tags(Map<String, String> tags) {
      out().event(new Event.Tags(tags));
    }

    @Override
    public void block(byte[] pcm, int bytes, int frames, long pts, long duration) {
      AudioBlock block = out().acquire(bytes);
      MemorySegment.copy(pcm, 0, block.segment(), ValueLayout.JAVA_BYTE, block.offset(), bytes);
      block.frames(frames);
      out().send(block, pts, duration);
    }

    @Override
    public void warn(String text) {
      Context c = context;
      if (c != null) {
        c.warn(text);
      }
    }
  }
}
