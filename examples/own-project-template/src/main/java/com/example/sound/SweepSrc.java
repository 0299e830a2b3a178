package com.example.sound;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Start;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;

/** A source: a sine at full scale whose frequency rises with every buffer. */
@Element(name = "sweepsrc", summary = "Makes a rising tone", klass = "Source/Audio")
final class SweepSrc {
  private static final int FRAMES = 480;

  @Property(doc = "frequency of the first buffer in Hz", min = 1, max = 20_000)
  double from = 100;

  @Property(doc = "Hz more with every buffer", min = 0, max = 1000)
  double step = 50;

  @Property(doc = "buffers of 480 samples before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  private AudioFormat format;
  private long made;
  private double phase;

  @Start
  void start() {
    made = 0;
    phase = 0;
  }

  /** What was negotiated; before the first buffer. */
  @Configure
  void configure(AudioFormat out, Setup setup) {
    format = out;
    setup.outputBytes((long) FRAMES * out.bytesPerFrame());
  }

  @Produce
  Flow produce(
      @Output
          @AudioCaps(
              format = SampleFormat.F32LE,
              rate = @IntRange(min = 8_000, max = 192_000, prefer = 48_000),
              channels = @IntRange(1))
          AudioBlock out) {
    if (made == numBuffers) {
      return Flow.EOS;
    }
    double perSample = 2 * Math.PI * (from + step * made) / format.rate();
    out.frames(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      out.setF32(i, (float) Math.sin(phase));
      phase += perSample;
    }
    long begin = made * FRAMES * 1_000_000_000L / format.rate();
    made++;
    out.pts(begin);
    out.duration(made * FRAMES * 1_000_000_000L / format.rate() - begin);
    return Flow.OK;
  }
}
