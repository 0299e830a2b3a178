package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.audio.kernel.SampleIo;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Context;
import org.jspecify.annotations.Nullable;

/**
 * Measures how loud audio is, and posts a {@link LevelMessage} for every interval as the payload of
 * an application message; the audio passes untouched. Intervals end at exact samples, inside of
 * buffers if need be; what is left at the end of the stream is told, too.
 */
@Element(
    name = "level",
    summary = "Posts the level of audio",
    klass = "Filter/Analyzer/Audio",
    posts = LevelMessage.class,
    example = "audiotestsrc num-buffers=20 ! level interval=50000000 ! fakesink")
final class Level {
  private static final int CHUNK_FRAMES = 512;

  @Property(
      doc = "time between two messages in ns; at least one sample",
      min = 1,
      def = "100000000")
  long interval = 100_000_000;

  @Property(
      doc = "how long a peak is held before it falls, in ns",
      min = 0,
      def = "300000000",
      live = true)
  long peakTtl = 300_000_000;

  @Property(doc = "dB per second that a held peak falls", min = 0, def = "10", live = true)
  double peakFalloff = 10;

  @Property(doc = "post messages", def = "true", live = true)
  boolean postMessages = true;

  private @Nullable Context context;
  private AudioFormat format = AudioFormat.of(SampleFormat.S16LE, 1, 1);
  private SampleIo io = new SampleIo(format, 1);
  private LevelMeter meter = new LevelMeter(1);
  private double[] work = new double[0];
  private long intervalFrames = 1;
  private long begin = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
  }

  @Configure
  void configure(AudioFormat in) {
    format = in;
    io = new SampleIo(in, CHUNK_FRAMES * in.channels());
    work = new double[CHUNK_FRAMES * in.channels()];
    intervalFrames = IntervalFrames.of(interval, in.rate());
    reset();
  }

  @Transform
  void measure(@InOut(readOnly = true) @AudioCaps AudioBlock block) {
    int frames = block.frames();
    for (int done = 0; done < frames; ) {
      if (meter.frames() == 0) {
        begin = time(block, done);
      }
      int n =
          (int) Math.min(intervalFrames - meter.frames(), Math.min(CHUNK_FRAMES, frames - done));
      io.readDoubles(
          block.segment(),
          block.offset() + (long) done * format.bytesPerFrame(),
          work,
          n * format.channels());
      meter.add(work, n);
      done += n;
      if (meter.frames() == intervalFrames) {
        report();
      }
    }
  }

  private long time(AudioBlock block, int frame) {
    return block.pts() == Buffer.NO_TIME
        ? Buffer.NO_TIME
        : block.pts() + SampleClock.ns(frame, format.rate());
  }

  @Drain
  void report() {
    Context c = context;
    if (meter.frames() == 0 || c == null) {
      return;
    }
    LevelMessage message =
        meter.report(begin, SampleClock.ns(meter.frames(), format.rate()), peakTtl, peakFalloff);
    if (postMessages) {
      c.post(message);
    }
  }

  @Reset
  void reset() {
    meter = new LevelMeter(format.channels());
  }
}
