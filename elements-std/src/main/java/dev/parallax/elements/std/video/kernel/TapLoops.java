package dev.parallax.elements.std.video.kernel;

import static dev.parallax.elements.std.video.kernel.Lanes.BYTE;
import static dev.parallax.elements.std.video.kernel.Lanes.BYTES_N;
import static dev.parallax.elements.std.video.kernel.Lanes.INTS;
import static dev.parallax.elements.std.video.kernel.Lanes.LE;
import static dev.parallax.elements.std.video.kernel.Lanes.N;
import static dev.parallax.elements.std.video.kernel.Lanes.SHORTS_N;
import static dev.parallax.elements.std.video.kernel.Lanes.ZERO;
import static dev.parallax.memory.raw.RawMemory.ALL;
import static dev.parallax.memory.raw.RawMemory.address;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Vector loops of {@link TapScaler}. Each returns how far it came. */
final class TapLoops {
  private TapLoops() {}

  static int addBytes(
      MemorySegment in, long row0, long row1, int w0, int w1, int[] line, int samples) {
    row0 = address(in, row0, samples);
    row1 = address(in, row1, samples);
    IntVector of0 = IntVector.broadcast(INTS, w0);
    IntVector of1 = IntVector.broadcast(INTS, w1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector a =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, row0 + i, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector b =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES_N, ALL, row1 + i, LE)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector.fromArray(INTS, line, i).add(a.mul(of0)).add(b.mul(of1)).intoArray(line, i);
    }
    return i;
  }

  static int addWide(
      MemorySegment in, long row0, long row1, int w0, int w1, int[] line, int samples) {
    row0 = address(in, row0, 2L * samples);
    row1 = address(in, row1, 2L * samples);
    IntVector of0 = IntVector.broadcast(INTS, w0);
    IntVector of1 = IntVector.broadcast(INTS, w1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector a =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, row0 + 2L * i, LE)
                  .convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector b =
          (IntVector)
              ShortVector.fromMemorySegment(SHORTS_N, ALL, row1 + 2L * i, LE)
                  .convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector.fromArray(INTS, line, i).add(a.mul(of0)).add(b.mul(of1)).intoArray(line, i);
    }
    return i;
  }

  static int shift(int[] line, int shift, int samples) {
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector.fromArray(INTS, line, i).add(half).lanewise(ASHR, shift).intoArray(line, i);
    }
    return i;
  }

  static int gather(
      int[] line, int[] index0, int[] index1, int[] w0, int[] w1, int[] sums, int samples) {
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector a =
          IntVector.fromArray(INTS, line, 0, index0, i).mul(IntVector.fromArray(INTS, w0, i));
      IntVector b =
          IntVector.fromArray(INTS, line, 0, index1, i).mul(IntVector.fromArray(INTS, w1, i));
      IntVector.fromArray(INTS, sums, i).add(a).add(b).intoArray(sums, i);
    }
    return i;
  }

  /**
   * The smallest index of each tap and vector of results, or nothing if one takes samples from more
   * than two vectors after it, as when a picture becomes less than about half as wide.
   */
  static int[][] bases(int[][] index) {
    int[][] bases = new int[index.length][index[0].length / N];
    for (int k = 0; k < index.length; k++) {
      for (int block = 0; block < bases[k].length; block++) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int i = block * N; i < (block + 1) * N; i++) {
          least = Math.min(least, index[k][i]);
          most = Math.max(most, index[k][i]);
        }
        if (most - least >= 2 * N) {
          return new int[0][];
        }
        bases[k][block] = least;
      }
    }
    return bases;
  }

  /** As {@link #gather}, from two vectors of the line in registers, which is faster by far. */
  static int pick(
      int[] line,
      int[] base0,
      int[] base1,
      int[] index0,
      int[] index1,
      int[] w0,
      int[] w1,
      int[] sums,
      int samples) {
    int i = 0;
    for (; i <= samples - N; i += N) {
      int at0 = base0[i / N];
      int at1 = base1[i / N];
      IntVector a =
          IntVector.fromArray(INTS, index0, i)
              .sub(at0)
              .selectFrom(
                  IntVector.fromArray(INTS, line, at0), IntVector.fromArray(INTS, line, at0 + N))
              .mul(IntVector.fromArray(INTS, w0, i));
      IntVector b =
          IntVector.fromArray(INTS, index1, i)
              .sub(at1)
              .selectFrom(
                  IntVector.fromArray(INTS, line, at1), IntVector.fromArray(INTS, line, at1 + N))
              .mul(IntVector.fromArray(INTS, w1, i));
      IntVector.fromArray(INTS, sums, i).add(a).add(b).intoArray(sums, i);
    }
    return i;
  }

  static int storeBytes(int[] sums, int shift, MemorySegment out, long at, int samples) {
    at = address(out, at, samples);
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector level =
          IntVector.fromArray(INTS, sums, i).add(half).lanewise(ASHR, shift).max(ZERO).min(BYTE);
      ((ByteVector) level.convertShape(I2B, BYTES_N, 0)).intoMemorySegment(ALL, at + i, LE);
    }
    return i;
  }

  static int storeWide(int[] sums, int shift, int bits, MemorySegment out, long at, int samples) {
    at = address(out, at, 2L * samples);
    IntVector half = IntVector.broadcast(INTS, 1 << shift - 1);
    IntVector most = IntVector.broadcast(INTS, (1 << bits) - 1);
    int i = 0;
    for (; i <= samples - N; i += N) {
      IntVector level =
          IntVector.fromArray(INTS, sums, i).add(half).lanewise(ASHR, shift).max(ZERO).min(most);
      ((ShortVector) level.convertShape(I2S, SHORTS_N, 0)).intoMemorySegment(ALL, at + 2L * i, LE);
    }
    return i;
  }
}
