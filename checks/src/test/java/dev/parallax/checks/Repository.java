package dev.parallax.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The repository under watch. Paths are relative to its root.
 *
 * <p>Its files are those that git tracks or would track (new ones that no .gitignore names), so
 * that a build's own output is never looked at.
 */
final class Repository {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Path ROOT = findRoot();
  private static final List<Path> FILES = listFiles();

  private Repository() {}

  static Path root() {
    return ROOT;
  }

  /** Every file whose name ends so, except those that were deleted but not yet committed. */
  static List<Path> files(String suffix) {
    return FILES.stream().filter(file -> file.toString().endsWith(suffix)).toList();
  }

  /** Java sources of the project itself: not golden or deliberately broken ones, which are data. */
  static List<Path> javaSources() {
    Pattern data = Pattern.compile("(^|/)src/[^/]+/resources/");
    return files(".java").stream().filter(file -> !data.matcher(file.toString()).find()).toList();
  }

  static boolean exists(Path file) {
    return Files.exists(ROOT.resolve(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read file=" + file, e);
    }
  }

  /** The reactor's modules in their order. */
  static List<String> modules() {
    List<String> modules = new ArrayList<>();
    Matcher matcher = MODULE.matcher(read(Path.of("pom.xml")));
    while (matcher.find()) {
      modules.add(matcher.group(1));
    }
    return modules;
  }

  private static Path findRoot() {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isExecutable(dir.resolve("format"))
          && Files.isRegularFile(dir.resolve("pom.xml"))) {
        return dir;
      }
    }
    throw new IllegalStateException(
        "no folder with pom.xml and format above the working directory");
  }

  private static List<Path> listFiles() {
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = git.waitFor();
      if (exit != 0) {
        throw new IllegalStateException("git ls-files failed exit=" + exit + " folder=" + ROOT);
      }
      return Stream.of(names.split("\0"))
          .map(Path::of)
          .filter(file -> Files.isRegularFile(ROOT.resolve(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run git; install git, the checks list files by it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while listing files", e);
    }
  }
}
