package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromProperty;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.RtTrusted;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.BytesFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Makes audio of headerless interleaved PCM, whose format the properties say. Buffers that begin
 * and end between two frames pass without a copy. Times follow from the number of samples, from the
 * time of the first buffer or 0 on.
 */
@Element(
    name = "rawaudioparse",
    summary = "Makes raw audio of bytes",
    klass = "Codec/Parser/Audio",
    example = {
      "audiotestsrc num-buffers=20 ! audio/x-raw,rate=8000,channels=1 ! filesink location=tone.raw",
      "filesrc location=tone.raw ! rawaudioparse sample-rate=8000 num-channels=1 ! fakesink"
    })
@RtSafe
@Seekable
final class RawAudioParse {
  @Property(doc = "format of the samples", def = "s16le")
  SampleFormat pcmFormat = SampleFormat.S16LE;

  @Property(doc = "samples per second", min = 1, max = AudioFormat.MAX_RATE, def = "44100")
  int sampleRate = 44_100;

  @Property(doc = "number of channels", min = 1, max = AudioFormat.MAX_CHANNELS, def = "2")
  int numChannels = 2;

  private final SampleClock clock = new SampleClock();
  private @Nullable Context context;
  private byte[] carried = new byte[0];
  private int carry;
  private int frameBytes = 1;
  private long offset;
  private boolean started;
  private boolean configured;

  @Start
  void start(Context running) {
    context = running;
    configured = false;
  }

  @Configure
  void configure(BytesFormat in, AudioFormat out) {
    frameBytes = out.bytesPerFrame();
    carried = new byte[frameBytes];
    configured = true;
    clock.start(out.rate(), 0);
    reset();
  }

  @Transform
  void parse(
      @Input @BytesCaps Bytes in,
      @Output
          @AudioCaps
          @FromProperty(field = "format", property = "pcm-format")
          @FromProperty(field = "rate", property = "sample-rate")
          @FromProperty(field = "channels", property = "num-channels")
          Emitter<AudioBlock> out) {
    if (!started) {
      started = true;
      offset = in.pts() == Buffer.NO_TIME ? 0 : in.pts();
    }
    long all = carry + in.size();
    long whole = all - all % frameBytes;
    if (whole > 0) {
      long pts = offset + clock.now();
      long duration = clock.advance(whole / frameBytes);
      if (carry == 0) {
        out.forward(in, 0, whole, pts, duration);
      } else {
        AudioBlock block = out.acquire(whole);
        block.resize(whole);
        MemorySegment to = block.segment();
        MemorySegment.copy(carried, 0, to, ValueLayout.JAVA_BYTE, block.offset(), carry);
        MemorySegment.copy(in.segment(), in.offset(), to, block.offset() + carry, whole - carry);
        block.flags(in.flags());
        out.send(block, pts, duration);
      }
    }
    int rest = (int) (all - whole);
    int kept = whole > 0 ? 0 : carry;
    in.copyTo(in.size() - (rest - kept), carried, kept, rest - kept);
    carry = rest;
  }

  @Drain
  @RtTrusted(reason = "the warning comes once, at the end of a stream")
  void drain() {
    if (carry > 0 && context != null) {
      context.countDropped(1);
      context.warn("stream ends inside of a frame bytes=" + carry + " frame=" + frameBytes);
    }
    carry = 0;
  }

  /** Goes to the first sample that does not begin before the position, counted from 0. */
  @OnEvent
  @RtTrusted(reason = "nothing flows during a seek")
  boolean on(Event.Seek seek) {
    if (!configured || context == null) {
      return false;
    }
    long frames =
        Math.min(SampleClock.firstFrom(seek.position(), sampleRate), Long.MAX_VALUE / frameBytes);
    started = true;
    clock.start(sampleRate, frames);
    context.sendUpstream(new Event.SeekBytes(frames * frameBytes));
    return true;
  }

  @Reset
  void reset() {
    carry = 0;
    started = false;
    offset = 0;
    clock.start(Math.max(1, sampleRate), 0);
  }
}
