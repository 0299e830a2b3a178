package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one peer has of this process's slots. Each lease holds a header, and so the slot, until the
 * peer returns the lease or is gone. All of it lies on the owner's heap, where the peer can't reach
 * it; one thread uses it.
 */
final class LeaseLedger {
  private final @Nullable Buffer[] out;
  private final int[] generations;
  private final int[] seqs;
  private final byte[] ports;
  private final long[] turns;
  private final int[] free;
  private int freeCount;
  private long turn;

  LeaseLedger(int maxLeases) {
    out = new @Nullable Buffer[maxLeases];
    generations = new int[maxLeases];
    seqs = new int[maxLeases];
    ports = new byte[maxLeases];
    turns = new long[maxLeases];
    free = new int[maxLeases];
    for (int i = maxLeases - 1; i >= 0; i--) {
      free[freeCount++] = i;
    }
  }

  boolean hasFree() {
    return freeCount > 0;
  }

  /** Leases that are out. */
  int size() {
    return free.length - freeCount;
  }

  /** Notes a buffer as lent; gives the lease. Only when {@link #hasFree}. */
  long lend(Buffer buffer, int port, int seq) {
    int index = free[--freeCount];
    if (++generations[index] == 0) {
      generations[index] = 1;
    }
    out[index] = buffer;
    seqs[index] = seq;
    ports[index] = (byte) port;
    turns[index] = turn++;
    return LinkEntry.lease(generations[index], index);
  }

  /** The buffer of a lease, or null when the peer does not have that lease. */
  @Nullable Buffer find(long lease) {
    int index = LinkEntry.index(lease);
    return index >= 0
            && index < out.length
            && out[index] != null
            && generations[index] == LinkEntry.generation(lease)
        ? out[index]
        : null;
  }

  /** Ends a lease that {@link #find} has found; its buffer is the caller's. */
  Buffer end(long lease) {
    int index = LinkEntry.index(lease);
    Buffer buffer = Objects.requireNonNull(out[index], "lease");
    out[index] = null;
    free[freeCount++] = index;
    return buffer;
  }

  /** Ends all leases, the oldest first. The only scan, once in a peer's life. */
  int endAll(LinkHandler handler) {
    int[] lost =
        IntStream.range(0, out.length)
            .filter(i -> out[i] != null)
            .boxed()
            .sorted((a, b) -> Long.compare(turns[a], turns[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    Buffer[] buffers =
        Arrays.stream(lost)
            .mapToObj(i -> end(LinkEntry.lease(generations[i], i)))
            .toArray(Buffer[]::new);
    int k = 0;
    try {
      while (k < lost.length) {
        int i = k++;
        handler.onLost(buffers[i], ports[lost[i]] & 0xff, seqs[lost[i]]);
      }
    } finally {
      while (k < lost.length) {
        buffers[k++].close();
      }
    }
    return lost.length;
  }
}
