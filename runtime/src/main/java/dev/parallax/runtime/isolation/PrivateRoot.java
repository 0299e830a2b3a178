package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mount;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Gives the calling thread, which must have a mount namespace of its own, a root with nothing in it
 * but what a plan names, all of it read-only unless the plan says otherwise. There is no {@code
 * /proc} in it.
 *
 * <p>The root is built over {@code /proc}: every system has that directory, and nothing that
 * belongs into the root lies below it. So no directory has to be made, and none is left behind: the
 * mounts go with the last process of the namespace.
 */
final class PrivateRoot {
  private static final String AT = "/proc";
  private static final int READ_ONLY = Mount.MS_RDONLY | Mount.MS_NOSUID | Mount.MS_NODEV;
  private static final int COPY_BYTES = 1 << 16;

  private PrivateRoot() {}

  static void enter(SpawnPlan plan) {
    Mount.mount("none", "/", null, Mount.MS_REC | Mount.MS_PRIVATE, null);
    long size = 1 << 20;
    for (SpawnPlan.Copy copy : plan.copies()) {
      size += copy.bytes() + 4096;
    }
    Mount.mount(
        "tmpfs",
        AT,
        "tmpfs",
        Mount.MS_NOSUID | Mount.MS_NODEV,
        "size=" + size + ",mode=755,nr_inodes=4096");
    for (SpawnPlan.Bind bind : plan.binds()) {
      bind(bind);
    }
    for (SpawnPlan.Copy copy : plan.copies()) {
      copy(copy);
    }
    Unistd.chdir(AT);
    Mount.pivot_root(".", ".");
    Mount.umount2(".", Mount.MNT_DETACH);
    Unistd.chdir("/");
    Mount.mount(null, "/", null, Mount.MS_REMOUNT | Mount.MS_BIND | READ_ONLY, null);
  }

  private static void bind(SpawnPlan.Bind bind) {
    String target = AT + bind.target();
    if (bind.kind() == SpawnPlan.Kind.DIRECTORY) {
      directories(target, target.length());
    } else {
      directories(target, target.lastIndexOf('/'));
      Unistd.close(create(target));
    }
    Mount.mount(bind.source(), target, null, Mount.MS_BIND, null);
    remount(target, bind.kind().mountFlags);
  }

  /** In a user namespace, flags of the original must stay; noexec is the one that we do not set. */
  private static void remount(String target, int flags) {
    int bind = Mount.MS_REMOUNT | Mount.MS_BIND;
    try {
      Mount.mount(null, target, null, bind | flags, null);
    } catch (LinuxException e) {
      if (e.errno() != Errno.EPERM || (flags & Mount.MS_NOEXEC) != 0) {
        throw e;
      }
      Mount.mount(null, target, null, bind | flags | Mount.MS_NOEXEC, null);
    }
  }

  private static void copy(SpawnPlan.Copy copy) {
    String target = AT + copy.target();
    directories(target, target.lastIndexOf('/'));
    int to = create(target);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buf = arena.allocate(COPY_BYTES);
      for (long done = 0; done < copy.bytes(); ) {
        long n = Unistd.pread(copy.fd(), buf, 0, COPY_BYTES, done);
        if (n == 0) {
          throw new LinuxException(Errno.EIO, "pread", "target=" + copy.target() + " at=" + done);
        }
        for (long written = 0; written < n; ) {
          written += Math.max(0, Unistd.write(to, buf, written, n - written));
        }
        done += Math.max(0, n);
      }
    } finally {
      Unistd.close(to);
    }
  }

  private static int create(String path) {
    int flags = Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_EXCL | Fcntl.O_CLOEXEC | Fcntl.O_NOFOLLOW;
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, path, flags, 0444);
    if (fd < 0) {
      throw new LinuxException(-fd, "openat", "pathname=" + path);
    }
    return fd;
  }

  /** Makes all directories of {@code path} up to {@code end}. */
  private static void directories(String path, int end) {
    for (int at = path.indexOf('/', AT.length() + 1); at > 0 && at < end; ) {
      Fcntl.mkdirat(Fcntl.AT_FDCWD, path.substring(0, at), 0755);
      at = path.indexOf('/', at + 1);
    }
    if (end > AT.length()) {
      Fcntl.mkdirat(Fcntl.AT_FDCWD, path.substring(0, end), 0755);
    }
  }
}
