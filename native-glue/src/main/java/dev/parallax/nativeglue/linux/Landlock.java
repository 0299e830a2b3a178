package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code linux/landlock.h}: rights on files and ports that the calling thread gives up. */
public final class Landlock {
  /** Start a program. */
  public static final long LANDLOCK_ACCESS_FS_EXECUTE = 1;

  /** Write a file. */
  public static final long LANDLOCK_ACCESS_FS_WRITE_FILE = 1 << 1;

  /** Read a file. */
  public static final long LANDLOCK_ACCESS_FS_READ_FILE = 1 << 2;

  /** List a directory. */
  public static final long LANDLOCK_ACCESS_FS_READ_DIR = 1 << 3;

  /** Cut a file (ABI 3). */
  public static final long LANDLOCK_ACCESS_FS_TRUNCATE = 1 << 14;

  /** All rights on files of ABI 5; each ABI from 1 to 5 has a prefix of them. */
  public static final long ALL_FS = (1 << 16) - 1;

  /** Bind and connect TCP ports (ABI 4). */
  public static final long ALL_NET = 3;

  /** Abstract local sockets and signals (ABI 6). */
  public static final long ALL_SCOPES = 3;

  private static final int NR_CREATE_RULESET = 444;
  private static final int NR_ADD_RULE = 445;
  private static final int NR_RESTRICT_SELF = 446;
  private static final int CREATE_RULESET_VERSION = 1;
  private static final int RULE_PATH_BENEATH = 1;
  private static final int PATH_BENEATH_BYTES = 12;

  private Landlock() {}

  /** The kernel's ABI, 0 when it has no Landlock or does not use it. */
  public static int abi() {
    long r = Sys.call(NR_CREATE_RULESET, 0, 0, CREATE_RULESET_VERSION);
    return r < 0 ? 0 : (int) r;
  }

  /**
   * Makes a set of rules for all rights that an ABI knows (at most those of ABI 6).
   *
   * @return a descriptor
   */
  public static int createRuleset(int abi) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attr = arena.allocate(24, 8);
      attr.set(ValueLayout.JAVA_LONG, 0, rights(abi));
      attr.set(ValueLayout.JAVA_LONG, 8, abi >= 4 ? ALL_NET : 0);
      attr.set(ValueLayout.JAVA_LONG, 16, abi >= 6 ? ALL_SCOPES : 0);
      long size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
      return (int) check(Sys.call(NR_CREATE_RULESET, attr.address(), size, 0), "create_ruleset");
    }
  }

  /** The rights on files that an ABI knows. */
  public static long rights(int abi) {
    return switch (abi) {
      case 0, 1 -> (1 << 13) - 1;
      case 2 -> (1 << 14) - 1;
      case 3, 4 -> (1 << 15) - 1;
      default -> ALL_FS;
    };
  }

  /** Keeps rights on what is below a directory, or on a file. */
  public static void addPathBeneath(int ruleset, long allowed, int parentFd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attr = arena.allocate(PATH_BENEATH_BYTES, 8);
      attr.set(ValueLayout.JAVA_LONG, 0, allowed);
      attr.set(ValueLayout.JAVA_INT, 8, parentFd);
      check(Sys.call(NR_ADD_RULE, ruleset, RULE_PATH_BENEATH, attr.address(), 0, 0, 0), "add_rule");
    }
  }

  /** Gives everything up that the rules do not keep; can't be undone. */
  public static void restrictSelf(int ruleset) {
    check(Sys.call(NR_RESTRICT_SELF, ruleset, 0, 0), "restrict_self");
  }

  private static long check(long r, String call) {
    if (r < 0) {
      throw new LinuxException((int) -r, "landlock_" + call, "");
    }
    return r;
  }
}
