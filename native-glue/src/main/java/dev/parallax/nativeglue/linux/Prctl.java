package dev.parallax.nativeglue.linux;

/** {@code sys/prctl.h}: settings of the calling thread, some of them of its process. */
public final class Prctl {
  /** Signal when the thread that made this process ends. */
  public static final int PR_SET_PDEATHSIG = 1;

  /** Whether others of the same user may look into the process, and whether it dumps core. */
  public static final int PR_SET_DUMPABLE = 4;

  /** The thread's name. */
  public static final int PR_SET_NAME = 15;

  /** 1 when the bounding set has the capability. */
  public static final int PR_CAPBSET_READ = 23;

  /** Takes a capability out of the bounding set. */
  public static final int PR_CAPBSET_DROP = 24;

  /** No program that this thread starts gains rights; can't be undone. */
  public static final int PR_SET_NO_NEW_PRIVS = 38;

  /** Whether {@link #PR_SET_NO_NEW_PRIVS} was done. */
  public static final int PR_GET_NO_NEW_PRIVS = 39;

  /** Ambient capabilities. */
  public static final int PR_CAP_AMBIENT = 47;

  /** Of {@link #PR_CAP_AMBIENT}: 1 when the capability is ambient. */
  public static final int PR_CAP_AMBIENT_IS_SET = 1;

  /** Of {@link #PR_CAP_AMBIENT}: none is ambient. */
  public static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;

  /** Names of mappings. */
  public static final int PR_SET_VMA = 0x53564d41;

  private static final int NR_PRCTL = 157;

  private Prctl() {}

  /** Changes or reads a setting; fails with its error number. */
  public static int prctl(int option, long arg2, long arg3, long arg4, long arg5) {
    long r = Sys.call(NR_PRCTL, option, arg2, arg3, arg4, arg5, 0);
    if (r < 0) {
      throw new LinuxException((int) -r, "prctl", "option=" + option + " arg2=" + arg2);
    }
    return (int) r;
  }
}
