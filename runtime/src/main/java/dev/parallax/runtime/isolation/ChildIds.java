package dev.parallax.runtime.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives each child a user and a group that nobody else has: a spawner thread of this JVM has them
 * too, and whoever shares a user with a thread may kill it.
 *
 * <p>The highest ids of this user namespace are taken, downwards; what {@code /etc/passwd}, {@code
 * /etc/group} or a running process has is left out. Where there are enough ids, those of several
 * JVMs are apart by their process ids. All supervisors of this JVM share what is given: a child
 * that is just being made has no process yet by which another could see its id.
 */
final class ChildIds {
  private static final int PER_PROCESS = 256;
  private static final long MAX_PIDS = 1L << 22;
  private static final long LOWEST = 10_000;

  private static final Set<Long> GIVEN = new HashSet<>();

  private ChildIds() {}

  /** An id, to be given back. */
  static synchronized long take() {
    try {
      Set<Long> taken = taken();
      long top = highest(Files.readAllLines(Path.of("/proc/self/uid_map")));
      top = Math.min(top, highest(Files.readAllLines(Path.of("/proc/self/gid_map")))) - 1;
      if (top > MAX_PIDS * PER_PROCESS * 2) {
        top -= ProcessHandle.current().pid() % MAX_PIDS * PER_PROCESS;
      }
      for (long id = top; id > Math.max(LOWEST, top - MAX_PIDS); id--) {
        if (id != 65534 && id != 65535 && !taken.contains(id) && GIVEN.add(id)) {
          return id;
        }
      }
      throw new IllegalStateException("no user id is free highest=" + top);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives an id back, once no process has it any more. */
  static synchronized void giveBack(long id) {
    GIVEN.remove(id);
  }

  private static Set<Long> taken() throws IOException {
    Set<Long> taken = new HashSet<>();
    for (String file : List.of("/etc/passwd", "/etc/group")) {
      if (Files.exists(Path.of(file))) {
        for (String line :
            Files.readAllLines(Path.of(file), java.nio.charset.StandardCharsets.ISO_8859_1)) {
          String[] fields = line.split(":");
          if (fields.length > 2 && fields[2].matches("\\d{1,10}")) {
            taken.add(Long.parseLong(fields[2]));
          }
        }
      }
    }
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          taken.add(Integer.toUnsignedLong((int) Files.getAttribute(process, "unix:uid")));
        } catch (IOException e) {
          // It has ended.
        }
      }
    }
    return taken;
  }

  /** The highest id that a map ({@code inside outside count} a line) knows. */
  static long highest(List<String> map) {
    long highest = -1;
    for (String line : map) {
      String[] fields = line.trim().split("\\s+");
      highest = Math.max(highest, Long.parseLong(fields[0]) + Long.parseLong(fields[2]) - 1);
    }
    return highest;
  }
}
