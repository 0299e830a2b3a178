package dev.parallax.nativeglue.linux;

/** {@code unshare} and {@code setns} of {@code sched.h}: namespaces of the calling thread. */
public final class Namespaces {
  /** Mounts. */
  public static final int CLONE_NEWNS = 0x00020000;

  /** Control groups. */
  public static final int CLONE_NEWCGROUP = 0x02000000;

  /** Host name. */
  public static final int CLONE_NEWUTS = 0x04000000;

  /** System V and POSIX queues. */
  public static final int CLONE_NEWIPC = 0x08000000;

  /** Users; refused to a process with several threads. */
  public static final int CLONE_NEWUSER = 0x10000000;

  /** Process ids, of children made from now on. */
  public static final int CLONE_NEWPID = 0x20000000;

  /** Network interfaces and addresses. */
  public static final int CLONE_NEWNET = 0x40000000;

  private static final int NR_UNSHARE = 272;
  private static final int NR_SETNS = 308;

  private Namespaces() {}

  /** Puts the calling thread into fresh namespaces. */
  public static void unshare(int flags) {
    long r = Sys.call(NR_UNSHARE, flags, 0, 0);
    if (r < 0) {
      throw new LinuxException((int) -r, "unshare", "flags=0x" + Integer.toHexString(flags));
    }
  }

  /** Puts the calling thread into the namespace of a descriptor. */
  public static void setns(int fd, int nstype) {
    long r = Sys.call(NR_SETNS, fd, nstype, 0);
    if (r < 0) {
      throw new LinuxException(
          (int) -r, "setns", "fd=" + fd + " nstype=0x" + Integer.toHexString(nstype));
    }
  }
}
