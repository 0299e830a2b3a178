package dev.parallax.elements.std.flac;

import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * Encodes interleaved samples into FLAC frames, and keeps what STREAMINFO has to say in the end.
 * Little-endian integers of 1 to 4 bytes with {@code depth} significant bits.
 */
final class FlacEncoder {
  /** What comes out. */
  interface Output {
    /** A frame; {@code bytes} are valid during the call. */
    void frame(byte[] bytes, int length, int samples);
  }

  static final int MIN_BITS = 4;
  static final int MAX_CHANNELS = 8;
  static final int MAX_RATE = 0xf_ffff;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int DIGEST_BYTES = 8192;

  private final Output output;
  private final int channels;
  private final int bits;
  private final int container;
  private final int blockSize;
  private final FlacFrameWriter writer;
  private final MessageDigest md5 = Md5.create();
  private final byte[] taken = new byte[DIGEST_BYTES];
  private int filled;
  private long frames;
  private long samples;
  private int smallest = Integer.MAX_VALUE;
  private int largest;

  FlacEncoder(AudioFormat format, FlacLevel level, Output output) {
    this.output = output;
    channels = format.channels();
    bits = bits(format);
    container = format.bytesPerSample();
    blockSize = level.blockSize();
    writer = new FlacFrameWriter(format.rate(), channels, bits, level);
  }

  /** Bits per sample of the stream for a format; FLAC has at least four. */
  static int bits(AudioFormat format) {
    return Math.max(format.depth(), MIN_BITS);
  }

  /**
   * Takes samples, and gives the frames that are complete.
   *
   * @param count samples of each channel
   * @throws StreamException when a sample has more bits than the format says
   */
  void add(MemorySegment source, long offset, long count) throws StreamException {
    long at = offset;
    long left = count;
    while (left > 0) {
      int n = (int) Math.min(left, blockSize - filled);
      take(source, at, n);
      filled += n;
      left -= n;
      at += (long) n * channels * container;
      if (filled == blockSize) {
        frame();
      }
    }
  }

  /** Gives the last frame, which is usually shorter than others; nothing may follow it. */
  void finish() {
    if (filled > 0) {
      frame();
    }
  }

  private void frame() {
    int length = writer.write(frames, filled);
    frames++;
    samples += filled;
    smallest = Math.min(smallest, length);
    largest = Math.max(largest, length);
    int n = filled;
    filled = 0;
    output.frame(writer.bytes(), length, n);
  }

  private void take(MemorySegment source, long at, int n) throws StreamException {
    int stride = channels * container;
    int most = DIGEST_BYTES / stride;
    boolean narrow = container != (bits + 7) >>> 3;
    for (int done = 0; done < n; done += most) {
      int count = Math.min(most, n - done);
      int length = count * stride;
      MemorySegment.copy(
          source, ValueLayout.JAVA_BYTE, at + (long) done * stride, taken, 0, length);
      if (!narrow) {
        md5.update(taken, 0, length);
      }
      for (int c = 0; c < channels; c++) {
        deinterleave(c * container, stride, writer.samples(c), filled + done, count);
      }
    }
    checkDepth(n);
    if (narrow) {
      digestNarrow(n);
    }
  }

  private void deinterleave(int at, int stride, int[] x, int from, int n) {
    byte[] b = taken;
    switch (container) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          x[from + i] = b[at + i * stride];
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          x[from + i] = (short) SHORT.get(b, at + i * stride);
        }
      }
      case 3 -> {
        for (int i = 0; i < n; i++) {
          int place = at + i * stride;
          x[from + i] = ((short) SHORT.get(b, place) & 0xffff) | b[place + 2] << 16;
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          x[from + i] = (int) INT.get(b, at + i * stride);
        }
      }
    }
  }

  private void checkDepth(int n) throws StreamException {
    long excess = 0;
    for (int c = 0; c < channels && bits < 8 * container; c++) {
      excess |= excess(writer.samples(c), filled, n);
    }
    if (excess != 0) {
      throw new StreamException(
          "sample has more bits than its format says depth=" + bits + " sample=" + samples);
    }
  }

  /** What of the samples is beyond their depth. */
  private long excess(int[] x, int from, int n) {
    int used = 0;
    for (int i = from; i < from + n; i++) {
      used |= x[i] ^ x[i] >> 31;
    }
    return (used & 0xffff_ffffL) >>> (bits - 1);
  }

  /** The md5 is that of the smallest container. */
  private void digestNarrow(int n) {
    int bytes = (bits + 7) >>> 3;
    int at = 0;
    for (int i = filled; i < filled + n; i++) {
      if (at > DIGEST_BYTES - channels * bytes) {
        md5.update(taken, 0, at);
        at = 0;
      }
      for (int c = 0; c < channels; c++) {
        int value = writer.samples(c)[i];
        for (int b = 0; b < bytes; b++) {
          taken[at++] = (byte) (value >> 8 * b);
        }
      }
    }
    md5.update(taken, 0, at);
  }

  /** Samples of each channel in the frames so far. */
  long samples() {
    return samples;
  }

  /** Bytes of the smallest frame; 0 before the first. */
  int smallestFrame() {
    return frames == 0 ? 0 : smallest;
  }

  /** Bytes of the largest frame; 0 before the first. */
  int largestFrame() {
    return largest;
  }

  /** The md5 of all samples that were given; ends the digest. */
  byte[] md5() {
    return md5.digest();
  }
}
