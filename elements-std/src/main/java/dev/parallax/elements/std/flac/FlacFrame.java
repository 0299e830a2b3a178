package dev.parallax.elements.std.flac;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes frames (RFC 9639 section 9) into interleaved little-endian samples of 1 to 4 bytes. The
 * work arrays grow to the largest block that a header with a right check sum declared (at most
 * 65,536 samples of 8 channels).
 */
final class FlacFrame {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int PAD = FlacSubframes.PAD;

  final FlacFrameHeader header = new FlacFrameHeader();

  private final FlacBits bits = new FlacBits();
  private final FlacSubframes subframes = new FlacSubframes();
  private final int[][] samples = new int[8][];
  private long[] wide = new long[0];
  private byte[] pcm = new byte[0];

  FlacFrame() {
    Arrays.fill(samples, new int[0]);
  }

  /** Bytes of one sample in {@link #pcm}. */
  int sampleBytes() {
    return header.bits + 7 >>> 3;
  }

  /** Bytes of {@link #pcm} that the frame fills. */
  int pcmBytes() {
    return header.blockSize * header.channels * sampleBytes();
  }

  /** Interleaved samples, after {@link #interleave}. */
  byte[] pcm() {
    return pcm;
  }

  /**
   * Decodes the frame at {@code from}, whose header is in {@link #header}.
   *
   * @return length of the frame in bytes
   * @throws NeedMoreException when it goes on behind {@code to}
   */
  int decode(byte[] source, int from, int headerBytes, int to) throws FlacFault, NeedMoreException {
    int size = header.blockSize;
    bits.open(source, from + headerBytes, to);
    for (int channel = 0; channel < header.channels; channel++) {
      if (samples[channel].length < size + PAD) {
        samples[channel] = new int[size + PAD];
      }
      int depth = header.bits + (isDifference(channel) ? 1 : 0);
      if (depth > 32) {
        if (wide.length < size + PAD) {
          wide = new long[size + PAD];
        }
        subframes.decodeWide(bits, wide, samples[channel], size, depth);
      } else {
        subframes.decode(bits, samples[channel], size, depth);
      }
      bits.checkLimit();
    }
    int end = bits.align();
    if (end + 2 > to) {
      throw NeedMoreException.NEED_MORE;
    }
    int stored = (source[end] & 0xff) << 8 | (source[end + 1] & 0xff);
    int actual = FlacCrc.crc16(source, from, end);
    if (stored != actual) {
      throw new FlacFault("crc-16 is " + hex(actual) + ", should be " + hex(stored));
    }
    return end + 2 - from;
  }

  private static String hex(int crc) {
    return String.format("%04x", crc);
  }

  private boolean isDifference(int channel) {
    return switch (header.assignment) {
      case FlacFrameHeader.LEFT_SIDE, FlacFrameHeader.MID_SIDE -> channel == 1;
      case FlacFrameHeader.SIDE_RIGHT -> channel == 0;
      default -> false;
    };
  }

  /** Undoes the differences between channels and writes {@link #pcm}. */
  void interleave() {
    if (header.assignment >= FlacFrameHeader.LEFT_SIDE) {
      if (header.bits == 32) {
        decorrelateWide();
      } else {
        decorrelate();
      }
    }
    if (pcm.length < pcmBytes()) {
      pcm = new byte[pcmBytes()];
    }
    switch (sampleBytes()) {
      case 1 -> interleave8();
      case 2 -> interleave16();
      case 3 -> interleave24();
      default -> interleave32();
    }
  }

  private void decorrelate() {
    int[] a = samples[0];
    int[] b = samples[1];
    int end = PAD + header.blockSize;
    switch (header.assignment) {
      case FlacFrameHeader.LEFT_SIDE -> {
        for (int i = PAD; i < end; i++) {
          b[i] = a[i] - b[i];
        }
      }
      case FlacFrameHeader.SIDE_RIGHT -> {
        for (int i = PAD; i < end; i++) {
          a[i] += b[i];
        }
      }
      default -> {
        for (int i = PAD; i < end; i++) {
          int side = b[i];
          int mid = (a[i] << 1) | (side & 1);
          a[i] = (mid + side) >> 1;
          b[i] = (mid - side) >> 1;
        }
      }
    }
  }

  private void decorrelateWide() {
    int[] a = samples[0];
    int[] b = samples[1];
    int end = PAD + header.blockSize;
    switch (header.assignment) {
      case FlacFrameHeader.LEFT_SIDE -> {
        for (int i = PAD; i < end; i++) {
          b[i] = (int) (a[i] - wide[i]);
        }
      }
      case FlacFrameHeader.SIDE_RIGHT -> {
        for (int i = PAD; i < end; i++) {
          a[i] = (int) (wide[i] + b[i]);
        }
      }
      default -> {
        for (int i = PAD; i < end; i++) {
          long side = wide[i];
          long mid = ((long) a[i] << 1) | (side & 1);
          a[i] = (int) ((mid + side) >> 1);
          b[i] = (int) ((mid - side) >> 1);
        }
      }
    }
  }

  private void interleave8() {
    int channels = header.channels;
    for (int c = 0; c < channels; c++) {
      int[] x = samples[c];
      int at = c;
      for (int i = PAD; i < PAD + header.blockSize; i++, at += channels) {
        pcm[at] = (byte) x[i];
      }
    }
  }

  private void interleave16() {
    byte[] out = pcm;
    int channels = header.channels;
    int size = header.blockSize;
    if (channels == 2) {
      int[] a = samples[0];
      int[] b = samples[1];
      for (int i = 0; i < size; i++) {
        INT.set(out, i * 4, (a[i + PAD] & 0xffff) | b[i + PAD] << 16);
      }
      return;
    }
    for (int c = 0; c < channels; c++) {
      int[] x = samples[c];
      int at = c * 2;
      for (int i = PAD; i < PAD + size; i++, at += channels * 2) {
        SHORT.set(out, at, (short) x[i]);
      }
    }
  }

  private void interleave24() {
    byte[] out = pcm;
    int step = header.channels * 3;
    for (int c = 0; c < header.channels; c++) {
      int[] x = samples[c];
      int at = c * 3;
      for (int i = PAD; i < PAD + header.blockSize; i++, at += step) {
        int v = x[i];
        out[at] = (byte) v;
        out[at + 1] = (byte) (v >> 8);
        out[at + 2] = (byte) (v >> 16);
      }
    }
  }

  private void interleave32() {
    byte[] out = pcm;
    int step = header.channels * 4;
    for (int c = 0; c < header.channels; c++) {
      int[] x = samples[c];
      int at = c * 4;
      for (int i = PAD; i < PAD + header.blockSize; i++, at += step) {
        INT.set(out, at, x[i]);
      }
    }
  }
}
