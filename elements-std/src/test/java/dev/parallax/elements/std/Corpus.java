package dev.parallax.elements.std;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Real media beside the project; tests that need it are skipped where it is missing. */
public final class Corpus {
  private Corpus() {}

  /** The folder, or null. */
  public static @Nullable Path root() {
    String named = System.getProperty("parallax.corpus");
    if (named != null) {
      return Files.isDirectory(Path.of(named)) ? Path.of(named) : null;
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared").resolve("corpus");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** A set's folder; skips the test when it is missing. */
  public static Path set(String name) {
    Path root = root();
    Assumptions.assumeTrue(
        root != null && Files.isDirectory(root.resolve(name)),
        "no corpus: set -Dparallax.corpus or put shared/corpus beside the project; set=" + name);
    return root.resolve(name);
  }

  /** Files of a set whose name ends so, sorted; empty without the corpus. */
  public static List<Path> files(String set, String suffix) {
    Path root = root();
    if (root == null || !Files.isDirectory(root.resolve(set))) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root.resolve(set))) {
      return all.filter(f -> f.getFileName().toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Contents of the files of these sets whose names match and that have at most {@code maxBytes}:
   * seeds for tests that mutate bytes. Skips the test without the corpus.
   */
  public static List<byte[]> seeds(String pattern, int maxBytes, String... sets) {
    List<byte[]> seeds = new ArrayList<>();
    for (String name : sets) {
      try (Stream<Path> all = Files.list(set(name))) {
        for (Path file :
            all.filter(f -> f.getFileName().toString().matches(pattern)).sorted().toList()) {
          if (Files.size(file) <= maxBytes) {
            seeds.add(Files.readAllBytes(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return seeds;
  }

  /** Rows of a table by their first column, each a map by column. */
  public static Map<String, Map<String, String>> table(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<String> head = List.of(lines.get(0).split("\t", -1));
      Map<String, Map<String, String>> rows = new LinkedHashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = new ArrayList<>(List.of(line.split("\t", -1)));
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
          row.put(head.get(i), i < cells.size() ? cells.get(i) : "");
        }
        rows.put(cells.get(0), row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
