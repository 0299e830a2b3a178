package dev.parallax.elements.std.jpeg;

import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Species and constants of the vector loops: eight ints, as a group has eight blocks. How such
 * loops are written, so that C2 keeps vectors in registers: one loop a method, no calls in it but
 * those of the Vector API, constants as vectors made once.
 */
final class JpegLanes {
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_256;
  static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
  static final VectorSpecies<Byte> BYTES_16 = ByteVector.SPECIES_128;
  static final VectorSpecies<Byte> BYTES_8 = ByteVector.SPECIES_64;

  /** Ints of two vectors by turns: the lower halves, the upper halves. */
  static final VectorShuffle<Integer> LOW = VectorShuffle.makeZip(INTS, 0);

  static final VectorShuffle<Integer> HIGH = VectorShuffle.makeZip(INTS, 1);

  /** Four bytes a pixel to three. */
  static final VectorShuffle<Byte> WITHOUT_ALPHA =
      VectorShuffle.fromOp(BYTES, i -> i < 24 ? i / 3 * 4 + i % 3 : 3);

  /** Every second int of two vectors, from the first or the second on. */
  static final VectorShuffle<Integer> EVEN = VectorShuffle.makeUnzip(INTS, 0);

  static final VectorShuffle<Integer> ODD = VectorShuffle.makeUnzip(INTS, 1);

  /** Three bytes a pixel to four; the fourth is any. */
  static final VectorShuffle<Byte> WITH_ALPHA =
      VectorShuffle.fromOp(BYTES, i -> i % 4 < 3 ? i / 4 * 3 + i % 4 : 0);

  static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  private JpegLanes() {}
}
