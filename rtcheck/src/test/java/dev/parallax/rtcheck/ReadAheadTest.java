package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read while a compiler writes, and what is left out. */
class ReadAheadTest {
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
  void shouldReportTheSameWhenSomeOrAllClassesWereReadBefore() throws IOException {
    Path classes = compile();
    RtReport plain = new RtCheck().check(classes).run();
    assertThat(plain.violations()).hasSize(2);

    ReadAhead some = new ReadAhead();
    some.add(classes.resolve("demo/Filters$Wrong.class"));
    assertThat(new RtCheck().check(classes).readAhead(some).run()).isEqualTo(plain);

    ReadAhead all = new ReadAhead();
    for (String name : new String[] {"", "$Wrong", "$Helper", "$Calls"}) {
      all.add(classes.resolve("demo/Filters" + name + ".class"));
    }
    assertThat(all.classOf(classes.resolve("demo/Filters$Calls.class"))).isNotNull();
    assertThat(new RtCheck().check(classes).readAhead(all).run()).isEqualTo(plain);
  }

  @Test
  void shouldSayWhatTheRunSaysWhenAFileCannotBeRead() throws IOException {
    Path classes = compile();
    Path broken = classes.resolve("demo/Broken.class");
    Files.writeString(broken, "no class");
    ReadAhead ahead = new ReadAhead();
    ahead.add(broken);
    ahead.add(classes.resolve("demo/Gone.class"));

    assertThatThrownBy(() -> new RtCheck().check(classes).readAhead(ahead).run())
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-RT-009")
        .hasMessageContaining("Broken.class");
  }

  @Test
  void shouldNotSeeClassesWhenTheyAreOmitted() throws IOException {
    Path classes = compile();

    RtReport report =
        new RtCheck().check(classes).omit(name -> name.equals("demo.Filters$Wrong")).run();

    assertThat(report.verified()).containsExactly("demo.Filters$Calls.step");
    assertThat(report.violations()).hasSize(1);
  }
}
