package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.elements.std.audio.kernel.SampleIo;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import org.jspecify.annotations.Nullable;

/** Makes test tones and noise: all channels the same, and the same in every run. */
@Element(
    name = "audiotestsrc",
    summary = "Makes test tones",
    klass = "Source/Audio",
    example =
        "audiotestsrc wave=square freq=880 num-buffers=50 ! wavenc ! filesink location=tone.wav")
@Seekable
final class AudioTestSrc {
  @Property(doc = "shape of the wave", def = "sine", live = true)
  AudioTestWave wave = AudioTestWave.SINE;

  @Property(
      doc = "frequency in Hz; at most half the sample rate makes sense",
      min = 0,
      max = 1_073_741_823,
      live = true)
  double freq = 440;

  @Property(doc = "peak, linear, 1 is full scale", min = 0, max = 1, live = true)
  double volume = 0.8;

  @Property(doc = "samples per channel in a buffer", min = 1, max = 1 << 20)
  int samplesperbuffer = 1024;

  @Property(doc = "buffers before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  @Property(doc = "produce in real time")
  boolean isLive;

  @Property(doc = "added to all times, in ns")
  long timestampOffset;

  @Property(doc = "ticks: from the start of one to the next, in ns", min = 1, max = 3_600e9)
  long tickInterval = 1_000_000_000;

  @Property(doc = "ticks: cycles of freq in one", min = 1)
  int sinePeriodsPerTick = 10;

  @Property(doc = "ticks: rise over the first cycle and fall over the last")
  boolean applyTickRamp;

  @Property(doc = "ticks: every so many is a marker, with marker-tick-volume; 0: none", min = 0)
  int markerTickPeriod;

  @Property(doc = "ticks: peak of markers, linear", min = 0, max = 1)
  double markerTickVolume = 1;

  @Property(doc = "sweep: frequency at the start, in Hz", min = 0, max = 1_073_741_823)
  double startFreq = 20;

  @Property(doc = "sweep: frequency at the end, in Hz", min = 0, max = 1_073_741_823)
  double endFreq = 20_000;

  @Property(doc = "sweep: time until it begins anew, in ns", min = 1, max = 3_600e9)
  long sweepTime = 10_000_000_000L;

  @Property(doc = "sweep: equal times for octaves, not for hertz; needs frequencies above 0")
  boolean sweepLogarithmic = true;

  private final TestWave source = new TestWave();
  private final SampleClock clock = new SampleClock();
  private @Nullable Context context;
  private AudioFormat format = AudioFormat.of(SampleFormat.S16LE, 44_100, 1);
  private double[] mono = new double[0];
  private double[] all = new double[0];
  private SampleIo io = new SampleIo(format, 1);
  private long made;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Configure
  void configure(AudioFormat out, Setup setup) {
    if (made == 0) {
      clock.start(out.rate(), 0);
    } else {
      clock.rate(out.rate());
    }
    format = out;
    mono = new double[samplesperbuffer];
    all = new double[samplesperbuffer * out.channels()];
    io = new SampleIo(out, all.length);
    shape();
    setup.outputBytes((long) samplesperbuffer * out.bytesPerFrame());
  }

  @Changed("freq")
  void shape() {
    double perNs = format.rate() / 1e9;
    double cycle = freq > 0 ? format.rate() / freq : 0;
    source.ticks =
        new TestWave.Ticks(
            Math.max(1, tickInterval * perNs),
            cycle * sinePeriodsPerTick,
            applyTickRamp ? cycle : 0,
            markerTickPeriod,
            markerTickVolume);
    source.sweep =
        new TestWave.Sweep(
            startFreq / format.rate(),
            endFreq / format.rate(),
            Math.max(1, sweepTime * perNs),
            sweepLogarithmic);
  }

  @Produce
  Flow produce(
      @Output
          @AudioCaps(
              format = {
                SampleFormat.S16LE,
                SampleFormat.S32LE,
                SampleFormat.F32LE,
                SampleFormat.F64LE,
                SampleFormat.S24LE,
                SampleFormat.S8,
                SampleFormat.U8
              },
              rate = @IntRange(min = 1, max = AudioFormat.MAX_RATE, prefer = 44_100),
              channels = @IntRange(min = 1, max = AudioFormat.MAX_CHANNELS, prefer = 1))
          AudioBlock out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    Context c = context;
    if (isLive && c != null) {
      // Live samples exist when their time has passed.
      long end = clock.now() + SampleClock.ns(samplesperbuffer, format.rate());
      long early = c.runningTime(timestampOffset + end) - c.runningTime();
      if (early > 0) {
        return c.againAt(c.now() + early);
      }
    }
    fill(out);
    made++;
    return Flow.OK;
  }

  private void fill(AudioBlock out) {
    int channels = format.channels();
    int frames = samplesperbuffer;
    source.fill(wave, mono, frames, freq / format.rate(), volume);
    for (int f = 0, at = 0; f < frames; f++) {
      for (int channel = 0; channel < channels; channel++) {
        all[at++] = mono[f];
      }
    }
    out.frames(frames);
    io.writeDoubles(out.segment(), out.offset(), all, frames * channels);
    out.pts(timestampOffset + clock.now());
    out.duration(clock.advance(frames));
  }

  /** Goes to the first buffer that does not begin before the position. */
  @OnEvent
  boolean on(Event.Seek seek) {
    long sample = SampleClock.firstFrom(seek.position() - timestampOffset, format.rate());
    made = Math.ceilDiv(sample, samplesperbuffer);
    source.start(made * samplesperbuffer);
    clock.start(format.rate(), made * samplesperbuffer);
    return true;
  }

  @Reset
  void reset() {
    source.reset();
    made = 0;
    clock.start(format.rate(), 0);
  }
}
