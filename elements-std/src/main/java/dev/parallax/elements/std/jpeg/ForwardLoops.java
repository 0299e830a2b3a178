package dev.parallax.elements.std.jpeg;

import static dev.parallax.elements.std.jpeg.JpegLanes.BYTES;
import static dev.parallax.elements.std.jpeg.JpegLanes.INTS;
import static dev.parallax.elements.std.jpeg.JpegLanes.IN_LINE;
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

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The forward transform of eight blocks at once, a block in each lane. */
final class ForwardLoops {
  private ForwardLoops() {}

  /** Eight rows of eight blocks to a vector for each place. */
  static void unpack(byte[] in, int at, int stride, int gain, int bias, int[] a) {
    for (int r = 0, p = 0, from = at; r < 8; r++, p += 64, from += stride) {
      LongVector first = ByteVector.fromArray(BYTES, in, from).reinterpretAsLongs();
      LongVector second = ByteVector.fromArray(BYTES, in, from + 32).reinterpretAsLongs();
      IntVector low =
          first
              .and(LOW_HALF)
              .or(second.lanewise(VectorOperators.LSHL, 32))
              .reinterpretAsInts()
              .rearrange(IN_LINE);
      IntVector high =
          first
              .lanewise(VectorOperators.LSHR, 32)
              .or(second.and(~LOW_HALF))
              .reinterpretAsInts()
              .rearrange(IN_LINE);
      for (int c = 0; c < 4; c++) {
        low.lanewise(VectorOperators.LSHR, 8 * c)
            .and(0xff)
            .mul(gain)
            .add(bias)
            .lanewise(VectorOperators.ASHR, 16)
            .max(0)
            .min(255)
            .sub(128)
            .intoArray(a, p + 8 * c);
        high.lanewise(VectorOperators.LSHR, 8 * c)
            .and(0xff)
            .mul(gain)
            .add(bias)
            .lanewise(VectorOperators.ASHR, 16)
            .max(0)
            .min(255)
            .sub(128)
            .intoArray(a, p + 8 * c + 32);
      }
    }
  }

  /** The same with samples as they are. */
  static void unpack(byte[] in, int at, int stride, int[] a) {
    for (int r = 0, p = 0, from = at; r < 8; r++, p += 64, from += stride) {
      LongVector first = ByteVector.fromArray(BYTES, in, from).reinterpretAsLongs();
      LongVector second = ByteVector.fromArray(BYTES, in, from + 32).reinterpretAsLongs();
      IntVector low =
          first
              .and(LOW_HALF)
              .or(second.lanewise(VectorOperators.LSHL, 32))
              .reinterpretAsInts()
              .rearrange(IN_LINE)
              .lanewise(VectorOperators.XOR, 0x8080_8080);
      IntVector high =
          first
              .lanewise(VectorOperators.LSHR, 32)
              .or(second.and(~LOW_HALF))
              .reinterpretAsInts()
              .rearrange(IN_LINE)
              .lanewise(VectorOperators.XOR, 0x8080_8080);
      for (int c = 0; c < 4; c++) { // bytes with signs now
        low.lanewise(VectorOperators.LSHL, 24 - 8 * c)
            .lanewise(VectorOperators.ASHR, 24)
            .intoArray(a, p + 8 * c);
        high.lanewise(VectorOperators.LSHL, 24 - 8 * c)
            .lanewise(VectorOperators.ASHR, 24)
            .intoArray(a, p + 8 * c + 32);
      }
    }
  }

