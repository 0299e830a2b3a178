package dev.parallax.memory.link;

import dev.parallax.memory.SharedArena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arenas of one direction of a link by the number that entries name them with. */
final class ArenaTable {
  /** Arenas at once: a peer that sends ever new ones must withdraw the old. */
  static final int MAX_ARENAS = 64;

  private final @Nullable SharedArena[] arenas = new @Nullable SharedArena[MAX_ARENAS];
  private int last;

  /** Gives the number of an arena, or -1. */
  int indexOf(SharedArena arena) {
    if (arenas[last] == arena) {
      return last;
    }
    for (int i = 0; i < MAX_ARENAS; i++) {
      if (arenas[i] == arena) {
        last = i;
        return i;
      }
    }
    return -1;
  }

  /** The arena with that number, or null; any number. */
  @Nullable SharedArena at(int index) {
    return index >= 0 && index < MAX_ARENAS ? arenas[index] : null;
  }

  /** Gives the number of an arena, a new one if it has none. */
  int place(SharedArena arena) {
    int known = indexOf(arena);
    return known >= 0 ? known : add(arena);
  }

  /** Takes its number from an arena that may have one. */
  void drop(SharedArena arena) {
    int known = indexOf(arena);
    if (known >= 0) {
      arenas[known] = null;
    }
  }

  /** Gives the arena the lowest free number. */
  private int add(SharedArena arena) {
    for (int i = 0; i < MAX_ARENAS; i++) {
      if (arenas[i] == null) {
        arenas[i] = arena;
        return i;
      }
    }
    throw new IllegalStateException(
        "link has as many arenas as it can: arenas=" + MAX_ARENAS + "; withdraw those not in use");
  }

  void put(int index, SharedArena arena) {
    if (index < 0 || index >= MAX_ARENAS || arenas[index] != null) {
      throw new IllegalArgumentException(
          "arena number is taken or out of range: index=" + index + " limit=" + MAX_ARENAS);
    }
    arenas[index] = arena;
  }

  @Nullable SharedArena remove(int index) {
    SharedArena arena = at(index);
    if (arena != null) {
      arenas[index] = null;
    }
    return arena;
  }

  List<SharedArena> removeAll() {
    List<SharedArena> all = new ArrayList<>();
    for (int i = 0; i < MAX_ARENAS; i++) {
      SharedArena arena = remove(i);
      if (arena != null) {
        all.add(arena);
      }
    }
    return all;
  }
}
