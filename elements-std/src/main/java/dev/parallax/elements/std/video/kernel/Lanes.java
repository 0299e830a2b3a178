package dev.parallax.elements.std.video.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Species and constants of the vector loops. All lane counts follow from {@code N}, the ints of the
 * machine's widest vector (8 or 16).
 *
 * <p>How these loops are written: one loop a method, no calls in it but those of the Vector API,
 * constants as vectors made once, some twenty vector operations at most. C2 is told to inline the
 * Vector API; a helper of ours it may refuse ("already compiled into a big method", the limit of
 * nodes) once other loops have shaped its profile, and then every vector passed to it is an object,
 * for good.
 */
final class Lanes {
  static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.vectorBitSize() >= 512
          ? IntVector.SPECIES_512
          : IntVector.SPECIES_256;

  static final int N = INTS.length();

  /** N/2 longs: a pair of pixels each. */
  static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, INTS.vectorShape());

  /** 4N bytes. */
  static final VectorSpecies<Byte> BYTES_4N = VectorSpecies.of(byte.class, INTS.vectorShape());

  /** 2N shorts. */
  static final VectorSpecies<Short> SHORTS_2N = VectorSpecies.of(short.class, INTS.vectorShape());

  static final VectorSpecies<Byte> BYTES_2N =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(16 * N));
  static final VectorSpecies<Short> SHORTS_N =
      VectorSpecies.of(short.class, VectorShape.forBitSize(16 * N));
  static final VectorSpecies<Byte> BYTES_N =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(8 * N));
  static final VectorSpecies<Integer> INTS_HALF =
      VectorSpecies.of(int.class, VectorShape.forBitSize(16 * N));

  /** Of pixels and samples. */
  static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  /** Of scratch rows. */
  static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  static final IntVector ZERO = ints(0);
  static final IntVector BYTE = ints(0xff);
  static final IntVector HIGH_BYTE = ints(0xff00);
  static final IntVector LOW_HALF = ints(0xffff);
  static final IntVector OPAQUE = ints(0xff00_0000);

  /** Of chroma that begins one before a row of pixels: each pixel's own. */
  static final VectorShuffle<Integer> OWN = VectorShuffle.fromOp(INTS, i -> i / 2 + 1);

  /** The own for the left pixel of a pair, the next for the right one. */
  static final VectorShuffle<Integer> OWN_NEXT = VectorShuffle.fromOp(INTS, i -> i / 2 + 1 + i % 2);

  /** The one before for the left pixel of a pair, the next for the right one. */
  static final VectorShuffle<Integer> BEFORE_NEXT =
      VectorShuffle.fromOp(INTS, i -> i / 2 + i % 2 * 2);

  private Lanes() {}

  static IntVector ints(int value) {
    return IntVector.broadcast(INTS, value);
  }

  static ShortVector shorts(int value) {
    return ShortVector.broadcast(SHORTS_2N, value);
  }

  static LongVector longs(long value) {
    return LongVector.broadcast(LONGS, value);
  }

  /** Whether the machine's vectors are wide enough for these loops to be worth it. */
  static boolean wideEnough() {
    return IntVector.SPECIES_PREFERRED.vectorBitSize() >= 256;
  }

  /** The place of each byte of a vector of packed pixels in 24-bit RGB, 0 for alpha. */
  static int withoutAlpha(int lane, boolean swap) {
    int channel = lane % 4;
    return channel == 3 ? 0 : lane / 4 * 3 + (swap ? 2 - channel : channel);
  }

  /**
   * The place of each byte of 24-bit RGB in a vector of packed pixels, 0 for those beyond N pixels.
   */
  static int withAlpha(int lane, boolean swap) {
    int channel = lane % 3;
    return lane < 3 * N ? lane / 3 * 4 + (swap ? 2 - channel : channel) : 0;
  }
}
