package corpus;

import dev.parallax.annotations.RtSafe;
import java.lang.foreign.*;
import java.lang.invoke.*;
import java.nio.*;
import java.util.*;
import java.util.concurrent.atomic.*;

/** What the JDK has for real-time code: arithmetic, memory access, atomics. */
class SafeJdk {
  static final VarHandle TAIL;
  static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(SafeJdk.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static final java.util.function.DoubleBinaryOperator SUM = (a, b) -> a + b;

  volatile long tail;
  long head;
  int number;
  double real;
  int[] ints = new int[8];
  long[] longs = new long[8];
  byte[] bytes = new byte[8];
  AtomicInteger atomicInt = new AtomicInteger();
  AtomicLong atomicLong = new AtomicLong();
  AtomicReference<Object> atomicReference = new AtomicReference<>();
  AtomicLongArray atomicArray = new AtomicLongArray(4);
  MemorySegment segment = Arena.global().allocate(64, 8);
  ByteBuffer buffer = ByteBuffer.allocateDirect(64);

  @RtSafe double sine(double x) { return Math.sin(x); }
  @RtSafe double root(double x) { return Math.sqrt(x) + Math.cbrt(x); }
  @RtSafe double power(double x) { return Math.pow(x, 2) + Math.exp(x) + Math.log(x); }
  @RtSafe int minMax(int a, int b) { return Math.max(a, Math.min(b, 4)); }
  @RtSafe int clamp(long v) { return Math.clamp(v, 0, 255); }
  @RtSafe long round(double x) { return Math.round(x) + (long) Math.floor(x) + (long) Math.ceil(x); }
  @RtSafe int floorMod(int a) { return Math.floorMod(a, 7) + Math.floorDiv(a, 7); }
  @RtSafe int exact(int a) { return Math.addExact(a, 1) + Math.toIntExact(2L); }
  @RtSafe double fma(double a) { return Math.fma(a, a, a) + Math.hypot(a, a) + Math.atan2(a, a); }
  @RtSafe int bitCount(int a) { return Integer.bitCount(a) + Integer.numberOfLeadingZeros(a); }
  @RtSafe int reverse(int a) { return Integer.reverseBytes(a) ^ Integer.rotateLeft(a, 3); }
  @RtSafe int unsigned(byte b) { return Byte.toUnsignedInt(b) + Integer.compareUnsigned(1, 2); }
  @RtSafe int floatBits(float f) { return Float.floatToRawIntBits(f) + (Float.isNaN(f) ? 1 : 0); }
  @RtSafe double doubleBits(long l) { return Double.longBitsToDouble(l); }
  @RtSafe long clock() { return System.nanoTime() + System.currentTimeMillis(); }
  @RtSafe void copyArray() { System.arraycopy(ints, 0, ints, 1, 4); }
  @RtSafe void fillArray() { Arrays.fill(ints, 3); }
  @RtSafe boolean equalArrays(byte[] other) { return Arrays.equals(bytes, other); }
  @RtSafe int hashOfArray() { return Arrays.hashCode(bytes); }
  @RtSafe int checked(int i) { return ints[Objects.checkIndex(i, ints.length)]; }
  @RtSafe void checkedRange(int i) { Objects.checkFromIndexSize(i, 2, 8); }
  @RtSafe Object notNull(Object o) { return Objects.requireNonNull(o, "o"); }
  @RtSafe boolean isNull(Object o) { return Objects.isNull(o); }
  @RtSafe void hint() { Thread.onSpinWait(); }
  @RtSafe boolean onThread(Thread t) { return Thread.currentThread() == t; }
  @RtSafe void fences() { VarHandle.fullFence(); VarHandle.acquireFence(); }
  @RtSafe long getAcquire() { return (long) TAIL.getAcquire(this); }
  @RtSafe void setRelease(long v) { TAIL.setRelease(this, v); }
  @RtSafe boolean compareAndSet(long v) { return TAIL.compareAndSet(this, v, v + 1); }
  @RtSafe long getAndAdd() { return (long) TAIL.getAndAdd(this, 1L); }
  @RtSafe long arrayElement(int i) { return (long) LONGS.getVolatile(longs, i); }
  @RtSafe void retry() { long v; do { v = (long) TAIL.getVolatile(this); } while (!TAIL.compareAndSet(this, v, v + 1)); }
  @RtSafe int increment() { return atomicInt.incrementAndGet(); }
  @RtSafe void lazySet() { atomicLong.lazySet(3); }
  @RtSafe long getPlain() { return atomicLong.getPlain() + atomicLong.getAcquire(); }
  @RtSafe boolean atomicRetry() { int v; do { v = atomicInt.get(); if (v > 9) { return false; } } while (!atomicInt.compareAndSet(v, v + 1)); return true; }
  @RtSafe void atomicRetryAtOnce() { while (!atomicInt.compareAndSet(atomicInt.get(), 3)) { Thread.onSpinWait(); } }
  @RtSafe int atomicWitness() { int v = atomicInt.get(); for (int seen; (seen = atomicInt.compareAndExchange(v, v + 1)) != v; ) { v = seen; } return v; }
  @RtSafe void fieldRetry() { long t; do { t = tail; } while (!TAIL.compareAndSet(this, t, t + 1)); }
  @RtSafe boolean boundedLock() { for (int i = 0; i < 9; i++) { if (atomicInt.compareAndSet(0, 1)) { return true; } } return false; }
  @RtSafe double knownOperator(java.util.function.DoubleBinaryOperator o) { return o.applyAsDouble(1, 2); }
  @RtSafe Object exchange(Object o) { return atomicReference.getAndSet(o); }
  @RtSafe long atomicElement(int i) { return atomicArray.get(i) + atomicArray.getAndIncrement(i); }
  @RtSafe int segmentInt() { return segment.get(ValueLayout.JAVA_INT, 0); }
  @RtSafe float segmentFloat(long i) { return segment.getAtIndex(ValueLayout.JAVA_FLOAT, i); }
  @RtSafe void segmentSet(long v) { segment.set(LONG, 8, v); }
  @RtSafe void segmentSetAtIndex(int i, short v) { segment.setAtIndex(ValueLayout.JAVA_SHORT, i, v); }
  @RtSafe void segmentByte(long i) { segment.set(ValueLayout.JAVA_BYTE, i, (byte) 1); }
  @RtSafe void segmentCopy(MemorySegment to) { MemorySegment.copy(segment, 0, to, 8, 16); }
  @RtSafe void segmentToArray() { MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, 0, bytes, 0, 8); }
  @RtSafe void segmentFill() { segment.fill((byte) 0); }
  @RtSafe long segmentSize() { return segment.byteSize() + LONG.byteSize(); }
  @RtSafe void segmentLoop(float gain) { for (long i = 0; i < segment.byteSize(); i += 4) { segment.set(ValueLayout.JAVA_FLOAT, i, segment.get(ValueLayout.JAVA_FLOAT, i) * gain); } }
  @RtSafe int bufferGet(int i) { return buffer.getInt(i) + buffer.get(i); }
  @RtSafe void bufferPut(int i) { buffer.putLong(i, 3L); }
  @RtSafe int bufferRemaining() { return buffer.remaining() + buffer.position() + buffer.limit(); }
  @RtSafe int enumOrdinal(Thread.State s) { return s.ordinal(); }
  @RtSafe Map<String, String> emptyMap() { return Map.of(); }
  @RtSafe int charDigit(char c) { return c >= '0' && c <= '9' ? c - '0' : -1; }
  @RtSafe long unsignedDivide(long a, long b) { return Long.divideUnsigned(a, b) + Long.numberOfTrailingZeros(a); }
}

/** A ring with one writer and one reader, as Agrona has it. */
class SafeRing {
  private static final VarHandle HEAD;
  private static final VarHandle RING_TAIL;

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(SafeRing.class, "head", long.class);
      RING_TAIL = MethodHandles.lookup().findVarHandle(SafeRing.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] items = new long[64];
  private long head;
  private long tail;
  private long headSeen;

  @RtSafe boolean offer(long item) {
    long t = tail;
    if (t - headSeen >= items.length) {
      headSeen = (long) HEAD.getAcquire(this);
      if (t - headSeen >= items.length) {
        return false;
      }
    }
    items[(int) t & 63] = item;
    RING_TAIL.setRelease(this, t + 1);
    return true;
  }

  @RtSafe long poll() {
    long h = head;
    if (h == (long) RING_TAIL.getAcquire(this)) {
      return -1;
    }
    long item = items[(int) h & 63];
    HEAD.setRelease(this, h + 1);
    return item;
  }

  @RtSafe int drain(long[] to) {
    int n = 0;
    long h = head;
    long t = (long) RING_TAIL.getAcquire(this);
    while (h < t && n < to.length) {
      to[n++] = items[(int) h++ & 63];
    }
    HEAD.setRelease(this, h);
    return n;
  }
}
