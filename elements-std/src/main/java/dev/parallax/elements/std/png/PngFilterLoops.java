package dev.parallax.elements.std.png;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The filters on vectors of 256 bits, a whole number of vectors a call. Absolute values are summed
 * in 16 bits, two a lane and vector: {@link PngFilters#MOST} bytes are not too many.
 */
final class PngFilterLoops {
  static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_256;

  private PngFilterLoops() {}

  static int none(byte[] row, int bpp, int from, int until) {
    ShortVector sum = ShortVector.zero(SHORTS);
    for (int i = from; i < until; i += BYTES.length()) {
      ShortVector size = ByteVector.fromArray(BYTES, row, i + bpp).abs().reinterpretAsShorts();
      sum = sum.add(size.and((short) 0xff)).add(size.lanewise(VectorOperators.LSHR, 8));
    }
    return total(sum);
  }

  static int sub(byte[] row, int bpp, byte[] to, int from, int until) {
    ShortVector sum = ShortVector.zero(SHORTS);
    for (int i = from; i < until; i += BYTES.length()) {
      ByteVector b =
          ByteVector.fromArray(BYTES, row, i + bpp).sub(ByteVector.fromArray(BYTES, row, i));
      b.intoArray(to, i + 1);
      ShortVector size = b.abs().reinterpretAsShorts();
      sum = sum.add(size.and((short) 0xff)).add(size.lanewise(VectorOperators.LSHR, 8));
    }
    return total(sum);
  }

  static int up(byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    ShortVector sum = ShortVector.zero(SHORTS);
    for (int i = from; i < until; i += BYTES.length()) {
      ByteVector b =
          ByteVector.fromArray(BYTES, row, i + bpp)
              .sub(ByteVector.fromArray(BYTES, above, i + bpp));
      b.intoArray(to, i + 1);
      ShortVector size = b.abs().reinterpretAsShorts();
      sum = sum.add(size.and((short) 0xff)).add(size.lanewise(VectorOperators.LSHR, 8));
    }
    return total(sum);
  }

  static int average(byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    ShortVector sum = ShortVector.zero(SHORTS);
    for (int i = from; i < until; i += BYTES.length()) {
      ByteVector left = ByteVector.fromArray(BYTES, row, i);
      ByteVector up = ByteVector.fromArray(BYTES, above, i + bpp);
      ByteVector half =
          left.lanewise(VectorOperators.XOR, up)
              .reinterpretAsShorts()
              .lanewise(VectorOperators.LSHR, 1)
              .reinterpretAsBytes()
              .and((byte) 0x7f);
      ByteVector mean = left.and(up).add(half);
      ByteVector b = ByteVector.fromArray(BYTES, row, i + bpp).sub(mean);
      b.intoArray(to, i + 1);
      ShortVector size = b.abs().reinterpretAsShorts();
      sum = sum.add(size.and((short) 0xff)).add(size.lanewise(VectorOperators.LSHR, 8));
    }
    return total(sum);
  }

  /**
   * In bytes without signs: what is left of the estimate to the corner is the sum of the two other
   * distances, at most 255 of which matter, when both go the same way, and else their difference.
   */
  static int paeth(byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    ShortVector sum = ShortVector.zero(SHORTS);
    for (int i = from; i < until; i += BYTES.length()) {
      ByteVector left = ByteVector.fromArray(BYTES, row, i);
      ByteVector up = ByteVector.fromArray(BYTES, above, i + bpp);
      ByteVector corner = ByteVector.fromArray(BYTES, above, i);
      ByteVector mostUp = up.lanewise(VectorOperators.UMAX, corner);
      ByteVector mostLeft = left.lanewise(VectorOperators.UMAX, corner);
      ByteVector byLeft = mostUp.sub(up.lanewise(VectorOperators.UMIN, corner));
      ByteVector byUp = mostLeft.sub(left.lanewise(VectorOperators.UMIN, corner));
      VectorMask<Byte> apart =
          mostUp.compare(VectorOperators.EQ, up).xor(mostLeft.compare(VectorOperators.EQ, left));
      ByteVector most = byLeft.lanewise(VectorOperators.UMAX, byUp);
      ByteVector least = byLeft.lanewise(VectorOperators.UMIN, byUp);
      ByteVector byCorner =
          byLeft.lanewise(VectorOperators.SUADD, byUp).blend(most.sub(least), apart);
      ByteVector other =
          corner.blend(
              up, byUp.lanewise(VectorOperators.UMIN, byCorner).compare(VectorOperators.EQ, byUp));
      ByteVector predicted =
          other.blend(
              left,
              least.lanewise(VectorOperators.UMIN, byCorner).compare(VectorOperators.EQ, byLeft));
      ByteVector b = ByteVector.fromArray(BYTES, row, i + bpp).sub(predicted);
      b.intoArray(to, i + 1);
      ShortVector size = b.abs().reinterpretAsShorts();
      sum = sum.add(size.and((short) 0xff)).add(size.lanewise(VectorOperators.LSHR, 8));
    }
    return total(sum);
  }

  private static int total(ShortVector sum) {
    IntVector pairs = sum.reinterpretAsInts();
    return pairs
        .and(0xffff)
        .add(pairs.lanewise(VectorOperators.LSHR, 16))
        .reduceLanes(VectorOperators.ADD);
  }
}
