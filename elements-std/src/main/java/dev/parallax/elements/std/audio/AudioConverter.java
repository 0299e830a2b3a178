package dev.parallax.elements.std.audio;

import dev.parallax.elements.std.audio.kernel.SampleIo;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.SampleFormats;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Converts interleaved audio of one format into another of the same rate, a block at a time,
 * without allocating.
 */
final class AudioConverter {
  /**
   * Samples of all channels that are converted in one go; the work arrays stay in the first cache.
   */
  private static final int CHUNK = 2048;

  private final AudioFormat from;
  private final AudioFormat to;
  private final double @Nullable [][] weights;
  private final boolean integers;
  private final int chunkFrames;
  private final int[] ints;
  private final double[] input;
  private final double[] output;

  AudioConverter(AudioFormat from, AudioFormat to) {
    if (from.rate() != to.rate()) {
      throw new IllegalArgumentException("rates differ from=" + from.rate() + " to=" + to.rate());
    }
    this.from = from;
    this.to = to;
    weights = MixMatrix.of(from, to);
    integers =
        weights == null
            && !SampleFormats.isFloat(from.format())
            && !SampleFormats.isFloat(to.format());
    int widest = Math.max(from.channels(), to.channels());
    chunkFrames = Math.max(1, CHUNK / widest);
    ints = new int[chunkFrames * widest];
    input = new double[integers ? 0 : chunkFrames * from.channels()];
    output = new double[integers || weights == null ? 0 : chunkFrames * to.channels()];
  }

  /** Whether bytes stay as they are. */
  boolean isPassthrough() {
    return weights == null && from.format() == to.format() && from.depth() == to.depth();
  }

  /** Converts {@code frames} samples of all channels. */
  void convert(
      MemorySegment source, long sourceAt, MemorySegment target, long targetAt, int frames) {
    long in = sourceAt;
    long out = targetAt;
    for (int done = 0; done < frames; done += chunkFrames) {
      int n = Math.min(chunkFrames, frames - done);
      chunk(source, in, target, out, n);
      in += (long) n * from.bytesPerFrame();
      out += (long) n * to.bytesPerFrame();
    }
  }

  private void chunk(MemorySegment source, long in, MemorySegment target, long out, int frames) {
    int samples = frames * from.channels();
    if (integers) {
      SampleIo.readInts(from.format(), from.depth(), source, in, ints, samples);
      SampleIo.writeInts(to.format(), to.depth(), target, out, ints, samples);
      return;
    }
    SampleIo.readDoubles(from.format(), from.depth(), source, in, input, ints, samples);
    double[][] w = weights;
    if (w == null) {
      SampleIo.writeDoubles(to.format(), to.depth(), target, out, input, ints, samples);
    } else {
      mix(w, frames);
      SampleIo.writeDoubles(
          to.format(), to.depth(), target, out, output, ints, frames * to.channels());
    }
  }

  private void mix(double[][] w, int frames) {
    int n = from.channels();
    int m = to.channels();
    for (int o = 0; o < m; o++) {
      double[] row = w[o];
      for (int f = 0; f < frames; f++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += row[i] * input[f * n + i];
        }
        output[f * m + o] = sum;
      }
    }
  }
}
