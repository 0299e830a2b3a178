package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Unistd;
import java.util.ArrayList;
import java.util.List;

/** Descriptors of one operation: closed at its end, but for those that somebody keeps. */
final class OpenFds implements AutoCloseable {
  private final List<Integer> fds = new ArrayList<>();

  int add(int fd) {
    fds.add(fd);
    return fd;
  }

  /** Somebody else owns it from now on. */
  int keep(int fd) {
    fds.remove((Integer) fd);
    return fd;
  }

  @Override
  public void close() {
    fds.forEach(Unistd::close);
    fds.clear();
  }
}
