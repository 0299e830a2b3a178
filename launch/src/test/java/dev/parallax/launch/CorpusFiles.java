package dev.parallax.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Real media beside the project; tests that need it are skipped where it is missing. */
final class CorpusFiles {
  /**
   * A FLAC file whose decoded samples are known.
   *
   * @param file path
   * @param md5 of the samples, by STREAMINFO
   */
  record Firm(Path file, String md5) {
    @Override
    public String toString() {
      return file.getFileName().toString();
    }
  }

  private CorpusFiles() {}

  private static @Nullable Path root() {
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

  /** A folder of the corpus; skips the test when it is missing. */
  static Path set(String name) {
    Path root = root();
    Assumptions.assumeTrue(
        root != null && Files.isDirectory(root.resolve(name)),
        "no corpus: set -Dparallax.corpus or put shared/corpus beside the project; set=" + name);
    return root.resolve(name);
  }

  /** Files of a set whose name matches, sorted. */
  static List<Path> files(String set, String pattern) {
    try (Stream<Path> all = Files.list(set(set))) {
      return all.filter(f -> f.getFileName().toString().matches(pattern)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** FLAC files of a set on whose md5 two decoders, or one and STREAMINFO, agree. */
  static List<Firm> firmFlac(String set) {
    List<Firm> firm = new ArrayList<>();
    for (Map<String, String> row : table(set(set).resolve("EXPECTED.tsv"))) {
      String md5 = row.getOrDefault("streaminfo_md5", "");
      boolean agreed =
          row.get("flac-1.4.2 -t").equals("ok") || row.get("ffmpeg_vs_streaminfo").equals("same");
      if (agreed && !md5.replace("0", "").isEmpty()) {
        firm.add(new Firm(set(set).resolve(row.get("file")), md5));
      }
    }
    return firm;
  }

  private static List<Map<String, String>> table(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      String[] head = lines.get(0).split("\t", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < head.length; i++) {
          row.put(head[i], i < cells.length ? cells[i] : "");
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
