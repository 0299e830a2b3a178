package dev.parallax.elements.std.io;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.nio.file.Path;

/** Opening files, with messages that name the path, the cause and what to do. */
final class Files {
  private static final int S_IFMT = 0xf000;
  private static final int S_IFDIR = 0x4000;

  private Files() {}

  /** Opens a path. */
  static int open(String location, int flags, String verb) throws IOException {
    if (location.isEmpty() || location.indexOf('\0') >= 0) {
      throw new IOException(
          "cannot " + verb + " file: location is empty or has a zero; set location=PATH");
    }
    try {
      int fd;
      do {
        fd =
            Fcntl.openat(Fcntl.AT_FDCWD, location, flags | Fcntl.O_CLOEXEC | Fcntl.O_NOCTTY, 0x1b6);
      } while (fd == -Errno.EINTR);
      return fd;
    } catch (LinuxException e) {
      throw failure(verb, location, e);
    }
  }

  /** Whether {@code mode} is a directory's. */
  static boolean isDirectory(int mode) {
    return (mode & S_IFMT) == S_IFDIR;
  }

  static void close(int fd) {
    if (fd >= 0) {
      Unistd.close(fd);
    }
  }

  /** The failure of a call on a file, in a user's words. */
  static IOException failure(String verb, String location, LinuxException e) {
    String fix =
        switch (e.errno()) {
          case Errno.ENOENT ->
              "; check the path, relative ones start at " + Path.of("").toAbsolutePath();
          case Errno.EACCES, Errno.EPERM ->
              "; check the permissions of the file and of the folders above it";
          case Errno.EISDIR -> "; name a file in it";
          case Errno.ENOSPC, Errno.EDQUOT -> "; free some space";
          default -> "";
        };
    return new IOException(
        "cannot "
            + verb
            + " file location=\""
            + location
            + "\": "
            + Errno.text(e.errno())
            + " errno="
            + e.errnoName()
            + fix,
        e);
  }
}
