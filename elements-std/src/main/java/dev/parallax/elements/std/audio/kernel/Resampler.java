package dev.parallax.elements.std.audio.kernel;

import dev.parallax.elements.std.video.kernel.VectorSupport;
import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rate of interleaved audio, block by block: a polyphase filter whose impulse response
 * is a sinc in a Kaiser window. Works in single precision for S16 and F32, else in double.
 *
 * <p>Output {@code j} is the signal at input sample {@code j * in / out}; the filter's delay is not
 * in the output's times, it only keeps outputs back until the samples behind them are known. Before
 * the first sample the signal is 0. Nothing is allocated after the constructor.
 */
public final class Resampler {
  /** A threshold that asks for all rows. */
  public static final long ALWAYS = Long.MAX_VALUE;

  /** Outputs that are computed in one go. */
  private static final int BATCH = 256;

  /** The same when their rows have to be made first, which then stay in the first cache. */
  private static final int BLENDED_BATCH = 64;

  /** Input samples that are read in one go. */
  private static final int READ = 512;

  /**
   * Outputs in single precision that are computed from one window of the input, whose loads they
   * share. Which ones does not depend on how the input is cut, so their sums don't either.
   */
  private static final int GROUP = 4;

  /** Bytes of a full bank that can't be asked for. */
  private static final long MAX_BANK = 64L << 20;

  private final AudioFormat format;
  private final boolean single;
  private final int taps;
  private final int group;
  private final int length;
  private final long in;
  private final long out;
  private final int wholeStep;
  private final long stepRest;
  private final int batch;
  private final int room;
  private final FilterBank bank;
  private final LoopChoice<ResampleLoops> choice;
  private final Planes planes;
  private final float[][] singles;
  private final double[][] doubles;
  private final float[] singleOut = new float[2 * BATCH + GROUP];
  private final double[] doubleOut = new double[BATCH];
  private final double[] nextDoubleOut = new double[BATCH];
  private final int[] rowAt = new int[BATCH];
  private final int[] at = new int[BATCH];
  private int filled;
  private int window;
  private int base;
  private int member;
  private long phase;

  /**
   * A resampler.
   *
   * @param from format of the input; the output's differs only in the rate
   * @param outRate samples per second
   * @param quality 0 to 10
   * @param threshold bytes up to which rows for all positions are stored; 0: never, {@link #ALWAYS}
   * @throws IllegalArgumentException when the ratio is too large for a filter of reasonable size
   */
  public Resampler(AudioFormat from, int outRate, int quality, long threshold) {
    this(from, outRate, quality, threshold, choice());
  }

  Resampler(
      AudioFormat from,
      int outRate,
      int quality,
      long threshold,
      LoopChoice<ResampleLoops> choice) {
    format = from;
    single = Planes.isSingle(from);
    this.choice = choice;
    int gcd = BigInteger.valueOf(from.rate()).gcd(BigInteger.valueOf(outRate)).intValue();
    in = from.rate() / gcd;
    out = outRate / gcd;
    SincFilter filter = new SincFilter(ResampleQuality.step(quality), from.rate(), outRate);
    taps = filter.taps();
    group = single ? GROUP : 1;
    length = length();
    wholeStep = (int) (in / out);
    stepRest = in % out;
    boolean full = full(threshold);
    batch = full ? BATCH : BLENDED_BATCH;
    bank = new FilterBank(filter, (int) in, (int) out, full, single, batch, length);
    planes = new Planes(from, Math.max(BATCH, READ));
    room = 2 * length + READ;
    singles = new float[from.channels()][single ? room + length - taps : 0];
    doubles = new double[from.channels()][single ? 0 : room];
    reset();
  }

  /** Taps, and how far a group's last output may lie behind its first, in whole vectors. */
  private int length() {
    int last = (int) Math.ceilDiv((group - 1) * in, out);
    return Math.ceilDiv(taps + last, ResampleLoops.SUMS) * ResampleLoops.SUMS;
  }

  private boolean full(long threshold) {
    long bytes = FilterBank.fullBytes(length, (int) out, single);
    if (threshold == ALWAYS && bytes > MAX_BANK) {
      throw new IllegalArgumentException(
          "filter for these rates is too large to be stored in full bytes=" + bytes);
    }
    return bytes <= Math.min(threshold, MAX_BANK);
  }

  private static LoopChoice<ResampleLoops> choice() {
    ResampleLoops plain = new PlainResampleLoops();
    boolean vectors = VectorSupport.usable() && Fused.AVAILABLE;
    return new LoopChoice<>(vectors ? VectorResampleLoops.INSTANCE : plain, plain);
  }

