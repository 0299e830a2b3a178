package dev.parallax.elements.std.audio;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.elements.std.audio.kernel.SampleIo;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.SampleFormats;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Converts interleaved audio of one format into another of the same rate, a block at a time,
 * without allocating.
 */
final class AudioConverter {
  /**
   * Samples of all channels that are converted in one go; the work arrays stay in the first cache.
   */
  private static final int CHUNK = 1024;

  private enum Way {
    /** By left-justified integers. */
    INTS,
    /** Straight to single precision. */
    FLOATS,
    /** By double precision. */
    DOUBLES
  }

  private final AudioFormat from;
  private final AudioFormat to;
  private final double @Nullable [][] weights;
  private final @Nullable Quantizer quantizer;
  private final Way way;
  private final int chunkFrames;
  private final SampleIo reader;
  private final SampleIo writer;
  private final int[] ints;
  private final float[] floats;
  private final double[] input;
  private final double[] output;
  private final double[][] inPlanes;
  private final double[] outPlane;

  /** Without dither, channels by their positions. */
  AudioConverter(AudioFormat from, AudioFormat to) {
    this(from, to, MixMatrix.of(from, to), Loss.ROUNDED);
  }

  /**
   * What is done where bits are lost.
   *
   * @param threshold bits from which on there is no dither
   */
  record Loss(DitherMethod dither, NoiseShapingMethod shaping, int threshold) {
    static final Loss ROUNDED = new Loss(DitherMethod.NONE, NoiseShapingMethod.NONE, 0);
  }

  /**
   * A converter.
   *
   * @param weights {@code [out][in]}; null when channels stay as they are
   */
  AudioConverter(AudioFormat from, AudioFormat to, double @Nullable [][] weights, Loss loss) {
    if (from.rate() != to.rate()) {
      throw new IllegalArgumentException("rates differ from=" + from.rate() + " to=" + to.rate());
    }
    this.from = from;
    this.to = to;
    this.weights = weights;
    int widest = Math.max(from.channels(), to.channels());
    chunkFrames = Math.max(1, CHUNK / widest);
    int most = chunkFrames * widest;
    quantizer = quantizer(from, to, weights != null, loss, most);
    way = way();
    reader = new SampleIo(from, most);
    writer = new SampleIo(to, most);
    ints = new int[way == Way.FLOATS ? 0 : most];
    floats = new float[way == Way.FLOATS ? most : 0];
    input = new double[way == Way.DOUBLES ? most : 0];
    output = new double[weights == null ? 0 : most];
    inPlanes = new double[weights == null ? 0 : from.channels()][chunkFrames];
    outPlane = new double[chunkFrames];
  }

  private static @Nullable Quantizer quantizer(
      AudioFormat from, AudioFormat to, boolean mixed, Loss loss, int most) {
    boolean lost =
        !SampleFormats.isFloat(to.format())
            && (mixed || SampleFormats.isFloat(from.format()) || to.depth() < from.depth());
    boolean dithered = loss.dither != DitherMethod.NONE && to.depth() <= loss.threshold;
    if (!lost || !dithered && loss.shaping == NoiseShapingMethod.NONE) {
      return null;
    }
    return new Quantizer(
        to.depth(), dithered ? loss.dither : DitherMethod.NONE, loss.shaping, to.channels(), most);
  }

  private Way way() {
    if (weights != null || quantizer != null) {
      return Way.DOUBLES;
    }
    if (to.format() == SampleFormat.F32LE) {
      return Way.FLOATS;
    }
    boolean integers = !SampleFormats.isFloat(from.format()) && !SampleFormats.isFloat(to.format());
    return integers ? Way.INTS : Way.DOUBLES;
  }

  /** Whether bytes stay as they are. */
  boolean isPassthrough() {
    return weights == null && from.format() == to.format() && from.depth() == to.depth();
  }

  /** What follows does not go on where the samples before ended. */
  void reset() {
    if (quantizer != null) {
      quantizer.reset();
    }
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
    switch (way) {
      case INTS -> {
        reader.readInts(source, in, ints, samples);
        writer.writeInts(target, out, ints, samples);
      }
      case FLOATS -> {
        reader.readFloats(source, in, floats, samples);
        SampleIo.copyFloats(floats, target, out, samples);
      }
      case DOUBLES -> {
        reader.readDoubles(source, in, input, samples);
        double[][] w = weights;
        double[] result = input;
        if (w != null) {
          mix(w, frames);
          result = output;
        }
        write(target, out, result, frames * to.channels());
      }
    }
  }

  private void write(MemorySegment target, long out, double[] values, int samples) {
    Quantizer q = quantizer;
    if (q == null) {
      writer.writeDoubles(target, out, values, samples);
    } else {
      q.quantize(values, ints, samples);
      writer.writeRight(target, out, ints, samples);
    }
  }

  private void mix(double[][] w, int frames) {
    int n = from.channels();
    int m = to.channels();
    if (n == 2) {
      mixStereo(w, frames);
      return;
    }
    for (int i = 0; i < n; i++) {
      double[] plane = inPlanes[i];
      for (int f = 0, at = i; f < frames; f++, at += n) {
        plane[f] = input[at];
      }
    }
    for (int o = 0; o < m; o++) {
      Arrays.fill(outPlane, 0, frames, 0);
      for (int i = 0; i < n; i++) {
        if (w[o][i] != 0) {
          add(inPlanes[i], w[o][i], outPlane, frames);
        }
      }
      for (int f = 0, at = o; f < frames; f++, at += m) {
        output[at] = outPlane[f];
      }
    }
  }

  private void mixStereo(double[][] w, int frames) {
    int m = to.channels();
    for (int o = 0; o < m; o++) {
      double left = w[o][0];
      double right = w[o][1];
      for (int f = 0, i = 0, at = o; f < frames; f++, i += 2, at += m) {
        output[at] = left * input[i] + right * input[i + 1];
      }
    }
  }

  private static void add(double[] x, double weight, double[] sum, int count) {
    for (int f = 0; f < count; f++) {
      sum[f] += weight * x[f];
    }
  }
}
