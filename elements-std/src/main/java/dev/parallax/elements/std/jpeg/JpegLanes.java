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
 * those of the Vector API, constants as vectors made once. No rearrangement of two vectors: C2
 * makes it of many steps (packing was four times as slow with it as both passes of the transform).
 */
final class JpegLanes {
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_256;
  static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
  static final VectorSpecies<Byte> BYTES_16 = ByteVector.SPECIES_128;
  static final VectorSpecies<Byte> BYTES_8 = ByteVector.SPECIES_64;

  /** The lanes 0, 4, 1, 5, 2, 6, 3, 7: each long has a lane and the one half a vector further. */
  static final VectorShuffle<Integer> BY_HALVES =
      VectorShuffle.fromOp(INTS, i -> (i & 1) << 2 | i >> 1);

  /** The inverse of {@link #BY_HALVES}. */
  static final VectorShuffle<Integer> IN_LINE =
      VectorShuffle.fromOp(INTS, i -> (i & 3) << 1 | i >> 2);

  /** Of a long: its first int. */
  static final long LOW_HALF = 0xffff_ffffL;

  /** Four bytes a pixel to three. */
  static final VectorShuffle<Byte> WITHOUT_ALPHA =
      VectorShuffle.fromOp(BYTES, i -> i < 24 ? i / 3 * 4 + i % 3 : 3);

  /** Three bytes a pixel to four; the fourth is any. */
  static final VectorShuffle<Byte> WITH_ALPHA =
      VectorShuffle.fromOp(BYTES, i -> i % 4 < 3 ? i / 4 * 3 + i % 4 : 0);

  static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  private JpegLanes() {}
}
