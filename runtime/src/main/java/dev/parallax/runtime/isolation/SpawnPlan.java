package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Landlock;
import dev.parallax.nativeglue.linux.Mount;
import java.util.List;

/**
 * All that a spawner needs, worked out beforehand: where it works there is no file system to look
 * things up in.
 *
 * @param argv command
 * @param env all of its environment
 * @param binds what its root shows of ours
 * @param copies files of its root that are copied from descriptors
 * @param fds its descriptors, entry i becomes descriptor i
 * @param id its user and group, or -1 to keep the caller's
 * @param namespaces flags for unshare
 * @param landlockAbi 0 when there is no Landlock
 * @param nice nice value
 * @param limits its limits
 */
record SpawnPlan(
    List<String> argv,
    List<String> env,
    List<Bind> binds,
    List<Copy> copies,
    int[] fds,
    long id,
    int namespaces,
    int landlockAbi,
    int nice,
    List<Limit> limits) {

  /** Kind of a bind: how it is mounted, and the rights that Landlock keeps. */
  enum Kind {
    /** Read-only, all below it; programs may be started. */
    DIRECTORY(
        Mount.MS_RDONLY | Mount.MS_NOSUID | Mount.MS_NODEV,
        Landlock.LANDLOCK_ACCESS_FS_READ_FILE
            | Landlock.LANDLOCK_ACCESS_FS_READ_DIR
            | Landlock.LANDLOCK_ACCESS_FS_EXECUTE),
    /** Read-only. */
    FILE(
        Mount.MS_RDONLY | Mount.MS_NOSUID | Mount.MS_NODEV | Mount.MS_NOEXEC,
        Landlock.LANDLOCK_ACCESS_FS_READ_FILE),
    /** A character device to read from. */
    DEVICE(
        Mount.MS_RDONLY | Mount.MS_NOSUID | Mount.MS_NOEXEC, Landlock.LANDLOCK_ACCESS_FS_READ_FILE),
    /** Read and write. */
    WRITABLE_FILE(
        Mount.MS_NOSUID | Mount.MS_NODEV | Mount.MS_NOEXEC,
        Landlock.LANDLOCK_ACCESS_FS_READ_FILE
            | Landlock.LANDLOCK_ACCESS_FS_WRITE_FILE
            | Landlock.LANDLOCK_ACCESS_FS_TRUNCATE);

    final int mountFlags;
    final long rights;

    Kind(int mountFlags, long rights) {
      this.mountFlags = mountFlags;
      this.rights = rights;
    }
  }

  /** A path of ours, at {@code target} of the new root. */
  record Bind(String source, String target, Kind kind) {}

  /** Bytes of a descriptor as a read-only file at {@code target}. */
  record Copy(int fd, long bytes, String target) {}

  /** Soft and hard limit, unless the process has a lower hard one. */
  record Limit(int resource, long value) {}
}
