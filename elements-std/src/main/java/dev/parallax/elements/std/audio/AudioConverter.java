package dev.parallax.elements.std.audio;

import dev.parallax.annotations.SampleFormat;
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

  private enum Way {
    /** By left-justified integers; channels are at most copied. */
    INTS,
    /** By single precision. */
    FLOATS,
    /** By double precision. */
    DOUBLES
  }

  private final AudioFormat from;
  private final AudioFormat to;
  private final int @Nullable [] copies;
  private final @Nullable ChannelMixer mixer;
  private final @Nullable Quantizer quantizer;
  private final Way way;
  private final int chunkFrames;
  private final SampleIo reader;
  private final SampleIo writer;
  private final int[] ints;
  private final int[] copied;
  private final float[] floats;
  private final float[] mixedFloats;
  private final double[] doubles;
  private final double[] mixedDoubles;

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
    boolean integers = !SampleFormats.isFloat(from.format()) && !SampleFormats.isFloat(to.format());
    copies = weights == null || !integers ? null : ChannelMixer.copies(weights);
    mixer = weights == null || copies != null ? null : new ChannelMixer(weights);
    int widest = Math.max(from.channels(), to.channels());
    chunkFrames = Math.max(1, CHUNK / widest);
    int most = chunkFrames * widest;
    quantizer = quantizer(from, to, mixer != null, loss, most);
    way = way();
    reader = new SampleIo(from, most);
    writer = new SampleIo(to, most);
    ints = new int[most];
    copied = new int[copies == null ? 0 : most];
    floats = new float[way == Way.FLOATS ? most : 0];
    mixedFloats = new float[way == Way.FLOATS && mixer != null ? most : 0];
    doubles = new double[way == Way.DOUBLES ? most : 0];
    mixedDoubles = new double[way == Way.DOUBLES && mixer != null ? most : 0];
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

  /** Nothing is rounded twice where it could be heard: not at all, or far below the dither. */
  private Way way() {
    boolean coarse = quantizer != null && quantizer.takesInts();
    boolean integers = !SampleFormats.isFloat(from.format()) && !SampleFormats.isFloat(to.format());
    if (integers && mixer == null && (quantizer == null || coarse)) {
      return Way.INTS;
    }
    boolean single = to.format() == SampleFormat.F32LE || coarse;
    boolean exact = mixer == null && !coarse || isSingle(from.format());
    return single && exact ? Way.FLOATS : Way.DOUBLES;
  }

  /** Whether single precision holds the samples. */
  private static boolean isSingle(SampleFormat format) {
    return switch (format) {
      case U8, S8, S16LE, F32LE, S16BE, F32BE -> true;
      case S24LE, S32LE, F64LE, S24BE, S32BE, F64BE -> false;
    };
  }

  /** Whether bytes stay as they are. */
  boolean isPassthrough() {
    return mixer == null
        && copies == null
        && from.format() == to.format()
        && from.depth() == to.depth();
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
    int results = frames * to.channels();
    switch (way) {
      case INTS -> {
        reader.readInts(source, in, ints, samples);
        int[] c = copies;
        int[] result = ints;
        if (c != null) {
          copy(c, frames);
          result = copied;
        }
        writeInts(target, out, result, results);
      }
      case FLOATS -> {
        reader.readFloats(source, in, floats, samples);
        ChannelMixer m = mixer;
        float[] result = floats;
        if (m != null) {
          m.mix(floats, mixedFloats, frames);
          result = mixedFloats;
        }
        writeFloats(target, out, result, results);
      }
      case DOUBLES -> {
        reader.readDoubles(source, in, doubles, samples);
        ChannelMixer m = mixer;
        double[] result = doubles;
        if (m != null) {
          m.mix(doubles, mixedDoubles, frames);
          result = mixedDoubles;
        }
        writeDoubles(target, out, result, results);
      }
    }
  }

  private void copy(int[] from, int frames) {
    int n = this.from.channels();
    int m = to.channels();
    if (n == 1 && m == 2 && from[0] == 0 && from[1] == 0) {
      for (int f = 0; f < frames; f++) {
        copied[2 * f] = ints[f];
        copied[2 * f + 1] = ints[f];
      }
      return;
    }
    for (int o = 0; o < m; o++) {
      if (from[o] < 0) {
        for (int f = 0, q = o; f < frames; f++, q += m) {
          copied[q] = 0;
        }
      } else {
        for (int f = 0, p = from[o], q = o; f < frames; f++, p += n, q += m) {
          copied[q] = ints[p];
        }
      }
    }
  }

  private void writeInts(MemorySegment target, long out, int[] values, int samples) {
    Quantizer q = quantizer;
    if (q == null) {
      writer.writeInts(target, out, values, samples);
    } else {
      q.quantize(values, samples);
      writer.writeRight(target, out, values, samples);
    }
  }

  private void writeFloats(MemorySegment target, long out, float[] values, int samples) {
    if (quantizer == null) {
      SampleIo.copyFloats(values, target, out, samples);
      return;
    }
    for (int i = 0; i < samples; i++) {
      // The cast saturates, and makes 0 of NaN.
      ints[i] = (int) (values[i] * 0x1p31f);
    }
    writeInts(target, out, ints, samples);
  }

  private void writeDoubles(MemorySegment target, long out, double[] values, int samples) {
    Quantizer q = quantizer;
    if (q == null) {
      writer.writeDoubles(target, out, values, samples);
    } else {
      q.quantize(values, ints, samples);
      writer.writeRight(target, out, ints, samples);
    }
  }
}
