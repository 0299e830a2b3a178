package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Setup;

/** Collects what an element says in {@code @Configure}. */
final class NodeSetup implements Setup {
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

  long outputBytes() {
    return outputBytes;
  }

  int holds() {
    return holds;
  }

  int outputHolds() {
    return outputHolds;
  }

  long minLatency() {
    return minLatency;
  }

  long maxLatency() {
    return maxLatency;
  }

  int alignment() {
    return alignment;
  }

  int padding() {
    return padding;
  }
}
