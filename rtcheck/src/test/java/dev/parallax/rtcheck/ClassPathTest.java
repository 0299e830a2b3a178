package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs behind calls of marked methods, when it is on the class path. */
class ClassPathTest {
  private static final String CALLER =
      """
      package demo;
      import dev.parallax.annotations.RtSafe;
      public final class Caller {
        public interface Step { @RtSafe void run(); }
        public static class Base { @RtSafe public void end() { } }
        @RtSafe public void call(Step step) { step.run(); }
        @RtSafe public void finish(Base base) { base.end(); }
      }
      """;
  private static final String OTHER =
      """
      package other;
      public class Slow implements demo.Caller.Step {
        byte[] bytes;
        public void run() { bytes = new byte[1]; }
        static final demo.Caller.Step LAMBDA = () -> System.gc();
        static class Late extends demo.Caller.Base {
          @Override public synchronized void end() { }
        }
      }
      """;

  @TempDir Path folder;
  private Path checked;
  private Path classPath;

  @BeforeEach
  void compile() throws IOException {
    checked = compile("Caller", CALLER);
    classPath = compile("Slow", OTHER);
  }

  private Path compile(String type, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(type + "-src"));
    Path classes = Files.createDirectories(folder.resolve(type));
    Files.writeString(sources.resolve(type + ".java"), source);
    Sources.compile(sources, classes, folder.resolve("Caller"));
    return classes;
  }

  @Test
  void shouldLookAtImplementationsOfMarkedMethodsWhenTheyAreOnTheClassPath() {
    RtReport report = new RtCheck().check(checked).classPath(classPath).run();

    assertThat(report.violations().stream().map(v -> v.place().type() + " " + v.what()))
        .containsExactlyInAnyOrder(
            "other.Slow allocates: new byte[]",
            "other.Slow calls java.lang.System.gc, which calls native code",
            "other.Slow$Late may block: the monitor of a synchronized method");
    assertThat(report.unsafe()).containsExactlyInAnyOrder("demo.Caller.call", "demo.Caller.finish");
  }

  @Test
  void shouldFindTheSameWhenAllIsChecked() {
    RtReport both = new RtCheck().check(checked).check(classPath).run();

    assertThat(both.violations().stream().map(Violation::what).toList())
        .containsExactlyInAnyOrderElementsOf(
            new RtCheck()
                .check(checked).classPath(classPath).run().violations().stream()
                    .map(Violation::what)
                    .toList());
  }

  @Test
  void shouldFindNothingWhenNobodyElseImplementsThem() {
    assertThat(new RtCheck().check(checked).run().violations()).isEmpty();
  }
}
