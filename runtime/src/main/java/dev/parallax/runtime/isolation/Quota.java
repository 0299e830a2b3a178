package dev.parallax.runtime.isolation;

/**
 * What a child may use at most by its control group, beyond {@link ElementSandbox.Limits}: there
 * the kernel counts what is really used, and what it keeps for the child itself. Asked for, and not
 * to be had, the child does not start.
 *
 * @param memoryBytes most memory, at least {@link #LEAST_MEMORY}; more, and the kernel ends the
 *     child; 0: no limit
 * @param cpuPercent share of one processor, 1 to 100,000 (1,000 processors); 0: no limit
 */
public record Quota(long memoryBytes, int cpuPercent) {
  /** No limits, and no control group. */
  public static final Quota NONE = new Quota(0, 0);

  /** What a JVM needs at the least: 64 MiB. */
  public static final long LEAST_MEMORY = 64L << 20;

  private static final int MOST_PERCENT = 100_000;

  /** Checks. */
  public Quota {
    if (memoryBytes != 0 && memoryBytes < LEAST_MEMORY
        || cpuPercent < 0
        || cpuPercent > MOST_PERCENT) {
      throw new IllegalArgumentException(
          "quota is out of range memoryBytes=" + memoryBytes + " cpuPercent=" + cpuPercent);
    }
  }

  /** Whether there is a limit. */
  public boolean limits() {
    return memoryBytes > 0 || cpuPercent > 0;
  }
}
