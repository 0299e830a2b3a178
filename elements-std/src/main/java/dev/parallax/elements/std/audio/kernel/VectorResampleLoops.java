package dev.parallax.elements.std.audio.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * On vectors of 256 bits, which every machine with vectors has here: the loops wait for loads, so
 * wider ones gain nothing, and four outputs share those of the samples. No calls but those of the
 * Vector API, so that C2 keeps all in registers.
 */
final class VectorResampleLoops implements ResampleLoops {
  static final VectorResampleLoops INSTANCE = new VectorResampleLoops();

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_256;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_256;
  private static final VectorShuffle<Float> X4 = VectorShuffle.fromOp(F, i -> i ^ 4);
  private static final VectorShuffle<Float> X2 = VectorShuffle.fromOp(F, i -> i ^ 2);
  private static final VectorShuffle<Float> X1 = VectorShuffle.fromOp(F, i -> i ^ 1);
  private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(F, i -> 2 * i % 8);
  private static final VectorMask<Float> HALF = VectorMask.fromLong(F, 0b1111_0000);
  private static final VectorMask<Float> QUARTERS = VectorMask.fromLong(F, 0b1100_1100);
  private static final VectorMask<Float> ODD = VectorMask.fromLong(F, 0b1010_1010);
  private static final VectorShuffle<Double> D2 = VectorShuffle.iota(D, 2, 1, true);
  private static final VectorShuffle<Double> D1 = VectorShuffle.iota(D, 1, 1, true);

  private VectorResampleLoops() {}

  @Override
  public void filter(
      float[] rows, int[] rowAt, float[] x, int[] at, int length, float[] y, int count) {
    int j = 0;
    while (j < count) {
      int a = at[j];
      if (j + 4 <= count && at[j + 3] == a) {
        int r0 = rowAt[j];
        int r1 = rowAt[j + 1];
        int r2 = rowAt[j + 2];
        int r3 = rowAt[j + 3];
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        for (int k = 0; k < length; k += 8) {
          FloatVector v = FloatVector.fromArray(F, x, a + k);
          s0 = FloatVector.fromArray(F, rows, r0 + k).fma(v, s0);
          s1 = FloatVector.fromArray(F, rows, r1 + k).fma(v, s1);
          s2 = FloatVector.fromArray(F, rows, r2 + k).fma(v, s2);
          s3 = FloatVector.fromArray(F, rows, r3 + k).fma(v, s3);
        }
        s0 = s0.blend(s2, HALF).add(s2.blend(s0, HALF).rearrange(X4));
        s1 = s1.blend(s3, HALF).add(s3.blend(s1, HALF).rearrange(X4));
        s0 = s0.blend(s1, QUARTERS).add(s1.blend(s0, QUARTERS).rearrange(X2));
        s0.add(s0.rearrange(X1)).rearrange(EVEN).intoArray(y, j);
        j += 4;
      } else {
        int r = rowAt[j];
        FloatVector s = FloatVector.zero(F);
        for (int k = 0; k < length; k += 8) {
          s = FloatVector.fromArray(F, rows, r + k).fma(FloatVector.fromArray(F, x, a + k), s);
        }
        s = s.add(s.rearrange(X4));
        s = s.add(s.rearrange(X2));
        y[j++] = s.lane(0) + s.lane(1);
      }
    }
  }

  @Override
  public void filter(
      double[] rows, int[] rowAt, double[] x, int[] at, int taps, double[] y, int count) {
    for (int j = 0; j < count; j++) {
      int r = rowAt[j];
      int a = at[j];
      DoubleVector s = DoubleVector.zero(D);
      DoubleVector t = DoubleVector.zero(D);
      DoubleVector u = DoubleVector.zero(D);
      DoubleVector v = DoubleVector.zero(D);
      for (int k = 0; k < taps; k += 16) {
        int rk = r + k;
        int ak = a + k;
        s = DoubleVector.fromArray(D, rows, rk).fma(DoubleVector.fromArray(D, x, ak), s);
        t = DoubleVector.fromArray(D, rows, rk + 4).fma(DoubleVector.fromArray(D, x, ak + 4), t);
        u = DoubleVector.fromArray(D, rows, rk + 8).fma(DoubleVector.fromArray(D, x, ak + 8), u);
        v = DoubleVector.fromArray(D, rows, rk + 12).fma(DoubleVector.fromArray(D, x, ak + 12), v);
      }
      s = s.add(u).add(t.add(v));
      s = s.add(s.rearrange(D2));
      s = s.add(s.rearrange(D1));
      y[j] = s.lane(0);
    }
  }

