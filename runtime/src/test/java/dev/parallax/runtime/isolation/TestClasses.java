package dev.parallax.runtime.isolation;

import java.nio.file.Path;
import java.util.List;

/** Where the tasks of these tests are. */
final class TestClasses {
  private TestClasses() {}

  static List<Path> path() {
    return List.of(of(EchoTask.class));
  }

  static Path of(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
