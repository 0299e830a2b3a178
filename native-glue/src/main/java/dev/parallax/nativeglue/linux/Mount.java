package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/** {@code sys/mount.h} and {@code pivot_root(2)}: the calling thread's mount namespace. */
public final class Mount {
  /** Nothing may be written. */
  public static final int MS_RDONLY = 1;

  /** No set-user-id programs. */
  public static final int MS_NOSUID = 2;

  /** No devices. */
  public static final int MS_NODEV = 4;

  /** No programs. */
  public static final int MS_NOEXEC = 8;

  /** Change the flags of a mount. */
  public static final int MS_REMOUNT = 0x20;

  /** A directory or file a second time. */
  public static final int MS_BIND = 0x1000;

  /** All mounts below as well. */
  public static final int MS_REC = 0x4000;

  /** Mounts and unmounts stay in this namespace. */
  public static final int MS_PRIVATE = 0x40000;

  /** {@link #umount2}: at once from sight, later in fact. */
  public static final int MNT_DETACH = 2;

  private static final int NR_PIVOT_ROOT = 155;
  private static final int NR_MOUNT = 165;
  private static final int NR_UMOUNT2 = 166;

  private Mount() {}

  /** Mounts, or changes a mount; what an operation does not need is null. */
  public static void mount(
      @Nullable String source,
      String target,
      @Nullable String filesystemtype,
      long mountflags,
      @Nullable String data) {
    try (Arena arena = Arena.ofConfined()) {
      long r =
          Sys.call(
              NR_MOUNT,
              address(arena, source),
              address(arena, target),
              address(arena, filesystemtype),
              mountflags,
              address(arena, data),
              0);
      if (r < 0) {
        throw new LinuxException(
            (int) -r,
            "mount",
            "source="
                + source
                + " target="
                + target
                + " type="
                + filesystemtype
                + " flags=0x"
                + Long.toHexString(mountflags));
      }
    }
  }

  /** Unmounts. */
  public static void umount2(String target, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      long r = Sys.call(NR_UMOUNT2, address(arena, target), flags, 0);
      if (r < 0) {
        throw new LinuxException((int) -r, "umount2", "target=" + target);
      }
    }
  }

  /** Makes a mount the root, and puts the old root at {@code putOld}. */
  public static void pivot_root(String newRoot, String putOld) {
    try (Arena arena = Arena.ofConfined()) {
      long r = Sys.call(NR_PIVOT_ROOT, address(arena, newRoot), address(arena, putOld), 0);
      if (r < 0) {
        throw new LinuxException(
            (int) -r, "pivot_root", "new_root=" + newRoot + " put_old=" + putOld);
      }
    }
  }

  private static long address(Arena arena, @Nullable String text) {
    return text == null ? 0 : Sys.cString(arena, text).address();
  }
}
