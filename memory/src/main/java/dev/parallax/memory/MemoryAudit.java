package dev.parallax.memory;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the live pools of this process have given out and not got back, and what other processes
 * lent it; for leak watchers.
 */
public final class MemoryAudit {
  private static final List<WeakReference<SlotHome>> HOMES = new ArrayList<>();

  private static final int MAX_LOST = 1000;

  private static final List<Outstanding> LOST = new ArrayList<>();

  private MemoryAudit() {}

  /**
   * A pool with slots out.
   *
   * @param pool its name
   * @param slotsOut slots in use
   * @param headersOut headers in use, at least {@code slotsOut}
   */
  public record Outstanding(String pool, int slotsOut, int headersOut) {}

  /**
   * A header that is out, in checked mode.
   *
   * @param pool name of its pool
   * @param slot index of its slot
   * @param acquired stack of the call that gave it out
   */
  public record Leak(String pool, int slot, @Nullable Throwable acquired) {}

  /**
   * Only the pools with something out. Exact when nobody acquires or releases meanwhile. A pool
   * that the garbage collector took with slots out stays in the list, with as many headers as
   * slots, until {@link #forgetLost}.
   */
  public static List<Outstanding> outstanding() {
    List<Outstanding> all = new ArrayList<>();
    synchronized (LOST) {
      all.addAll(LOST);
    }
    for (SlotHome home : homes()) {
      Outstanding o = home.outstanding();
      if (o.slotsOut() > 0) {
        all.add(o);
      }
    }
    return all;
  }

  /** Every header that is out, with its acquisition when {@code -Dparallax.checked=true}. */
  public static List<Leak> leaks() {
    List<Leak> all = new ArrayList<>();
    for (SlotHome home : homes()) {
      all.addAll(home.leaks());
    }
    return all;
  }

  /**
   * Strikes out the pools that were collected with slots out; a leak watcher that has told of them.
   */
  public static void forgetLost() {
    synchronized (LOST) {
      LOST.clear();
    }
  }

  static void lost(String pool, int slotsOut) {
    synchronized (LOST) {
      if (LOST.size() < MAX_LOST) {
        LOST.add(new Outstanding(pool, slotsOut, slotsOut));
      }
    }
  }

  static void register(SlotHome home) {
    synchronized (HOMES) {
      HOMES.removeIf(known -> known.refersTo(null));
      HOMES.add(new WeakReference<>(home));
    }
  }

  static void forget(SlotHome home) {
    synchronized (HOMES) {
      HOMES.removeIf(known -> known.refersTo(home));
    }
  }

  private static List<SlotHome> homes() {
    List<SlotHome> live = new ArrayList<>();
    synchronized (HOMES) {
      for (WeakReference<SlotHome> known : HOMES) {
        SlotHome home = known.get();
        if (home != null) {
          live.add(home);
        }
      }
    }
    return live;
  }
}
