package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus: sources whose marked methods are the cases. In {@code Unsafe*.java} each is refused,
 * in {@code Safe*.java} none is. A comment {@code // PLX-RT-001 text} stands where a violation is,
 * with the beginning of its words; there are no others.
 */
class CorpusTest {
  private static final Path CORPUS = corpus();

  @TempDir static Path classes;
  private static List<Violation> violations = List.of();
  private static List<String> unsafe = List.of();
  private static List<String> verified = List.of();

  @BeforeAll
  static void check() throws IOException {
    Sources.compile(CORPUS, classes);
    RtReport report = new RtCheck().check(classes).run();
    violations = report.violations();
    verified = report.verified();
    unsafe = report.unsafe();
    assertThat(report.trusted())
        .containsExactly(
            new RtReport.Trusted("corpus.SafeCode.trusted", "allocates in the first call only"));
  }

  static Stream<String> cases() {
    return verified.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldBeRefusedWhenItIsUnsafeAndOnlyThen(String method) {
    assertThat(unsafe.contains(method)).isEqualTo(method.startsWith("corpus.Unsafe"));
  }

  @Test
  void shouldSayWhatAndWhereWhenUnsafe() throws IOException {
    List<String> expected = new ArrayList<>();
    List<Path> sources;
    try (Stream<Path> all = Files.list(CORPUS)) {
      sources = all.sorted().toList();
    }
    for (Path source : sources) {
      List<String> lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        String[] parts = lines.get(i).split(" // (?=PLX-RT)");
        for (int k = 1; k < parts.length; k++) {
          expected.add(source.getFileName() + ":" + (i + 1) + " " + parts[k]);
        }
      }
    }
    Set<String> unexplained = new TreeSet<>(expected);
    List<String> unexpected = new ArrayList<>();
    for (Violation v : violations) {
      String text =
          v.place().file() + ":" + v.place().line() + " " + v.effect().id().code() + " " + v.what();
      // A native method has no lines.
      List<String> matching =
          expected.stream()
              .filter(
                  e -> text.startsWith(v.place().line() == 0 ? e.replaceFirst(":\\d+", ":0") : e))
              .toList();
      if (matching.isEmpty()) {
        unexpected.add(text);
      }
      unexplained.removeAll(matching);
    }

    assertThat(unexpected).as("violations that no comment expects").isEmpty();
    assertThat(unexplained).as("comments without a violation").isEmpty();
  }

  @Test
  void shouldHave100CasesOfEachWhenCounted() {
    var counts =
        verified.stream()
            .collect(
                Collectors.partitioningBy(
                    name -> name.startsWith("corpus.Safe"), Collectors.counting()));

    assertThat(counts.get(true)).isGreaterThanOrEqualTo(100);
    assertThat(counts.get(false)).isGreaterThanOrEqualTo(100);
  }

  private static Path corpus() {
    try {
      return Path.of(Objects.requireNonNull(CorpusTest.class.getResource("/corpus")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
