package dev.parallax.runtime.remote;

import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.element.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an element in another process is given lies in arenas that carry its streams only, because
 * it sees all of an arena. A buffer from another one is copied into memory that nobody else uses,
 * and counted. Only the element's own thread.
 */
final class PrivateInputs implements AutoCloseable {
  private static final long MOST_BYTES = 2L << 30;
  private static final int MOST_KNOWN = 256;

  private final PeerHost host;
  private final Context context;
  private final Set<SharedArena> own = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<SharedArena> others = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<FixedBufferPool> retired = new ArrayList<>();
  private @Nullable FixedBufferPool pool;
  private @Nullable SharedArena last;

  PrivateInputs(PeerHost host, Context context) {
    this.host = host;
    this.context = context;
  }

  /**
   * The buffer itself, or a copy, which is the caller's in its place.
   *
   * @param least buffers that may be under way at a time
   */
  Buffer of(Buffer buffer, int least) {
    SharedArena arena = buffer.arena();
    if (arena == last || isOwn(arena)) {
      last = arena;
      return buffer;
    }
    Buffer copy = acquire(buffer.length(), least);
    copy.copyFrom(buffer);
    context.countCopied(1);
    buffer.close();
    return copy;
  }

  private boolean isOwn(SharedArena arena) {
    if (own.contains(arena)) {
      return true;
    }
    if (others.contains(arena)) {
      return false;
    }
    boolean is = host.isOwn(arena);
    Set<SharedArena> known = is ? own : others;
    if (known.size() == MOST_KNOWN) {
      known.clear();
    }
    known.add(arena);
    return is;
  }

  /**
   * It does not wait: what the process keeps, and what those behind it keep of what it sends back,
   * is bounded by its leases and by queues, so that the pool soon has as many as are needed.
   */
  private Buffer acquire(long bytes, int least) {
    FixedBufferPool from = pool;
    Buffer free = from == null || bytes > from.slotBytes() ? null : from.tryAcquire();
    while (free == null) {
      from = enlarge(from, bytes, least);
      free = from.tryAcquire();
    }
    return free;
  }

  private FixedBufferPool enlarge(@Nullable FixedBufferPool old, long bytes, int least) {
    long slotBytes = Math.max(bytes, 1);
    int slots = least + 2;
    if (old != null) {
      boolean larger = bytes > old.slotBytes();
      slotBytes = larger ? Math.max(bytes, 2 * old.slotBytes()) : old.slotBytes();
      slots = larger ? old.slots() : 2 * old.slots();
    }
    if (slotBytes > MOST_BYTES / slots) {
      throw new ArenaException(
          "copies for an element's process take too much memory: element="
              + context.name()
              + " slotBytes="
              + slotBytes
              + " slots="
              + slots
              + " max="
              + MOST_BYTES);
    }
    FixedBufferPool made =
        FixedBufferPool.create(PoolConfig.of(context.name() + " inputs", slotBytes, slots));
    made.own(host.bell());
    if (old != null) {
      old.close();
      retired.add(old);
    }
    pool = made;
    own.add(made.arena());
    return made;
  }

  /** After the link's end. What others still have of it stays valid. */
  @Override
  public void close() {
    FixedBufferPool newest = pool;
    pool = null;
    if (newest != null) {
      retired.add(newest);
    }
    retired.forEach(FixedBufferPool::close);
    retired.clear();
  }
}
