package dev.parallax.elements.std.audio.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * On vectors of 256 bits, which every machine with vectors has here: the loops wait for loads, so
 * wider ones gain nothing. No calls but those of the Vector API, so that C2 keeps all in registers.
 */
final class VectorResampleLoops implements ResampleLoops {
  static final VectorResampleLoops INSTANCE = new VectorResampleLoops();

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_256;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_256;
  private static final VectorShuffle<Float> F4 = VectorShuffle.iota(F, 4, 1, true);
  private static final VectorShuffle<Float> F2 = VectorShuffle.iota(F, 2, 1, true);
  private static final VectorShuffle<Float> F1 = VectorShuffle.iota(F, 1, 1, true);
  private static final VectorShuffle<Double> D2 = VectorShuffle.iota(D, 2, 1, true);
  private static final VectorShuffle<Double> D1 = VectorShuffle.iota(D, 1, 1, true);

  private VectorResampleLoops() {}

  @Override
  public void filter(
      float[] rows, int[] rowAt, float[] x, int[] at, int taps, float[] y, int count) {
    for (int j = 0; j < count; j++) {
      int r = rowAt[j];
      int a = at[j];
      FloatVector s = FloatVector.zero(F);
      FloatVector t = FloatVector.zero(F);
      for (int k = 0; k < taps; k += 16) {
        s = s.add(FloatVector.fromArray(F, rows, r + k).mul(FloatVector.fromArray(F, x, a + k)));
        t =
            t.add(
                FloatVector.fromArray(F, rows, r + k + 8)
                    .mul(FloatVector.fromArray(F, x, a + k + 8)));
      }
      s = s.add(t);
      s = s.add(s.rearrange(F4));
      s = s.add(s.rearrange(F2));
      s = s.add(s.rearrange(F1));
      y[j] = s.lane(0);
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
        s = s.add(DoubleVector.fromArray(D, rows, rk).mul(DoubleVector.fromArray(D, x, ak)));
        t =
            t.add(
                DoubleVector.fromArray(D, rows, rk + 4).mul(DoubleVector.fromArray(D, x, ak + 4)));
        u =
            u.add(
                DoubleVector.fromArray(D, rows, rk + 8).mul(DoubleVector.fromArray(D, x, ak + 8)));
        v =
            v.add(
                DoubleVector.fromArray(D, rows, rk + 12)
                    .mul(DoubleVector.fromArray(D, x, ak + 12)));
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
      int taps,
      float[] y0,
      float[] y1,
      int count) {
    for (int j = 0; j < count; j++) {
      int r = rowAt[j];
      int a = at[j];
      FloatVector s = FloatVector.zero(F);
      FloatVector t = FloatVector.zero(F);
      FloatVector u = FloatVector.zero(F);
      FloatVector v = FloatVector.zero(F);
      for (int k = 0; k < taps; k += 16) {
        FloatVector row = FloatVector.fromArray(F, rows, r + k);
        FloatVector next = FloatVector.fromArray(F, rows, r + k + 8);
        s = s.add(row.mul(FloatVector.fromArray(F, x0, a + k)));
        t = t.add(next.mul(FloatVector.fromArray(F, x0, a + k + 8)));
        u = u.add(row.mul(FloatVector.fromArray(F, x1, a + k)));
        v = v.add(next.mul(FloatVector.fromArray(F, x1, a + k + 8)));
      }
      s = s.add(t);
      u = u.add(v);
      s = s.add(s.rearrange(F4));
      u = u.add(u.rearrange(F4));
      s = s.add(s.rearrange(F2));
      u = u.add(u.rearrange(F2));
      s = s.add(s.rearrange(F1));
      u = u.add(u.rearrange(F1));
      y0[j] = s.lane(0);
      y1[j] = u.lane(0);
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