  /** One pass over 8 lines, {@code line} apart, of 8 vectors, {@code step} apart. */
  static void pass(int[] a, int step, int line, int shift) {
    int round = 1 << shift - 1;
    for (int i = 0, p = 0; i < 8; i++, p += line) {
      IntVector a0 = IntVector.fromArray(INTS, a, p);
      IntVector a7 = IntVector.fromArray(INTS, a, p + 7 * step);
      IntVector a1 = IntVector.fromArray(INTS, a, p + step);
      IntVector a6 = IntVector.fromArray(INTS, a, p + 6 * step);
      IntVector a2 = IntVector.fromArray(INTS, a, p + 2 * step);
      IntVector a5 = IntVector.fromArray(INTS, a, p + 5 * step);
      IntVector a3 = IntVector.fromArray(INTS, a, p + 3 * step);
      IntVector a4 = IntVector.fromArray(INTS, a, p + 4 * step);
      IntVector s07 = a0.add(a7);
      IntVector d07 = a0.sub(a7);
      IntVector s16 = a1.add(a6);
      IntVector d16 = a1.sub(a6);
      IntVector s25 = a2.add(a5);
      IntVector d25 = a2.sub(a5);
      IntVector s34 = a3.add(a4);
      IntVector d34 = a3.sub(a4);
      IntVector outer = s07.add(s34);
      IntVector inner = s16.add(s25);
      outer
          .add(inner)
          .lanewise(VectorOperators.LSHL, CONST_BITS)
          .add(round)
          .lanewise(VectorOperators.ASHR, shift)
          .intoArray(a, p);
      outer
          .sub(inner)
          .lanewise(VectorOperators.LSHL, CONST_BITS)
          .add(round)
          .lanewise(VectorOperators.ASHR, shift)
          .intoArray(a, p + 4 * step);
      IntVector t12 = s16.sub(s25);
      IntVector t13 = s07.sub(s34);
      IntVector even = t12.add(t13).mul(F_0_541).add(round);
      even.add(t13.mul(F_0_765)).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 2 * step);
      even.sub(t12.mul(F_1_847)).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + 6 * step);
      IntVector s3416 = d34.add(d16);
      IntVector s2507 = d25.add(d07);
      IntVector z5 = s3416.add(s2507).mul(F_1_175).add(round);
      IntVector z3 = z5.sub(s3416.mul(F_1_961));
      IntVector z4 = z5.sub(s2507.mul(F_0_390));
      IntVector z1 = d34.add(d07).mul(-F_0_899);
      IntVector z2 = d25.add(d16).mul(-F_2_562);
      d34.mul(F_0_298)
          .add(z1)
          .add(z3)
          .lanewise(VectorOperators.ASHR, shift)
          .intoArray(a, p + 7 * step);
      d25.mul(F_2_053)
          .add(z2)
          .add(z4)
          .lanewise(VectorOperators.ASHR, shift)
          .intoArray(a, p + 5 * step);
      d16.mul(F_3_072)
          .add(z2)
          .add(z3)
          .lanewise(VectorOperators.ASHR, shift)
          .intoArray(a, p + 3 * step);
      d07.mul(F_1_501).add(z1).add(z4).lanewise(VectorOperators.ASHR, shift).intoArray(a, p + step);
    }
  }

  static void quantize(int[] a, int[] halves, int[] reciprocals, byte[] masks) {
    for (int k = 0; k < 64; k++) {
      int place = JpegTables.NATURAL[k];
      IntVector value = IntVector.fromArray(INTS, a, 8 * place);
      IntVector sign = value.lanewise(VectorOperators.ASHR, 31);
      IntVector size =
          value
              .lanewise(VectorOperators.XOR, sign)
              .sub(sign)
              .add(halves[place])
              .mul(reciprocals[place])
              .lanewise(VectorOperators.LSHR, JpegEncodeKernels.SHIFT);
      VectorMask<Integer> some = size.compare(VectorOperators.NE, 0);
      size.lanewise(VectorOperators.XOR, sign).sub(sign).intoArray(a, 8 * place);
      masks[k] = (byte) some.toLong();
    }
  }

  /** The highest bits of all bytes are taken at once, then each byte is doubled. */
  static void turn(byte[] lanes, long[] masks) {
    ByteVector low = ByteVector.fromArray(BYTES, lanes, 0);
    ByteVector high = ByteVector.fromArray(BYTES, lanes, 32);
    for (int lane = 7; lane >= 0; lane--) {
      masks[lane] =
          low.compare(VectorOperators.LT, 0).toLong()
              | high.compare(VectorOperators.LT, 0).toLong() << 32;
      low = low.add(low);
      high = high.add(high);
    }
  }
}
