package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Descriptors of processes: they never mean another process than the one they were made for. */
public final class Pidfd {
  /** Ends a process at once. */
  public static final int SIGKILL = 9;

  /** {@link Exit#code}: it has ended by itself. */
  public static final int CLD_EXITED = 1;

  /** {@link Exit#code}: a signal has ended it. */
  public static final int CLD_KILLED = 2;

  private static final int NR_WAITID = 247;
  private static final int NR_PIDFD_SEND_SIGNAL = 424;
  private static final int NR_PIDFD_OPEN = 434;
  private static final int NR_PIDFD_GETFD = 438;
  private static final int P_PIDFD = 3;
  private static final int WEXITED = 4;
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_STATUS = 24;

  private Pidfd() {}

  /**
   * How a process has ended.
   *
   * @param code {@link #CLD_EXITED}, {@link #CLD_KILLED} or 3 (killed, with a core dump)
   * @param status its exit code, or the signal's number
   */
  public record Exit(int code, int status) {}

  /** Gives a descriptor, which is close-on-exec and readable once the process has ended. */
  public static int pidfd_open(int pid, int flags) {
    long r = Sys.call(NR_PIDFD_OPEN, pid, flags, 0);
    if (r < 0) {
      throw new LinuxException((int) -r, "pidfd_open", "pid=" + pid);
    }
    return (int) r;
  }

  /**
   * Sends a signal.
   *
   * @return 0 or {@code -ESRCH} when it has ended
   */
  public static int pidfd_send_signal(int pidfd, int sig) {
    long r = Sys.call(NR_PIDFD_SEND_SIGNAL, pidfd, sig, 0, 0, 0, 0);
    if (r < 0 && r != -Errno.ESRCH) {
      throw new LinuxException((int) -r, "pidfd_send_signal", "pidfd=" + pidfd + " sig=" + sig);
    }
    return (int) r;
  }

  /**
   * Gives a copy of a descriptor of the process, close-on-exec. Needs the right to trace it.
   *
   * @return a descriptor, or the error number negated
   */
  public static int pidfd_getfd(int pidfd, int targetfd, int flags) {
    return (int) Sys.call(NR_PIDFD_GETFD, pidfd, targetfd, flags);
  }

  /** Waits until a child of this process has ended, and takes it out of the process table. */
  public static Exit waitid(int pidfd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIGINFO_BYTES, 8);
      long r;
      do {
        r = Sys.call(NR_WAITID, P_PIDFD, pidfd, info.address(), WEXITED, 0, 0);
      } while (r == -Errno.EINTR);
      if (r < 0) {
        throw new LinuxException((int) -r, "waitid", "pidfd=" + pidfd);
      }
      return new Exit(
          info.get(ValueLayout.JAVA_INT, SI_CODE), info.get(ValueLayout.JAVA_INT, SI_STATUS));
    }
  }
}
