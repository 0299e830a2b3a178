package dev.parallax.runtime.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Files that decide what runs, and so must be this user's. */
public final class OwnFiles {
  /** After the line's name: real, effective, saved, file system. */
  private static final int FILE_SYSTEM_ID = 4;

  private OwnFiles() {}

  /** Whether a file or directory is ours or root's, and writable for nobody else. */
  public static boolean isOurs(Path path, LinkOption... links) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path, links);
    Set<PosixFilePermission> others =
        EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    others.retainAll(mode);
    long uid = Integer.toUnsignedLong((int) Files.getAttribute(path, "unix:uid", links));
    return others.isEmpty() && (uid == 0 || uid == me());
  }

  /**
   * The number of the user that this process has for files. By what the kernel says of it: the
   * owner of its files in {@code /proc} is root when it may not dump core.
   */
  public static long me() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Uid:")) {
        String[] ids = line.split("\\s+");
        return Long.parseLong(ids[FILE_SYSTEM_ID]);
      }
    }
    throw new IOException("/proc/self/status does not tell the user");
  }
}
