package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Analyses the frequencies of audio, and posts a {@link SpectrumMessage} for every interval as the
 * payload of an application message; the audio passes untouched. A full-scale sine in the middle of
 * a band has -11.4 dB, as with GStreamer.
 */
@Element(
    name = "spectrum",
    summary = "Posts the spectrum of audio",
    klass = "Filter/Analyzer/Audio",
    posts = SpectrumMessage.class,
    example = "audiotestsrc freq=1000 num-buffers=20 ! spectrum bands=64 threshold=-80 ! fakesink")
final class Spectrum {
  private static final int CHUNK_FRAMES = 512;

  @Property(
      doc = "bands from 0 Hz to half the rate; a transform has twice as many samples less two",
      min = 2,
      max = 1 << 16,
      def = "128")
  int bands = 128;

  @Property(doc = "dB below which a band is shown as this", max = 0, def = "-60")
  int threshold = -60;

  @Property(
      doc = "time between two messages in ns; at least one sample",
      min = 1,
      def = "100000000")
  long interval = 100_000_000;

  @Property(doc = "messages have magnitudes", def = "true", live = true)
  boolean messageMagnitude = true;

  @Property(doc = "messages have phases", def = "false", live = true)
  boolean messagePhase;

  @Property(doc = "analyse each channel by itself, instead of their mean", def = "false")
  boolean multiChannel;

  @Property(doc = "post messages", def = "true", live = true)
  boolean postMessages = true;

  private @Nullable Context context;
  private AudioFormat format = AudioFormat.of(SampleFormat.S16LE, 1, 1);
  private SampleIo io = new SampleIo(format, 1);
  private List<SpectrumAnalyzer> analyzers = List.of();
  private double[] work = new double[0];
  private long intervalFrames = 1;
  private long frames;
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
  void analyze(@InOut(readOnly = true) @AudioCaps AudioBlock block) {
    int count = block.frames();
    for (int done = 0; done < count; ) {
      if (frames == 0) {
        begin =
            block.pts() == Buffer.NO_TIME
                ? Buffer.NO_TIME
                : block.pts() + SampleClock.ns(done, format.rate());
      }
      int n = (int) Math.min(intervalFrames - frames, Math.min(CHUNK_FRAMES, count - done));
      io.readDoubles(
          block.segment(),
          block.offset() + (long) done * format.bytesPerFrame(),
          work,
          n * format.channels());
      add(n);
      done += n;
      frames += n;
      if (frames == intervalFrames) {
        report();
      }
    }
  }

  private void add(int n) {
    int channels = format.channels();
    for (int a = 0; a < analyzers.size(); a++) {
      SpectrumAnalyzer analyzer = analyzers.get(a);
      for (int f = 0; f < n; f++) {
        analyzer.add(multiChannel ? work[f * channels + a] : mean(f * channels, channels));
      }
    }
  }

  private double mean(int at, int channels) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += work[at + c];
    }
    return sum / channels;
  }

  private void report() {
    List<Float> magnitudes = new ArrayList<>();
    List<Float> phases = new ArrayList<>();
    for (SpectrumAnalyzer analyzer : analyzers) {
      analyzer.finish();
      if (messageMagnitude) {
        add(magnitudes, analyzer.magnitude());
      }
      if (messagePhase) {
        add(phases, analyzer.phase());
      }
      analyzer.next();
    }
    long duration = SampleClock.ns(frames, format.rate());
    frames = 0;
    if (postMessages && context != null) {
      long end = begin == Buffer.NO_TIME ? begin : begin + duration;
      context.post(new SpectrumMessage(begin, end, duration, bands, magnitudes, phases));
    }
  }

  private static void add(List<Float> all, float[] ofChannel) {
    for (float value : ofChannel) {
      all.add(value);
    }
  }

  @Reset
  void reset() {
    frames = 0;
    List<SpectrumAnalyzer> made = new ArrayList<>();
    for (int c = 0; c < (multiChannel ? format.channels() : 1); c++) {
      made.add(new SpectrumAnalyzer(bands, threshold));
    }
    analyzers = made;
  }
}
