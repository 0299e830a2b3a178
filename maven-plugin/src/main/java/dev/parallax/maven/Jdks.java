package dev.parallax.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the JDK on which the command runs, without starting one. */
final class Jdks {
  static final int FEATURE = 25;

  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d{1,4})");

  private Jdks() {}

  /**
   * The first that is a JDK 25.
   *
   * @param candidates homes, best first; a null is no candidate
   * @param folder of further homes
   */
  static Optional<Path> find(List<@Nullable Path> candidates, Path folder) {
    List<Path> homes = new ArrayList<>();
    for (Path candidate : candidates) {
      if (candidate != null) {
        homes.add(candidate);
      }
    }
    try (Stream<Path> all = Files.list(folder)) {
      all.sorted().forEach(homes::add);
    } catch (IOException e) {
      // There is no such folder; those before are what there is.
    }
    return homes.stream().filter(home -> feature(home) == FEATURE).findFirst();
  }

  /** Feature release of a JDK, or 0 if the folder has none. */
  static int feature(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return 0;
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
