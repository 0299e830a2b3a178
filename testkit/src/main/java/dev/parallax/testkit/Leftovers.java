package dev.parallax.testkit;

import dev.parallax.memory.MemoryAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Buffers that are out, and were not before. */
final class Leftovers {
  private static final long LOOK_NS = 2_000_000;

  private final Map<String, Integer> before;

  private Leftovers(Map<String, Integer> before) {
    this.before = before;
  }

  static Leftovers now() {
    return new Leftovers(
        MemoryAudit.outstanding().stream()
            .collect(
                Collectors.toMap(
                    MemoryAudit.Outstanding::pool,
                    MemoryAudit.Outstanding::slotsOut,
                    Integer::sum)));
  }

  /**
   * Fails when an element keeps more than that after the time.
   *
   * @throws AssertionError with what it keeps
   */
  void mustBeAll(String element, long patienceNs) {
    List<MemoryAudit.Outstanding> left = waitForNone(patienceNs);
    if (!left.isEmpty()) {
      throw new AssertionError(
          "element leaves buffers behind element="
              + element
              + "\n"
              + text(left)
              + "\n  fix: close what was retained or acquired, at the latest in @Reset and @Stop");
    }
  }

  /** What is out beyond that; empty as soon as there is nothing, at the latest after the time. */
  private List<MemoryAudit.Outstanding> waitForNone(long patienceNs) {
    long deadline = System.nanoTime() + patienceNs;
    List<MemoryAudit.Outstanding> left = more();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NS); // others give back on their own threads
      left = more();
    }
    return left;
  }

  private List<MemoryAudit.Outstanding> more() {
    return MemoryAudit.outstanding().stream()
        .filter(o -> o.slotsOut() > before.getOrDefault(o.pool(), 0))
        .toList();
  }

  /** One line for each pool, and where the buffers were acquired when that is known. */
  private static String text(List<MemoryAudit.Outstanding> left) {
    List<String> lines = new ArrayList<>();
    for (MemoryAudit.Outstanding o : left) {
      lines.add(
          "  buffers pool=" + o.pool() + " slots=" + o.slotsOut() + " headers=" + o.headersOut());
    }
    for (MemoryAudit.Leak leak : MemoryAudit.leaks()) {
      Throwable acquired = leak.acquired();
      if (acquired != null) {
        lines.add("  acquired pool=" + leak.pool() + " by");
        for (StackTraceElement frame : acquired.getStackTrace()) {
          lines.add("    " + frame);
        }
      }
    }
    if (!Boolean.getBoolean("parallax.checked")) {
      lines.add("  with -Dparallax.checked=true this says where they were acquired");
    }
    return String.join("\n", lines);
  }
}
