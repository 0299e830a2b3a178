package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.plan.QueueSpec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many bytes and how much time wait in a queue, and the limits. Each side counts what it has
 * done in an object of its own, on cache lines of its own, and the sender reads the receiver's only
 * when what it saw last says that the queue is full.
 *
 * <p>Time is measured as GStreamer's queue does: from the end of the buffer taken last to the end
 * of the one sent last, by decoding times where there are any. So it is 0 in an empty queue,
 * whatever the times were, and less than 0, which is no limit, while they jump back.
 */
final class Backlog {
  private static final long HARD_FACTOR = 8;

  private final Side sent = new Side();
  private final Side taken = new Side();
  private volatile QueueSpec spec;
  private long seenBytes;
  private long seenTime = Buffer.NO_TIME;

  /** When the first buffer began: what waits is measured from there until one is taken. */
  private volatile long begin = Buffer.NO_TIME;

  private volatile long maxBytes;
  private volatile long maxTime;

  Backlog(QueueSpec spec) {
    this.spec = spec;
    maxBytes = orUnlimited(spec.maxBytes());
    maxTime = orUnlimited(spec.maxTime());
  }

  /** Other limits, in place of what it has grown to. Any thread. */
  void limits(QueueSpec next) {
    spec = next;
    maxBytes = orUnlimited(next.maxBytes());
    maxTime = orUnlimited(next.maxTime());
  }

  private static long orUnlimited(long limit) {
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  // ---- sender

  /** After a buffer was sent, when it is no longer the sender's to ask. */
  void sent(long bytes, long start, long end) {
    if (seenTime == Buffer.NO_TIME && start != Buffer.NO_TIME) {
      seenTime = start;
      begin = start;
    }
    sent.count(bytes, end);
  }

  /** Whether nothing more may be sent now. */
  boolean isFullToSender() {
    if (seenTime == Buffer.NO_TIME && sent.bytes == 0) {
      return false; // nothing that could be counted has come yet
    }
    if (fits(sent.bytes - seenBytes, between(seenTime, sent.time), 1)) {
      return false;
    }
    seenBytes = taken.bytes();
    seenTime = takenTime();
    return !fits(sent.bytes - seenBytes, between(seenTime, sent.time), 1);
  }

  // ---- receiver

  void taken(Buffer buffer) {
    long bytes = buffer.length();
    long end = end(buffer);
    if (bytes != 0 || end != Buffer.NO_TIME) {
      taken.count(bytes, end);
    }
  }

  // ---- anyone

  boolean isFull() {
    return !fits(bytes(), time(), 1);
  }

  boolean isHalfEmpty() {
    return fits(bytes(), time(), 2);
  }

  /** Below one of the marks that the receiver waits for. */
  boolean isBelowThreshold() {
    return spec.isBelowThreshold(bytes(), time());
  }

  /** When a buffer ends, or {@link Buffer#NO_TIME}. */
  static long end(Buffer buffer) {
    long start = start(buffer);
    return start == Buffer.NO_TIME || buffer.duration() == Buffer.NO_TIME
        ? start
        : start + buffer.duration();
  }

  /** When a buffer begins, or {@link Buffer#NO_TIME}. */
  static long start(Buffer buffer) {
    return buffer.dts() != Buffer.NO_TIME ? buffer.dts() : buffer.pts();
  }

  private boolean fits(long bytes, long time, int parts) {
    return bytes < ceil(maxBytes, parts) && time < ceil(maxTime, parts);
  }

  private static long ceil(long limit, int parts) {
    return parts == 1 ? limit : limit / parts + 1;
  }

  long bytes() {
    long before = taken.bytes(); // first, so that the difference is not negative
    return sent.bytes() - before;
  }

  long time() {
    long before = takenTime();
    return between(before, sent.time());
  }

  private long takenTime() {
    long time = taken.time();
    return time == Buffer.NO_TIME ? begin : time;
  }

  static long between(long from, long to) {
    return from == Buffer.NO_TIME || to == Buffer.NO_TIME ? 0 : to - from;
  }

  /**
   * Lets more wait: twice the bytes, up to a hard limit, and any time, since bytes and buffers are
   * limited still. False when that changes nothing.
   */
  boolean grow() {
    if (time() >= maxTime) {
      maxTime = Long.MAX_VALUE;
      return true;
    }
    if (bytes() >= maxBytes && maxBytes / HARD_FACTOR < spec.maxBytes()) {
      maxBytes *= 2;
      return true;
    }
    return false;
  }

  /** What one side has done; only that side writes. */
  private static final class Side extends Padding {
    private static final VarHandle BYTES = field("bytes");
    private static final VarHandle TIME = field("time");

    private long bytes;
    private long time = Buffer.NO_TIME;

    @SuppressWarnings("unused") // keeps what follows in memory off this cache line
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13;

    void count(long more, long end) {
      if (more != 0) {
        BYTES.setRelease(this, bytes + more);
      }
      if (end != Buffer.NO_TIME) {
        TIME.setRelease(this, end);
      }
    }

    long bytes() {
      return (long) BYTES.getAcquire(this);
    }

    long time() {
      return (long) TIME.getAcquire(this);
    }

    private static VarHandle field(String name) {
      try {
        return MethodHandles.lookup().findVarHandle(Side.class, name, long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** Before the fields of a {@link Side}: the JVM reorders fields only within a class. */
  private static class Padding {
    @SuppressWarnings("unused")
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13;
  }
}
