package dev.parallax.runtime.remote;

import dev.parallax.memory.ArenaFile;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.nativeglue.linux.Unistd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Pools that the host has made for a process, which maps them, and says so. How many there are, and
 * what they take, is limited. A pool counts until its memory is gone here: one buffer of it that is
 * out keeps all of it. It counts on while the process has it still, whatever that says. Only the
 * element's own thread.
 */
final class PeerPools implements AutoCloseable {
  /** Most memory: whole files, with what lies between their slots. */
  static final long MAX_BYTES = 2L << 30;

  /** Most pools: each has a descriptor. */
  static final int MAX_POOLS = 64;

  private static final int NOWHERE = -1;

  private final Link link;
  private final long maxBytes;
  private final UnaryOperator<Set<FileId>> kept;
  private final List<Pool> pools = new ArrayList<>();
  private int made;

  /**
   * For a process.
   *
   * @param kept as {@link Peer#kept}
   */
  PeerPools(Link link, UnaryOperator<Set<FileId>> kept) {
    this(link, kept, MAX_BYTES);
  }

  PeerPools(Link link, UnaryOperator<Set<FileId>> kept, long maxBytes) {
    this.link = link;
    this.kept = kept;
    this.maxBytes = maxBytes;
  }

  private static final class Pool {
    final int number;
    final long bytes;
    final FileId id;

    /** Until it is mapped here. */
    @Nullable ArenaFile file;

    @Nullable SharedArena arena;

    /** Its number on the link, while buffers may come from it. */
    int index = NOWHERE;

    Pool(int number, long bytes, ArenaFile file) {
      this.number = number;
      this.bytes = bytes;
      this.file = file;
      id = FileId.of(file.fd());
    }

    boolean isGone() {
      SharedArena mapped = arena;
      return file == null && index == NOWHERE && (mapped == null || mapped.fd() < 0);
    }
  }

  /**
   * A pool for the other process.
   *
   * @param number by which it names it
   * @param file stays the pools', until it is mapped
   */
  record Made(int number, ArenaFile file) {}

  /**
   * Makes one.
   *
   * @throws PeerFault when there are too many, or they take too much
   * @throws dev.parallax.memory.ArenaException when memory or descriptors are short
   */
  Made make(PoolConfig config) {
    forget();
    long bytes = ArenaFile.bytes(config);
    long all = bytes;
    for (Pool pool : pools) {
      all += pool.bytes;
    }
    if (all > maxBytes) {
      throw new PeerFault("too much memory: bytes=" + all + " max=" + maxBytes);
    }
    if (pools.size() == MAX_POOLS) {
      throw new PeerFault("too many pools: max=" + MAX_POOLS);
    }
    ArenaFile file = ArenaFile.create(config);
    pools.add(new Pool(made, bytes, file));
    return new Made(made++, file);
  }

  /** Forgets those whose memory nobody has any more. */
  private void forget() {
    Set<FileId> gone = new HashSet<>();
    for (Pool pool : pools) {
      if (pool.isGone()) {
        gone.add(pool.id);
      }
    }
    if (!gone.isEmpty()) {
      gone.removeAll(kept.apply(Set.copyOf(gone)));
      pools.removeIf(pool -> pool.isGone() && gone.contains(pool.id));
    }
  }

  /** The other process writes it now, and nobody else can: only then it is mapped here. */
  void mapped(long index, long number) {
    Pool pool = find(number);
    ArenaFile file = pool == null ? null : pool.file;
    if (pool == null || file == null) {
      throw new PeerFault("no such pool: number=" + number);
    }
    pool.file = null;
    SharedArena arena;
    try (file) {
      arena = SharedArena.attach(Unistd.dup(file.fd()), file.description(), maxBytes);
    }
    try {
      link.attach(Math.clamp(index, NOWHERE, Integer.MAX_VALUE), arena);
    } catch (IllegalArgumentException e) {
      arena.close();
      throw new PeerFault("pool can't be mapped: " + e.getMessage(), e);
    }
    pool.arena = arena;
    pool.index = (int) index;
  }

  /** No more buffers come from it. */
  void unmapped(long index, long number) {
    Pool pool = find(number);
    if (pool == null || index < 0 || pool.index != index) {
      throw new PeerFault("no such pool is mapped: number=" + number + " index=" + index);
    }
    link.detach(pool.index);
    pool.index = NOWHERE;
  }

  private @Nullable Pool find(long number) {
    for (Pool pool : pools) {
      if (pool.number == number) {
        return pool;
      }
    }
    return null;
  }

  /** After the link's end, which has those that were mapped. */
  @Override
  public void close() {
    for (Pool pool : pools) {
      ArenaFile file = pool.file;
      if (file != null) {
        file.close();
      }
    }
    pools.clear();
  }
}
