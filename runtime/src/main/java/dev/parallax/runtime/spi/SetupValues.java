package dev.parallax.runtime.spi;

import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Setup;
import org.jspecify.annotations.Nullable;

/** Collects what an element says in {@code @Configure}. */
public final class SetupValues implements Setup {
  private static final long DEFAULT_BYTES = 64 << 10;
  private static final int DEFAULT_AUDIO_FRAMES = 8192;

  private long outputBytes;
  private int holds;
  private int outputHolds;
  private long minLatency;
  private long maxLatency;
  private int alignment = 64;
  private int padding = 64;

  @Override
  public Setup outputBytes(long max) {
    if (max < 0) {
      throw new IllegalArgumentException("outputBytes is negative max=" + max);
    }
    outputBytes = max;
    return this;
  }

  @Override
  public Setup holds(int buffers) {
    holds = checkCount("holds", buffers);
    return this;
  }

  @Override
  public Setup outputHolds(int buffers) {
    outputHolds = checkCount("outputHolds", buffers);
    return this;
  }

  @Override
  public Setup latency(long minNs, long maxNs) {
    if (minNs < 0 || maxNs < minNs) {
      throw new IllegalArgumentException("latency out of range min=" + minNs + " max=" + maxNs);
    }
    minLatency = minNs;
    maxLatency = maxNs;
    return this;
  }

  @Override
  public Setup alignment(int bytes, int paddingBytes) {
    if (Integer.bitCount(bytes) != 1
        || bytes > 4096
        || paddingBytes < 0
        || paddingBytes > 1 << 20) {
      throw new IllegalArgumentException(
          "alignment out of range bytes=" + bytes + " padding=" + paddingBytes);
    }
    alignment = bytes;
    padding = paddingBytes;
    return this;
  }

  private static int checkCount(String what, int buffers) {
    if (buffers < 0 || buffers > 1024) {
      throw new IllegalArgumentException(
          what + " out of range buffers=" + buffers + " allowed=[0,1024]");
    }
    return buffers;
  }

  /** As said. */
  public long outputBytes() {
    return outputBytes;
  }

  /** As said. */
  public int holds() {
    return holds;
  }

  /** As said. */
  public int outputHolds() {
    return outputHolds;
  }

  /** As said. */
  public long minLatency() {
    return minLatency;
  }

  /** As said. */
  public long maxLatency() {
    return maxLatency;
  }

  /** As said. */
  public int alignment() {
    return alignment;
  }

  /** As said. */
  public int padding() {
    return padding;
  }

  /** Bytes of a slot for buffers of that format, or of an unknown one. */
  public long slotBytes(@Nullable Format fixed) {
    long needed = fixed == null ? DEFAULT_BYTES : bufferBytes(fixed);
    return outputBytes == 0
        ? needed
        : fixed instanceof VideoFormat ? Math.max(needed, outputBytes) : outputBytes;
  }

  /** Bytes of a buffer that an element gets when it does not say how much it needs. */
  public static long bufferBytes(Format format) {
    if (format instanceof VideoFormat video) {
      return PlaneLayout.of(video).size();
    }
    return format instanceof AudioFormat audio
        ? (long) audio.bytesPerFrame() * DEFAULT_AUDIO_FRAMES
        : DEFAULT_BYTES;
  }
}
