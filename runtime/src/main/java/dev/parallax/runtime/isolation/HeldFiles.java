package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.remote.FileId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Which files a child has, open or mapped: by the kernel's word and not by its own. There is no
 * third place as long as its filter holds: it sends no descriptors, and has no calls that keep
 * files in other ways.
 */
final class HeldFiles {
  private static final int COLUMNS = 6;
  private static final int DEVICE = 3;
  private static final int INODE = 4;
  private static final int HEX = 16;

  private HeldFiles() {}

  /**
   * Those that a child has. What this process may not see is not among them: it needs the right to
   * trace the child.
   *
   * @param pid of the child, which has not been waited for
   * @param pidfd of the same
   */
  static Set<FileId> of(int pid, int pidfd, Set<FileId> files) {
    Set<FileId> held = new HashSet<>();
    open(pidfd, files, held);
    try {
      mapped(Path.of("/proc", Integer.toString(pid), "maps"), files, held);
    } catch (IOException e) {
      // It is ending, or is not to be looked at: what was found counts.
    }
    return held;
  }

  /** By number, since the list in /proc is root's: the child can't be dumped. */
  private static void open(int pidfd, Set<FileId> files, Set<FileId> held) {
    for (int number = 0; number < SpawnPlans.MAX_FDS; number++) {
      int fd = Pidfd.pidfd_getfd(pidfd, number, 0);
      if (fd >= 0) {
        try {
          add(FileId.of(fd), files, held);
        } finally {
          Unistd.close(fd);
        }
      }
    }
  }

  /** A line: addresses, rights, offset, device, inode, and behind spaces the path, if any. */
  private static void mapped(Path maps, Set<FileId> files, Set<FileId> held) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(maps)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split(" +", COLUMNS);
        if (columns.length > INODE) {
          add(new FileId(device(columns[DEVICE]), Long.parseLong(columns[INODE])), files, held);
        }
      }
    }
  }

  /** From {@code major:minor}, as {@code stat} has it (linux/kdev_t.h, new_encode_dev). */
  private static long device(String text) {
    int colon = text.indexOf(':');
    long major = Long.parseLong(text, 0, colon, HEX);
    long minor = Long.parseLong(text, colon + 1, text.length(), HEX);
    return minor & 0xff | major << 8 | (minor & ~0xffL) << 12;
  }

  private static void add(FileId file, Set<FileId> files, Set<FileId> held) {
    if (files.contains(file)) {
      held.add(file);
    }
  }
}
