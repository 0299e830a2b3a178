package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Size and wording of the repository's own files. */
class SourcesTest {
  private static final int MAX_LINES = 500;

  /** Files of main code that are longer, and why they are one idea all the same. */
  private static final Map<String, String> LONG_FILES =
      Map.of(
          "model/src/main/java/dev/parallax/model/diag/DiagnosticId.java",
          "the catalogue: a table of constants, read by looking up one of them");

  /** Words that mark unfinished work; taken apart so that this file does not match itself. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(" + String.join("|", "TO" + "DO", "FIX" + "ME", "XX" + "X") + ")\\b");

  /** Hosts of package registries: which one serves a build is the user's setting. */
  private static final Pattern REGISTRY =
      Pattern.compile(
          "repo1?\\.maven\\.(org|apache)|plugins\\.gradle\\.org|oss\\.sonatype\\.org|central\\.sonatype"
              + "|jitpack\\.io|maven\\.google\\.com|registry\\.npmjs|pypi\\.org|proxy\\.golang\\.org"
              + "|deb\\.debian\\.org|//index\\.crates\\.io");

  @Test
  void shouldBeAtMost500LinesWhenNoReasonIsListed() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : Repository.javaSources()) {
      String name = file.toString();
      long lines = Repository.read(file).lines().count();
      if (name.contains("src/main/") && lines > MAX_LINES && !LONG_FILES.containsKey(name)) {
        tooLong.add(name + " lines=" + lines);
      }
    }
    assertThat(tooLong)
        .as("files that hold more than one idea, or need a reason in SourcesTest.LONG_FILES")
        .isEmpty();
  }

  @Test
  void shouldExistWhenAReasonForALongFileIsListed() {
    assertThat(LONG_FILES.keySet()).allMatch(name -> Repository.exists(Path.of(name)));
  }

  @Test
  void shouldHaveNoMarkOfUnfinishedWorkWhenCommitted() throws IOException {
    assertThat(occurrences(UNFINISHED)).isEmpty();
  }

  @Test
  void shouldNameNoRegistryWhenCommitted() throws IOException {
    assertThat(occurrences(REGISTRY)).isEmpty();
  }

  private static List<String> occurrences(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Repository.files("")) {
      byte[] bytes = Files.readAllBytes(Repository.root().resolve(file));
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      boolean binary = text.indexOf('\0') >= 0;
      if (binary || file.endsWith("SourcesTest.java")) {
        continue;
      }
      for (MatchResult match : pattern.matcher(text).results().toList()) {
        long line = text.substring(0, match.start()).lines().count();
        found.add(file + ":" + line + " " + match.group());
      }
    }
    return found;
  }
}
