package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Seccomp;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * What a JVM tries by itself some time after its start, and can do without: its periodic thread
 * reads the file {@code release} of the JDK for its crash reports. It is refused like all else;
 * only nobody needs to hear of it. A child that shows such a path and means another is refused as
 * well.
 */
final class JvmHabits {
  private static final String RELEASE = ChildFiles.javaHome().resolve("release").toString();

  /** No path. */
  private static final String UNREADABLE = "?";

  private static final int PATH_ARGUMENT = 1;
  private static final int MAX_PATH = 512;

  private JvmHabits() {}

  static boolean is(String call, MemorySegment notif) {
    return switch (call) {
      case "openat" -> path(notif).equals(RELEASE);
      // The size of a file that it has opened before: fstat in today's C library. The memory of a
      // process that is ending can't be read any more.
      case "newfstatat" -> path(notif).isEmpty() || path(notif).equals(UNREADABLE);
      default -> false;
    };
  }

  /** The path, or {@link #UNREADABLE}. */
  private static String path(MemorySegment notif) {
    String memory = "/proc/" + Integer.toUnsignedLong(Seccomp.thread(notif)) + "/mem";
    try (RandomAccessFile file = new RandomAccessFile(memory, "r")) {
      file.seek(Seccomp.argument(notif, PATH_ARGUMENT));
      byte[] bytes = new byte[MAX_PATH];
      int length = Math.max(0, file.read(bytes));
      String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
      int end = text.indexOf(0);
      return end < 0 ? UNREADABLE : text.substring(0, end);
    } catch (IOException e) {
      return UNREADABLE;
    }
  }
}
