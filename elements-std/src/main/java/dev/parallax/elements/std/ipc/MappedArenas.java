package dev.parallax.elements.std.ipc;

import dev.parallax.memory.SharedArena;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of others that is mapped here, within a limit. An arena counts until it is gone: one that
 * nothing comes from any more, too, as long as somebody has a buffer of it. One thread.
 */
final class MappedArenas {
  private final List<SharedArena> all = new ArrayList<>();
  private final long maxBytes;

  MappedArenas(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Bytes that may be mapped beside those that are; 0 or less: none. */
  long bytesLeft() {
    all.removeIf(arena -> arena.fd() < 0);
    long left = maxBytes;
    for (int i = 0; i < all.size(); i++) {
      left -= all.get(i).slotStride() * all.get(i).slotCount();
    }
    return left;
  }

  /** Counts one that was mapped with its descriptor. */
  void add(SharedArena arena) {
    all.add(arena);
  }
}
