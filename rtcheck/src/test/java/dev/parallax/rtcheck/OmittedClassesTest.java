package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that a run is told to leave out. */
class OmittedClassesTest {
  @TempDir Path folder;

  private Path compile() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("src"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Files.writeString(
        sources.resolve("Filters.java"),
        """
        package demo;
        import dev.parallax.annotations.RtSafe;
        class Filters {
          static class Wrong {
            @RtSafe int[] step() { return new int[1]; }
          }
          static class Helper {
            int[] made() { return new int[2]; }
          }
          static class Calls {
            @RtSafe void step(Helper helper) { helper.made(); }
          }
        }
        """);
    Sources.compile(sources, classes);
    return classes;
  }

  @Test
  void shouldNotSeeClassesWhenTheyAreOmitted() throws IOException {
    Path classes = compile();

    assertThat(new RtCheck().check(classes).run().violations()).hasSize(2);

    RtReport report =
        new RtCheck().check(classes).omit(name -> name.equals("demo.Filters$Wrong")).run();

    assertThat(report.verified()).containsExactly("demo.Filters$Calls.step");
    assertThat(report.violations()).hasSize(1);
  }
}
