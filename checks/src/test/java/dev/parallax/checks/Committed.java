package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made from code and committed: drift is a failure, or is mended when asked for. */
final class Committed {
  private static final boolean WRITE = Boolean.getBoolean("parallax.docs.write");
  private static final String FIX =
      "mvn -q -pl checks -am verify -Dparallax.docs.write=true -Dparallax.stress.skip=true"
          + " -Dtest='DiagnosticsPageTest,DocumentsTest' -Dsurefire.failIfNoSpecifiedTests=false";

  private Committed() {}

  /** Asserts the content of a file, or writes it with {@code -Dparallax.docs.write=true}. */
  static void assertContent(Path file, String expected) throws IOException {
    Path path = Repository.root().resolve(file);
    String found = Files.exists(path) ? Files.readString(path) : "";
    if (WRITE && !found.equals(expected)) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, expected);
      return;
    }
    assertThat(found).as("%s; fix: %s", file, FIX).isEqualTo(expected);
  }
}
