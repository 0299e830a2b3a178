package dev.parallax.launch;

import dev.parallax.nativeglue.linux.Unistd;

/** What the standard descriptors are. */
final class Terminal {
  /** File descriptor of standard output. */
  static final int OUT = 1;

  /** File descriptor of standard error. */
  static final int ERR = 2;

  private Terminal() {}

  /** Whether the descriptor is a terminal; false when it is closed. */
  static boolean is(int fd) {
    try {
      return Unistd.isatty(fd);
    } catch (RuntimeException e) {
      // A closed descriptor, or a JVM that may not make system calls: nothing to draw on.
      return false;
    }
  }

  /** Whether to write colours to the descriptor; see no-color.org. */
  static boolean colours(int fd) {
    String no = System.getenv("NO_COLOR");
    return (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM")) && is(fd);
  }
}
