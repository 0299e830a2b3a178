package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.JpegLanes.BY_HALVES;
import static dev.parallax.elements.std.jpeg.JpegLanes.INTS;
import static dev.parallax.elements.std.jpeg.JpegLanes.LOW_HALF;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.CONST_BITS;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_298;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_390;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_541;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_765;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_0_899;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_175;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_501;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_847;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_1_961;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_2_053;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_2_562;
import static dev.parallax.elements.std.jpeg.ScalarJpegKernels.F_3_072;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** The transform of eight blocks at once, a block in each lane. */
final class InverseLoops {
  private static final IntVector ZERO = IntVector.zero(INTS);

  private InverseLoops() {}

  /** One pass over {@code count} lines, {@code line} apart, of 8 vectors, {@code step} apart. */
  static void pass(int[] a, int at, int count, int step, int line, int shift) {
    int round = 1 << shift - 1;
    for (int i = 0, p = at; i < count; i++, p += line) {
      IntVector a2 = IntVector.fromArray(INTS, a, p + 2 * step);
      IntVector a6 = IntVector.fromArray(INTS, a, p + 6 * step);
      IntVector even = a2.add(a6).mul(F_0_541);
      IntVector t2 = even.sub(a6.mul(F_1_847));
      IntVector t3 = even.add(a2.mul(F_0_765));
      IntVector a0 = IntVector.fromArray(INTS, a, p);
      IntVector a4 = IntVector.fromArray(INTS, a, p + 4 * step);
      IntVector t0 = a0.add(a4).lanewise(VectorOperators.LSHL, CONST_BITS).add(round);
      IntVector t1 = a0.sub(a4).lanewise(VectorOperators.LSHL, CONST_BITS).add(round);
      IntVector e0 = t0.add(t3);
      IntVector e3 = t0.sub(t3);
      IntVector e1 = t1.add(t2);
      IntVector e2 = t1.sub(t2);
      IntVector a7 = IntVector.fromArray(INTS, a, p + 7 * step);
      IntVector a5 = IntVector.fromArray(INTS, a, p + 5 * step);
      IntVector a3 = IntVector.fromArray(INTS, a, p + 3 * step);
      IntVector a1 = IntVector.fromArray(INTS, a, p + step);
      IntVector s73 = a7.add(a3);
      IntVector s51 = a5.add(a1);
      IntVector z5 = s73.add(s51).mul(F_1_175);
      IntVector z3 = z5.sub(s73.mul(F_1_961));
      IntVector z4 = z5.sub(s51.mul(F_0_390));
      IntVector z1 = a7.add(a1).mul(-F_0_899);
      IntVector z2 = a5.add(a3).mul(-F_2_562);
      IntVector o0 = a7.mul(F_0_298).add(z1).add(z3);
      IntVector o1 = a5.mul(F_2_053).add(z2).add(z4);
      IntVector o2 = a3.mul(F_3_072).add(z2).add(z3);
      IntVector o3 = a1.mul(F_1_501).add(z1).add(z4);
      e0.add(o3).lanewise(VectorOperators.ASHR, shift).intoArray(a, p);
      e0.sub(o3).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 7 * step);
      e1.add(o2).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + step);
      e1.sub(o2).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 6 * step);
      e2.add(o1).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 2 * step);
      e2.sub(o1).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 5 * step);
      e3.add(o0).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 3 * step);
      e3.sub(o0).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 4 * step);
    }
  }

  /** To bytes as they are, a row of 8 blocks at a time; zeroes the group. */
  static void pack(int[] a, int at, byte[] out, int outAt, int stride) {
    for (int r = 0, p = at, to = outAt; r < 8; r++, p += 64, to += stride) {
      IntVector low =
          IntVector.fromArray(INTS, a, p)
              .max(-128)
              .min(127)
              .and(0xff)
              .or(
                  IntVector.fromArray(INTS, a, p + 8)
                      .max(-128)
                      .min(127)
                      .and(0xff)
                      .lanewise(VectorOperators.LSHL, 8))
              .or(
                  IntVector.fromArray(INTS, a, p + 16)
                      .max(-128)
                      .min(127)
                      .and(0xff)
                      .lanewise(VectorOperators.LSHL, 16))
              .or(
                  IntVector.fromArray(INTS, a, p + 24)
                      .max(-128)
                      .min(127)
                      .lanewise(VectorOperators.LSHL, 24));
      IntVector high =
          IntVector.fromArray(INTS, a, p + 32)
              .max(-128)
              .min(127)
              .and(0xff)
              .or(
                  IntVector.fromArray(INTS, a, p + 40)
                      .max(-128)
                      .min(127)
                      .and(0xff)
                      .lanewise(VectorOperators.LSHL, 8))
              .or(
                  IntVector.fromArray(INTS, a, p + 48)
                      .max(-128)
                      .min(127)
                      .and(0xff)
                      .lanewise(VectorOperators.LSHL, 16))
              .or(
                  IntVector.fromArray(INTS, a, p + 56)
                      .max(-128)
                      .min(127)
                      .lanewise(VectorOperators.LSHL, 24));
      ZERO.intoArray(a, p);
      ZERO.intoArray(a, p + 8);
      ZERO.intoArray(a, p + 16);
      ZERO.intoArray(a, p + 24);
      ZERO.intoArray(a, p + 32);
      ZERO.intoArray(a, p + 40);
      ZERO.intoArray(a, p + 48);
      ZERO.intoArray(a, p + 56);
      // the exclusive or adds 128 to each byte
      LongVector lows =
          low.lanewise(VectorOperators.XOR, 0x8080_8080).rearrange(BY_HALVES).reinterpretAsLongs();
      LongVector highs =
          high.lanewise(VectorOperators.XOR, 0x8080_8080).rearrange(BY_HALVES).reinterpretAsLongs();
      lows.and(LOW_HALF)
          .or(highs.lanewise(VectorOperators.LSHL, 32))
          .reinterpretAsBytes()
          .intoArray(out, to);
      lows.lanewise(VectorOperators.LSHR, 32)
          .or(highs.and(~LOW_HALF))
          .reinterpretAsBytes()
          .intoArray(out, to + 32);
    }
  }

  /** The same with another gain. */
  static void pack(int[] a, int at, byte[] out, int outAt, int stride, int gain, int bias) {
    int all = 128 * gain + bias;
    for (int r = 0, p = at, to = outAt; r < 8; r++, p += 64, to += stride) {
      IntVector low =
          IntVector.fromArray(INTS, a, p)
              .max(-128)
              .min(127)
              .mul(gain)
              .add(all)
              .lanewise(VectorOperators.LSHR, 16)
              .or(
                  IntVector.fromArray(INTS, a, p + 8)
                      .max(-128)
                      .min(127)
                      .mul(gain)
                      .add(all)
                      .lanewise(VectorOperators.LSHR, 16)
                      .lanewise(VectorOperators.LSHL, 8))
              .or(
                  IntVector.fromArray(INTS, a, p + 16)
                      .max(-128)
                      .min(127)
                      .mul(gain)
                      .add(all)
                      .lanewise(VectorOperators.LSHR, 16)
                      .lanewise(VectorOperators.LSHL, 16))
              .or(
                  IntVector.fromArray(INTS, a, p + 24)
                      .max(-128)
                      .min(127)
                      .mul(gain)
                      .add(all)
                      .lanewise(VectorOperators.LSHR, 16)
                      .lanewise(VectorOperators.LSHL, 24));
      IntVector high =
          IntVector.fromArray(INTS, a, p + 32)
              .max(-128)
              .min(127)
              .mul(gain)
              .add(all)
              .lanewise(VectorOperators.LSHR, 16)
              .or(
                  IntVector.fromArray(INTS, a, p + 40)
                      .max(-128)
                      .min(127)
                      .mul(gain)
                      .add(all)
                      .lanewise(VectorOperators.LSHR, 16)
                      .lanewise(VectorOperators.LSHL, 8))
              .or(
                  IntVector.fromArray(INTS, a, p + 48)
                      .max(-128)
                      .min(127)
                      .mul(gain)
                      .add(all)
                      .lanewise(VectorOperators.LSHR, 16)
                      .lanewise(VectorOperators.LSHL, 16))
              .or(
                  IntVector.fromArray(INTS, a, p + 56)
                      .max(-128)
                      .min(127)
                      .mul(gain)
                      .add(all)
                      .lanewise(VectorOperators.LSHR, 16)
                      .lanewise(VectorOperators.LSHL, 24));
      ZERO.intoArray(a, p);
      ZERO.intoArray(a, p + 8);
      ZERO.intoArray(a, p + 16);
      ZERO.intoArray(a, p + 24);
      ZERO.intoArray(a, p + 32);
      ZERO.intoArray(a, p + 40);
      ZERO.intoArray(a, p + 48);
      ZERO.intoArray(a, p + 56);
      LongVector lows = low.rearrange(BY_HALVES).reinterpretAsLongs();
      LongVector highs = high.rearrange(BY_HALVES).reinterpretAsLongs();
      lows.and(LOW_HALF)
          .or(highs.lanewise(VectorOperators.LSHL, 32))
          .reinterpretAsBytes()
          .intoArray(out, to);
      lows.lanewise(VectorOperators.LSHR, 32)
          .or(highs.and(~LOW_HALF))
          .reinterpretAsBytes()
          .intoArray(out, to + 32);
    }
  }
}