  @Override
  public void filter(
      float[] rows,
      int[] rowAt,
      float[] x0,
      float[] x1,
      int[] at,
      int length,
      float[] y,
      int count) {
    int j = 0;
    while (j < count) {
      int a = at[j];
      if (j + 4 <= count && at[j + 3] == a) {
        int r0 = rowAt[j];
        int r1 = rowAt[j + 1];
        int r2 = rowAt[j + 2];
        int r3 = rowAt[j + 3];
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        FloatVector t0 = FloatVector.zero(F);
        FloatVector t1 = FloatVector.zero(F);
        FloatVector t2 = FloatVector.zero(F);
        FloatVector t3 = FloatVector.zero(F);
        for (int k = 0; k < length; k += 8) {
          FloatVector v = FloatVector.fromArray(F, x0, a + k);
          FloatVector w = FloatVector.fromArray(F, x1, a + k);
          FloatVector row = FloatVector.fromArray(F, rows, r0 + k);
          s0 = row.fma(v, s0);
          t0 = row.fma(w, t0);
          row = FloatVector.fromArray(F, rows, r1 + k);
          s1 = row.fma(v, s1);
          t1 = row.fma(w, t1);
          row = FloatVector.fromArray(F, rows, r2 + k);
          s2 = row.fma(v, s2);
          t2 = row.fma(w, t2);
          row = FloatVector.fromArray(F, rows, r3 + k);
          s3 = row.fma(v, s3);
          t3 = row.fma(w, t3);
        }
        // Sums of two halves, of four quarters, of eight lanes: both channels of four outputs.
        s0 = s0.blend(s2, HALF).add(s2.blend(s0, HALF).rearrange(X4));
        t0 = t0.blend(t2, HALF).add(t2.blend(t0, HALF).rearrange(X4));
        s1 = s1.blend(s3, HALF).add(s3.blend(s1, HALF).rearrange(X4));
        t1 = t1.blend(t3, HALF).add(t3.blend(t1, HALF).rearrange(X4));
        s0 = s0.blend(s1, QUARTERS).add(s1.blend(s0, QUARTERS).rearrange(X2));
        t0 = t0.blend(t1, QUARTERS).add(t1.blend(t0, QUARTERS).rearrange(X2));
        s0.blend(t0, ODD).add(t0.blend(s0, ODD).rearrange(X1)).intoArray(y, 2 * j);
        j += 4;
      } else {
        int r = rowAt[j];
        FloatVector s = FloatVector.zero(F);
        FloatVector t = FloatVector.zero(F);
        for (int k = 0; k < length; k += 8) {
          FloatVector row = FloatVector.fromArray(F, rows, r + k);
          s = row.fma(FloatVector.fromArray(F, x0, a + k), s);
          t = row.fma(FloatVector.fromArray(F, x1, a + k), t);
        }
        s = s.add(s.rearrange(X4));
        t = t.add(t.rearrange(X4));
        s = s.add(s.rearrange(X2));
        t = t.add(t.rearrange(X2));
        y[2 * j] = s.lane(0) + s.lane(1);
        y[2 * j++ + 1] = t.lane(0) + t.lane(1);
      }
    }
  }

  /** One after the other: the sums of both would take all registers. */
  @Override
  public void filter(
      double[] rows,
      int[] rowAt,
      double[] x0,
      double[] x1,
      int[] at,
      int taps,
      double[] y0,
      double[] y1,
      int count) {
    filter(rows, rowAt, x0, at, taps, y0, count);
    filter(rows, rowAt, x1, at, taps, y1, count);
  }

  @Override
  public void blend(float[] rows, int at, int taps, double[] weights, float[] row, int rowAt) {
    FloatVector a = FloatVector.broadcast(F, (float) weights[0]);
    FloatVector b = FloatVector.broadcast(F, (float) weights[1]);
    FloatVector c = FloatVector.broadcast(F, (float) weights[2]);
    FloatVector d = FloatVector.broadcast(F, (float) weights[3]);
    for (int k = 0; k < taps; k += 8) {
      int i = at + k;
      FloatVector ab =
          a.mul(FloatVector.fromArray(F, rows, i))
              .add(b.mul(FloatVector.fromArray(F, rows, i + taps)));
      FloatVector cd =
          c.mul(FloatVector.fromArray(F, rows, i + 2 * taps))
              .add(d.mul(FloatVector.fromArray(F, rows, i + 3 * taps)));
      ab.add(cd).intoArray(row, rowAt + k);
    }
  }

  @Override
  public void blend(double[] rows, int at, int taps, double[] weights, double[] row, int rowAt) {
    DoubleVector a = DoubleVector.broadcast(D, weights[0]);
    DoubleVector b = DoubleVector.broadcast(D, weights[1]);
    DoubleVector c = DoubleVector.broadcast(D, weights[2]);
    DoubleVector d = DoubleVector.broadcast(D, weights[3]);
    for (int k = 0; k < taps; k += 4) {
      int i = at + k;
      DoubleVector ab =
          a.mul(DoubleVector.fromArray(D, rows, i))
              .add(b.mul(DoubleVector.fromArray(D, rows, i + taps)));
      DoubleVector cd =
          c.mul(DoubleVector.fromArray(D, rows, i + 2 * taps))
              .add(d.mul(DoubleVector.fromArray(D, rows, i + 3 * taps)));
      ab.add(cd).intoArray(row, rowAt + k);
    }
  }
}
