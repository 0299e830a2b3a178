package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler plugin, which starts by itself from the processor path. */
class RtPluginTest {
  private static final String DELAY =
      """
      package demo;

      import dev.parallax.annotations.*;
      import dev.parallax.runtime.element.*;

      class Filters {
        @Element(name = "delay", summary = "Delays sound")
        @RtSafe
        static final class Delay {
          private float[] line = new float[1];

          @Transform
          @AudioCaps(format = SampleFormat.F32LE)
          void apply(@InOut AudioBlock block) {
            block.setF32(0, line[0]);
            resize(
                block.length());
          }

          private void resize(int n) {
            line = new float[n]; // here
          }
        }
      }
      """;

  @TempDir Path folder;

  private record Compiled(
      boolean done, List<javax.tools.Diagnostic<? extends JavaFileObject>> said) {
    List<String> errors() {
      return said.stream()
          .filter(d -> d.getKind() == javax.tools.Diagnostic.Kind.ERROR)
          .map(d ->
              Path.of(d.getSource().getName()).getFileName()
                  + ":"
                  + d.getLineNumber()
                  + " "
                  + d.getMessage(null).replaceAll("\n +", "\n  "))
          .toList();
    }
  }

  private Compiled compile(String type, String source, String... options) throws IOException {
    Path file = folder.resolve("src/demo/" + type + ".java");
    Files.createDirectories(file.getParent());
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(file, source);
    List<String> all =
        new ArrayList<>(
            List.of(
                "-cp",
                folder.resolve("out") + ":" + Workspace.ALL,
                "-processorpath",
                Workspace.ALL,
                "-d",
                folder.resolve("out").toString()));
    all.addAll(List.of(options));
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, null)) {
      boolean done =
          compiler
              .getTask(new StringWriter(), files, said, all, null, files.getJavaFileObjects(file))
              .call();
      return new Compiled(done, said.getDiagnostics());
    }
  }

  private boolean hasClass(String name) {
    return Files.exists(folder.resolve("out/demo/" + name + ".class"));
  }

  @Test
  void shouldPointAtTheLineAndLeaveNoClassWhenMarkedCodeAllocates() throws IOException {
    Compiled compiled = compile("Filters", DELAY);

    assertThat(compiled.errors())
        .containsExactly(
            """
            Filters.java:21 [PLX-RT-001] demo.Filters$Delay.apply allocates: new float[]
              in demo.Filters$Delay.apply(Filters.java:16)
              called: demo.Filters$Delay.resize(Filters.java:21)
              fix: Make the object once, in the constructor, @Start or @Configure, and use it again.\
            """);
    assertThat(compiled.done()).isFalse();
    assertThat(hasClass("Filters$Delay")).isFalse();
    assertThat(hasClass("Filters")).isFalse();
    assertThat(compile("Filters", DELAY).errors()).as("the next build").hasSize(1);
  }

  @Test
  void shouldCompileWhenMarkedCodeIsSafe() throws IOException {
    Compiled compiled = compile("Filters", DELAY.replace("new float[n]", "line"));

    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.done()).isTrue();
    assertThat(hasClass("Filters$Delay")).isTrue();
  }

  @Test
  void shouldBeSilentWhenItIsTurnedOff() throws IOException {
    Compiled compiled = compile("Filters", DELAY, "-Xplugin:ParallaxRt off");

    assertThat(compiled.errors()).isEmpty();
    assertThat(hasClass("Filters$Delay")).isTrue();
  }

  @Test
  void shouldBeSilentWhenOnlyAnotherJarCouldTell() throws IOException {
    String source =
        """
        package demo;
        class Uses {
          private final java.util.concurrent.locks.Lock[] none = {};
          @dev.parallax.annotations.RtSafe
          String of(dev.parallax.model.format.VideoFormat format) { return format.toString(); }
        }
        """;

    assertThat(compile("Uses", source).errors()).isEmpty();
  }

  @Test
  void shouldLookIntoJarsWhenTheyMayShowItHarmless() throws IOException {
    compile(
        "Fail",
        """
        package demo;
        public class Fail {
          public static IllegalStateException always(String why) { throw new IllegalStateException(why); }
        }
        """);
    Files.move(folder.resolve("out"), folder.resolve("lib"));
    String source =
        """
        package demo;
        class Uses {
          @dev.parallax.annotations.RtSafe
          int of(int n) {
            if (n < 0) {
              Fail.always("n=" + n);
            }
            return n;
          }
        }
        """;

    Compiled compiled = compile("Uses", source, "-cp", folder.resolve("lib") + ":" + Workspace.ALL);

    assertThat(compiled.errors()).isEmpty();
    assertThat(hasClass("Uses")).isTrue();
  }

  @Test
  void shouldBeSilentWhenAnotherClassCannotBeRead() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.write(folder.resolve("out/Other.class"), new byte[] {1, 2, 3});

    assertThat(compile("Filters", DELAY).errors()).isEmpty();
    assertThat(hasClass("Filters$Delay")).isTrue();
  }

  @Test
  void shouldSayOnlyWhatJavacSaysWhenTheSourceIsWrong() throws IOException {
    Compiled compiled = compile("Filters", DELAY.replace("float[n]", "float[missing]"));

    assertThat(compiled.errors()).singleElement().asString().contains("missing");
  }
}
