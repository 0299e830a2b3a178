package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.audio.kernel.Resampler;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Changes the sample rate, band-limited: a windowed sinc, computed in single precision for S16 and
 * F32, else in double. Equal rates pass without a copy. The filter's delay is reported as latency
 * and is not in the times: a sound is at the same time before and after.
 *
 * <p>Where the input jumps by more than an eighth of a second, is marked DISCONT, has a gap, or
 * changes its format, what was before it ends there as at the end of the stream.
 */
@Element(
    name = "audioresample",
    summary = "Changes the sample rate of raw audio",
    klass = "Filter/Converter/Audio",
    example =
        "audiotestsrc num-buffers=20 ! audio/x-raw,rate=44100 ! audioresample quality=6 !"
            + " audio/x-raw,rate=48000 ! fakesink")
@Hints(processing = Processing.CPU_BOUND)
@RtSafe
final class AudioResample {
  /** Frames of one output buffer; more are sent as several. */
  private static final int MOST_FRAMES = 1 << 15;

  private static final int JUMPS_PER_SECOND = 8;

  @Property(
      doc = "0: fastest, to 10: best; the width of the pass band and the attenuation beyond it",
      min = 0,
      max = 10,
      def = "4")
  int quality = 4;

  @Property(
      doc =
          "whether the filter is stored for each position between two samples, or interpolated;"
              + " auto: stored up to sinc-filter-auto-threshold",
      def = "auto")
  SincFilterMode sincFilterMode = SincFilterMode.AUTO;

  @Property(
      doc = "bytes up to which sinc-filter-mode=auto stores all positions",
      min = 0,
      max = 1 << 26,
      def = "1048576")
  long sincFilterAutoThreshold = 1 << 20;

  @Output
  @Same({"format", "channels", "channel-mask", "depth"})
  @AudioCaps
  @Nullable OutputPort<AudioBlock> out;

  private @Nullable Resampler resampler;
  private AudioFormat from = AudioFormat.of(dev.parallax.annotations.SampleFormat.S16LE, 1, 1);
  private int outRate;
  private int pieceFrames;
  private long firstPts = Buffer.NO_TIME;
  private long taken;
  private long given;
  private boolean discont;

  @Configure
  void configure(AudioFormat in, AudioFormat to, Setup setup) throws StreamException {
    from = in;
    outRate = to.rate();
    resampler = null;
    restart();
    if (in.rate() == outRate) {
      return;
    }
    try {
      resampler = new Resampler(in, outRate, quality, threshold());
    } catch (IllegalArgumentException e) {
      throw new StreamException(String.valueOf(e.getMessage()), e);
    }
    pieceFrames = Math.clamp((long) MOST_FRAMES * in.rate() / outRate, 1, 1 << 20);
    long latency = SampleClock.ns(resampler.lookAhead(), in.rate());
    setup.latency(latency, latency);
  }

  private long threshold() {
    return switch (sincFilterMode) {
      case INTERPOLATED -> 0;
      case FULL -> Resampler.ALWAYS;
      case AUTO -> sincFilterAutoThreshold;
    };
  }

  @Transform
  Flow resample(@Input @AudioCaps AudioBlock in) {
    Resampler r = resampler;
    if (r == null) {
      return port().forward(in);
    }
    if (jumps(in)) {
      drain();
      discont = true;
    }
    if (taken == 0) {
      firstPts = in.pts();
      discont |= (in.flags() & Buffer.DISCONT) != 0;
    }
    Flow flow = Flow.OK;
    int frames = in.frames();
    for (int done = 0; done < frames && flow == Flow.OK; ) {
      int n = Math.min(pieceFrames, frames - done);
      long at = in.offset() + (long) done * from.bytesPerFrame();
      taken += n;
      flow = send(r, in, at, n, r.outputsFor(n));
      done += n;
    }
    return flow;
  }

  /** Whether {@code in} does not go on where the samples before it ended. */
  private boolean jumps(AudioBlock in) {
    if (taken == 0) {
      return false;
    }
    if ((in.flags() & Buffer.DISCONT) != 0) {
      return true;
    }
    if (firstPts == Buffer.NO_TIME || in.pts() == Buffer.NO_TIME) {
      return false;
    }
    long expected = firstPts + SampleClock.ns(taken, from.rate());
    return Math.abs(in.pts() - expected) > 1_000_000_000L / JUMPS_PER_SECOND;
  }

  private Flow send(Resampler r, @Nullable AudioBlock in, long at, int frames, long outputs) {
    if (outputs == 0 && in != null) {
      r.process(in.segment(), at, frames, in.segment(), 0);
      return Flow.OK;
    }
    AudioBlock block = port().acquire(outputs * from.bytesPerFrame());
    block.frames((int) outputs);
    r.process(in == null ? null : in.segment(), at, frames, block.segment(), block.offset());
    if (in != null) {
      block.metadata(in.metadata());
    }
    block.flags(discont ? Buffer.DISCONT : 0);
    discont = false;
    long begin = SampleClock.ns(given, outRate);
    given += outputs;
    long pts = firstPts == Buffer.NO_TIME ? Buffer.NO_TIME : firstPts + begin;
    return port().send(block, pts, SampleClock.ns(given, outRate) - begin);
  }

  /** The last outputs: those whose place is before the end of the input. */
  @Drain
  void drain() {
    Resampler r = resampler;
    if (r != null && taken > 0) {
      int left = r.lookAhead();
      while (left > 0) {
        int n = Math.min(pieceFrames, left);
        long outputs = r.outputsFor(n);
        if (outputs > 0) {
          send(r, null, 0, n, outputs);
        } else {
          r.process(null, 0, n, MemorySegment.NULL, 0);
        }
        left -= n;
      }
    }
    restart();
  }

  @OnEvent
  boolean gap(Event.Gap gap) {
    if (taken > 0) {
      drain();
      discont = true;
    }
    return false;
  }

  @Reset
  void reset() {
    restart();
    discont = false;
  }

  private void restart() {
    Resampler r = resampler;
    if (r != null) {
      r.reset();
    }
    taken = 0;
    given = 0;
    firstPts = Buffer.NO_TIME;
  }

  private OutputPort<AudioBlock> port() {
    OutputPort<AudioBlock> port = out;
    if (port == null) {
      throw new IllegalStateException("audioresample has no output");
    }
    return port;
  }
}
