package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code sys/resource.h}: limits and nice values. */
public final class Resource {
  /** The calling process. */
  public static final int SELF = 0;

  /** Bytes of a file that is written. */
  public static final int RLIMIT_FSIZE = 1;

  /** Bytes of private memory that may be written. */
  public static final int RLIMIT_DATA = 2;

  /** Bytes of the first thread's stack. */
  public static final int RLIMIT_STACK = 3;

  /** Bytes of a core dump. */
  public static final int RLIMIT_CORE = 4;

  /** Threads of the user. */
  public static final int RLIMIT_NPROC = 6;

  /** Descriptors. */
  public static final int RLIMIT_NOFILE = 7;

  /** Bytes of locked memory. */
  public static final int RLIMIT_MEMLOCK = 8;

  /** Bytes of addresses, whatever is behind them. */
  public static final int RLIMIT_AS = 9;

  /** Signals of the user that wait in queues. */
  public static final int RLIMIT_SIGPENDING = 11;

  /** Bytes of POSIX message queues. */
  public static final int RLIMIT_MSGQUEUE = 12;

  /** Highest nice value, as 20 minus it. */
  public static final int RLIMIT_NICE = 13;

  /** Highest real-time priority. */
  public static final int RLIMIT_RTPRIO = 14;

  private static final int PRIO_PROCESS = 0;
  private static final int NR_SETPRIORITY = 141;
  private static final int NR_PRLIMIT64 = 302;

  private Resource() {}

  /** Sets both values of a process's limit. */
  public static void prlimit(int pid, int resource, long softAndHard) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      limit.set(ValueLayout.JAVA_LONG, 0, softAndHard);
      limit.set(ValueLayout.JAVA_LONG, 8, softAndHard);
      long r = Sys.call(NR_PRLIMIT64, pid, resource, limit.address(), 0, 0, 0);
      if (r < 0) {
        throw new LinuxException(
            (int) -r, "prlimit", "pid=" + pid + " resource=" + resource + " limit=" + softAndHard);
      }
    }
  }

  /** Sets both values of a process's limit, unless its hard one is lower: then both to that. */
  public static void lower(int pid, int resource, long softAndHard) {
    long most = getrlimit(pid, resource)[1];
    prlimit(pid, resource, Long.compareUnsigned(softAndHard, most) < 0 ? softAndHard : most);
  }

  /** A process's limit: {@code {soft, hard}}. */
  public static long[] getrlimit(int pid, int resource) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      long r = Sys.call(NR_PRLIMIT64, pid, resource, 0, limit.address(), 0, 0);
      if (r < 0) {
        throw new LinuxException((int) -r, "prlimit", "pid=" + pid + " resource=" + resource);
      }
      return limit.toArray(ValueLayout.JAVA_LONG);
    }
  }

  /** Sets the nice value (-20 to 19) of a thread, 0 for the caller. */
  public static void setpriority(int who, int prio) {
    long r = Sys.call(NR_SETPRIORITY, PRIO_PROCESS, who, prio);
    if (r < 0) {
      throw new LinuxException((int) -r, "setpriority", "who=" + who + " prio=" + prio);
    }
  }
}
