package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.ProcessMemory;
import dev.parallax.nativeglue.linux.Seccomp;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a JVM tries by itself some time after its start, and can do without: its periodic thread
 * reads the file {@code release} of the JDK for its crash reports, and what it loads tries sockets
 * out. It is refused like all else; only nobody needs to hear of it. A child that shows such a path
 * and means another is refused as well.
 */
final class JvmHabits {
  private static final String RELEASE = ChildFiles.javaHome().resolve("release").toString();

  /** No path. */
  private static final String UNREADABLE = "?";

  private static final long AF_INET = 2;
  private static final long AF_INET6 = 10;
  private static final long SOCK_STREAM = 1;

  private static final int PATH_ARGUMENT = 1;
  private static final int MAX_PATH = 512;

  private JvmHabits() {}

  static boolean is(String call, boolean ready, MemorySegment notif) {
    return switch (call) {
      // The library for addresses asks, when it is loaded, which versions of IP there are.
      case "socket" ->
          !ready
              && List.of(AF_INET, AF_INET6).contains(Seccomp.argument(notif, 0))
              && Seccomp.argument(notif, 1) == SOCK_STREAM;
      case "openat" -> path(notif).equals(RELEASE);
      // The size of a file that it has opened before: fstat in today's C library. The memory of a
      // process that is ending can't be read any more.
      case "newfstatat" -> path(notif).isEmpty() || path(notif).equals(UNREADABLE);
      default -> false;
    };
  }

  /** The path, or {@link #UNREADABLE}. */
  private static String path(MemorySegment notif) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(MAX_PATH);
      long address = Seccomp.argument(notif, PATH_ARGUMENT);
      long length = ProcessMemory.process_vm_readv(Seccomp.thread(notif), bytes, MAX_PATH, address);
      byte[] read = bytes.asSlice(0, Math.max(0, length)).toArray(ValueLayout.JAVA_BYTE);
      String text = new String(read, StandardCharsets.UTF_8);
      int end = text.indexOf(0);
      return end < 0 ? UNREADABLE : text.substring(0, end);
    }
  }
}
