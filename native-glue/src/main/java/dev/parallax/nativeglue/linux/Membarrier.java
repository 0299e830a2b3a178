package dev.parallax.nativeglue.linux;

/** {@code linux/membarrier.h}: memory barriers on all threads of the process at once. */
public final class Membarrier {
  /**
   * A barrier on every running thread of this process, after {@link #REGISTER_PRIVATE_EXPEDITED}.
   */
  public static final int PRIVATE_EXPEDITED = 1 << 3;

  /** Announces that this process will use {@link #PRIVATE_EXPEDITED}. */
  public static final int REGISTER_PRIVATE_EXPEDITED = 1 << 4;

  private static final long NR_MEMBARRIER = 324;

  private Membarrier() {}

  /**
   * {@code int membarrier(int cmd, unsigned int flags, int cpu_id)}.
   *
   * @return 0, or a negated error number: {@code -ENOSYS} and {@code -EINVAL} when the kernel has
   *     no such command, {@code -EPERM} when the process did not register
   */
  public static int membarrier(int cmd, int flags, int cpuId) {
    return (int) Sys.call(NR_MEMBARRIER, cmd, flags, cpuId, 0, 0, 0);
  }
}
