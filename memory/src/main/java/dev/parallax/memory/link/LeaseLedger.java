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
  private static final long FREE = -1;

  /** Of a lease that ended, too: most often the next is the same, and a store costs a barrier. */
  private final @Nullable Buffer[] buffers;

  private final int[] generations;
  private final int[] seqs;
  private final byte[] ports;

  /** When it was lent, or {@link #FREE}. */
  private final long[] turns;

  private final int[] free;
  private int freeCount;
  private long turn;

  LeaseLedger(int maxLeases) {
    buffers = new @Nullable Buffer[maxLeases];
    generations = new int[maxLeases];
    seqs = new int[maxLeases];
    ports = new byte[maxLeases];
    turns = new long[maxLeases];
    free = new int[maxLeases];
    for (int i = maxLeases - 1; i >= 0; i--) {
      free[freeCount++] = i;
      turns[i] = FREE;
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
    if (buffers[index] != buffer) {
      buffers[index] = buffer;
    }
    seqs[index] = seq;
    ports[index] = (byte) port;
    turns[index] = turn++;
    return LinkEntry.lease(generations[index], index);
  }

  /** The buffer of a lease, or null when the peer does not have that lease. */
  @Nullable Buffer find(long lease) {
    int index = LinkEntry.index(lease);
    return index >= 0
            && index < turns.length
            && turns[index] != FREE
            && generations[index] == LinkEntry.generation(lease)
        ? buffers[index]
        : null;
  }

  /** Ends a lease that {@link #find} has found; its buffer is the caller's. */
  Buffer end(long lease) {
    int index = LinkEntry.index(lease);
    Buffer buffer = Objects.requireNonNull(buffers[index], "lease");
    turns[index] = FREE;
    free[freeCount++] = index;
    return buffer;
  }

  /** Ends all leases, the oldest first. The only scan, once in a peer's life. */
  int endAll(LinkHandler handler) {
    int[] lost =
        IntStream.range(0, turns.length)
            .filter(i -> turns[i] != FREE)
            .boxed()
            .sorted((a, b) -> Long.compare(turns[a], turns[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] leases =
        Arrays.stream(lost).mapToLong(i -> LinkEntry.lease(generations[i], i)).toArray();
    int k = 0;
    try {
      while (k < lost.length) {
        int i = k++;
        handler.onLost(end(leases[i]), ports[lost[i]] & 0xff, seqs[lost[i]]);
      }
    } finally {
      while (k < lost.length) {
        end(leases[k++]).close();
      }
    }
    return lost.length;
  }
}
