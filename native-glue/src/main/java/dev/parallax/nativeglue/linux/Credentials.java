package dev.parallax.nativeglue.linux;

/**
 * User and group of the calling thread: the kernel's own calls, which, unlike those of the C
 * library, leave the other threads alone. Ids are unsigned, 0 to 4294967294.
 */
public final class Credentials {
  private static final int NR_GETUID = 102;
  private static final int NR_GETGID = 104;
  private static final int NR_SETGROUPS = 116;
  private static final int NR_SETRESUID = 117;
  private static final int NR_SETRESGID = 119;

  private Credentials() {}

  /** The real user. */
  public static long getuid() {
    return Sys.call(NR_GETUID, 0, 0, 0) & 0xffff_ffffL;
  }

  /** The real group. */
  public static long getgid() {
    return Sys.call(NR_GETGID, 0, 0, 0) & 0xffff_ffffL;
  }

  /** Sets real, effective and saved user. */
  public static void setresuid(long ruid, long euid, long suid) {
    check(Sys.call(NR_SETRESUID, ruid, euid, suid), "setresuid", ruid);
  }

  /** Sets real, effective and saved group. */
  public static void setresgid(long rgid, long egid, long sgid) {
    check(Sys.call(NR_SETRESGID, rgid, egid, sgid), "setresgid", rgid);
  }

  /** Takes away all other groups: {@code setgroups(0, NULL)}. */
  public static void clearGroups() {
    check(Sys.call(NR_SETGROUPS, 0, 0, 0), "setgroups", 0);
  }

  private static void check(long r, String call, long id) {
    if (r < 0) {
      throw new LinuxException((int) -r, call, "id=" + id);
    }
  }
}