  /** Forgets all samples: the next one is the first. */
  public void reset() {
    for (int c = 0; c < format.channels(); c++) {
      java.util.Arrays.fill(singles[c], 0);
      java.util.Arrays.fill(doubles[c], 0);
    }
    filled = taps / 2 - 1;
    window = 0;
    base = 0;
    member = 0;
    phase = 0;
    bank.restart();
  }

  /** Input samples that must follow the one an output lies at. */
  public int lookAhead() {
    return taps / 2;
  }

  /** Outputs that {@code frames} more input samples complete. */
  public long outputsFor(long frames) {
    long known = filled + frames - taps - window;
    return known < 0 ? 0 : ((known + 1) * out - 1 - phase) / in + 1;
  }

  /**
   * Takes input, and writes the {@link #outputsFor} outputs that it completes.
   *
   * @param source null: zeros
   */
  public void process(
      @Nullable MemorySegment source,
      long sourceAt,
      int frames,
      MemorySegment target,
      long targetAt) {
    long from = sourceAt;
    long to = targetAt;
    int left = frames;
    while (true) {
      to = pull(target, to);
      if (left == 0) {
        return;
      }
      compact();
      int n = Math.min(left, Math.min(READ, room - filled));
      push(source, from, n);
      from += (long) n * format.bytesPerFrame();
      left -= n;
    }
  }

  private void push(@Nullable MemorySegment source, long from, int n) {
    if (source == null) {
      for (int c = 0; c < format.channels(); c++) {
        if (single) {
          java.util.Arrays.fill(singles[c], filled, filled + n, 0);
        } else {
          java.util.Arrays.fill(doubles[c], filled, filled + n, 0);
        }
      }
    } else if (single) {
      planes.read(source, from, singles, filled, n);
    } else {
      planes.read(source, from, doubles, filled, n);
    }
    filled += n;
    // A group's window may reach behind the last sample: taps of 0, times what must be a number.
    for (int c = 0; single && c < format.channels(); c++) {
      java.util.Arrays.fill(singles[c], filled, filled + length - taps, 0);
    }
  }

  /** Moves what is still needed to the front when less than one reading fits behind it. */
  private void compact() {
    int begin = member == 0 ? window : base;
    if (room - filled >= READ || begin == 0) {
      return;
    }
    int keep = filled - begin;
    for (int c = 0; c < format.channels(); c++) {
      if (single) {
        System.arraycopy(singles[c], begin, singles[c], 0, keep);
      } else {
        System.arraycopy(doubles[c], begin, doubles[c], 0, keep);
      }
    }
    filled = keep;
    window -= begin;
    base = 0;
  }

  private long pull(MemorySegment target, long targetAt) {
    long to = targetAt;
    for (long left = outputsFor(0); left > 0; ) {
      int n = (int) Math.min(batch, left);
      ResampleLoops loops = choice.begin();
      bank.rows(loops, phase, rowAt, n);
      places(n);
      if (single) {
        singles(loops, n);
      } else {
        doubles(loops, n);
      }
      planes.flush(target, to, n);
      choice.end(n);
      left -= n;
      to += (long) n * format.bytesPerFrame();
    }
    return to;
  }

  /** Windows of the next outputs: all of a group have its first one's, and rows moved likewise. */
  private void places(int n) {
    for (int j = 0; j < n; j++) {
      base = member == 0 ? window : base;
      at[j] = base;
      rowAt[j] -= window - base;
      member = member + 1 == group ? 0 : member + 1;
      // No division: it would take as long as a third of the filter.
      phase += stepRest;
      window += wholeStep;
      if (phase >= out) {
        phase -= out;
        window++;
      }
    }
  }

  /** Two channels at a time share a row's loads. */
  private void singles(ResampleLoops loops, int n) {
    int channels = format.channels();
    float[] rows = bank.singles();
    float[] y = channels <= 2 ? planes.singles() : singleOut;
    for (int c = 0; c < channels; c += 2) {
      if (c + 1 == channels) {
        loops.filter(rows, rowAt, singles[c], at, length, y, n);
      } else {
        loops.filter(rows, rowAt, singles[c], singles[c + 1], at, length, y, n);
      }
      if (channels > 2) {
        planes.put(y, c, Math.min(2, channels - c), n);
      }
    }
  }

  private void doubles(ResampleLoops loops, int n) {
    int channels = format.channels();
    for (int c = 0; c < channels; c++) {
      double[] rows = bank.doubles();
      if (c + 1 == channels) {
        loops.filter(rows, rowAt, doubles[c], at, taps, doubleOut, n);
        planes.put(doubleOut, c, n);
        return;
      }
      double[] next = doubles[c + 1];
      loops.filter(rows, rowAt, doubles[c], next, at, taps, doubleOut, nextDoubleOut, n);
      planes.put(doubleOut, c++, n);
      planes.put(nextDoubleOut, c, n);
    }
  }
}
