package dev.parallax.benchmarks.links;

import dev.parallax.memory.Mapping;
import dev.parallax.memory.MemFd;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;

/** What the machine needs for one word to the other process and back: nothing can be faster. */
final class PingPong {
  static final int BYTES = 4096;

  private PingPong() {}

  /** Half of the median of the times there and back, in nanoseconds. */
  static double oneWay(Channel channel, int rounds) {
    int there = MemFd.create("there", BYTES, 0);
    int back = MemFd.create("back", BYTES, 0);
    try (Mapping out = Mapping.writable(there, 0, BYTES);
        Mapping in = Mapping.readOnly(back, 0, BYTES)) {
      channel.send(new byte[] {0}, there, back);
      channel.receive();
      long[] times = new long[rounds];
      for (int i = 0; i < 2 * rounds; i++) {
        long begin = System.nanoTime();
        exchange(out.segment(), in.segment(), i + 1);
        times[i % rounds] = System.nanoTime() - begin;
      }
      IdentityPeer.WORD.setRelease(out.segment(), 0L, -1L);
      return Percentile.of(times, 50) / 2;
    } finally {
      Unistd.close(there);
      Unistd.close(back);
    }
  }

  private static void exchange(MemorySegment out, MemorySegment in, long value) {
    IdentityPeer.WORD.setRelease(out, 0L, value);
    while ((long) IdentityPeer.WORD.getAcquire(in, 0L) != value) {
      Thread.onSpinWait();
    }
  }
}
