package dev.parallax.elements.std.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The transform of eight blocks that have a DC coefficient only, as most have in smooth parts: one
 * value each, the same that the whole transform gives.
 */
final class FlatBlocks {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  private FlatBlocks() {}

  /** As {@link JpegKernels#inverse}. */
  static void inverse(int[] coefs, int at, byte[] out, int outAt, int stride, int gain, int bias) {
    for (int lane = 0; lane < 8; lane++) {
      int level =
          (coefs[at + lane] << 15) + (1 << 17) >> 18; // an eighth, with the wrap of the passes
      coefs[at + lane] = 0;
      long word = (ScalarJpegKernels.clamp(level + 128) * gain + bias >> 16 & 0xff) * EACH_BYTE;
      for (int r = 0, to = outAt + 8 * lane; r < 8; r++, to += stride) {
        WORDS.set(out, to, word);
      }
    }
  }
}
