package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.View;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parallax rtcheck}, and what it says about Parallax itself. */
class RtCheckTest {
  /** As docs/real-time.md says. */
  private static final String BUDGET = "10";

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldBeSafeWhenAnElementOfOursIsMarked() throws Exception {
    ExitCode exit =
        run(
            "rtcheck",
            place(Class.forName("dev.parallax.elements.std.audio.Volume")),
            place(View.class),
            place(Buffer.class),
            "--budget",
            BUDGET);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\nprewarm dev.parallax.annotations.SampleFormat\n");
  }

  @Test
  void shouldUseTheSummaryWhenItIsOfTheClassesBesideIt() throws Exception {
    String library = directory.resolve("library").toString();
    compile(
        library,
        """
        package demo;
        public class Filter {
          public float value;
          @dev.parallax.annotations.RtSafe public void step(float x) { value += x / 2; }
        }
        """);
    String user = directory.resolve("user").toString();
    String calls =
        """
        package user;
        class User {
          @dev.parallax.annotations.RtSafe void run(demo.Filter f) { f.step(1); }
        }
        """;
    compile(user, calls, library);

    assertThat(run("rtcheck", library, "--write-summary", library)).isEqualTo(ExitCode.OK);
    assertThat(run("rtcheck", user, "--class-path", library)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("summary " + library + ": used\n");
    assertThat(run("rtcheck", user, "--class-path", library, "--no-summaries"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).doesNotContain("summary");

    compile(
        library,
        """
        package demo;
        public class Filter {
          public float[] value;
          @dev.parallax.annotations.RtSafe public void step(float x) { value = new float[1]; }
        }
        """);
    assertThat(run("rtcheck", user, "--class-path", library)).isEqualTo(ExitCode.STREAM);
    assertThat(out.toString())
        .contains("summary " + library + ": not used: the classes have changed since\n");
    assertThat(err.toString()).contains("[PLX-RT-001] user.User.run allocates: new float[]");
  }

  @Test
  void shouldUseTheSummariesOfParallaxWhenAnElementIsChecked() throws Exception {
    compile(
        """
        package demo;
        import dev.parallax.memory.*;
        import dev.parallax.runtime.element.*;
        class Uses {
          @dev.parallax.annotations.RtSafe
          void run(AudioBlock block, Buffer buffer, SpscLink link, FixedBufferPool pool) {
            block.setF32(0, block.f32(1));
            link.offer(buffer.share());
            pool.tryAcquire();
          }
        }
        """);
    List<String> ours =
        List.of(
            place(Class.forName("dev.parallax.elements.std.audio.Volume")),
            place(View.class),
            place(Buffer.class));

    ExitCode exit = run("rtcheck", directory.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isEqualTo(ExitCode.OK);
    assertThat(out.toString().lines())
        .containsAll(ours.stream().map(place -> "summary " + place + ": used").toList());
  }

  @Test
  void shouldRefuseWhenTheSummaryWouldBeOfOtherClasses() {
    assertThat(run("rtcheck", "a.jar", "--write-summary", directory.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--write-summary is one of the paths that are checked");
  }

  @Test
  void shouldNameEveryTrustedMethodWhenDocumented() throws Exception {
    run(
        "rtcheck",
        place(Class.forName("dev.parallax.elements.std.audio.Volume")),
        place(View.class),
        place(Buffer.class));
    String page = Files.readString(root().resolve("docs/real-time.md"));

    List<String> trusted =
        out.toString()
            .lines()
            .filter(line -> line.startsWith("trusted "))
            .map(line -> line.substring("trusted ".length(), line.indexOf(':')))
            .toList();

    assertThat(trusted).isNotEmpty();
    assertThat(trusted)
        .allSatisfy(name ->
            assertThat(page).contains("`" + name.replaceFirst("dev\\.parallax\\.", "") + "`"));
  }

  @Test
  void shouldFailWithTheChainWhenMarkedCodeAllocates() throws Exception {
    compile(
        """
        package demo;
        @dev.parallax.annotations.RtSafe
        class Delay {
          float[] line;
          void apply(int n) {
            resize(n);
          }
          private void resize(int n) {
            line = new float[n];
          }
        }
        """);

    ExitCode exit = run("rtcheck", directory.toString());

    assertThat(exit).isEqualTo(ExitCode.STREAM);
    assertThat(err.toString())
        .isEqualTo(
            """
            error: [PLX-RT-001] demo.Delay.apply allocates: new float[]
              in demo.Delay.apply(Delay.java:6)
              called: demo.Delay.resize(Delay.java:9)
              fix: Make the object once, in the constructor, @Start or @Configure, and use it again.
            """);
    assertThat(out.toString().lines().filter(line -> !line.startsWith("summary ")))
        .containsExactly("methods=1 unsafe=1 trusted=0 prewarm=0");
  }

  @Test
  void shouldFailWhenMoreIsTrustedThanTheBudgetAllows() throws Exception {
    compile(
        """
        package demo;
        class Delay {
          @dev.parallax.annotations.RtSafe void apply() { grow(); }
          @dev.parallax.annotations.RtTrusted(reason = "once") void grow() { new Object().notify(); }
        }
        """);

    assertThat(run("rtcheck", directory.toString(), "--budget=1")).isEqualTo(ExitCode.OK);
    assertThat(run("rtcheck", directory.toString(), "--budget=0")).isEqualTo(ExitCode.STREAM);
    assertThat(err.toString())
        .startsWith("error: [PLX-RT-008] more methods are trusted than the budget allows")
        .contains("trusted=1 budget=0\n  demo.Delay.grow: once\n");
  }

  @Test
  void shouldNameThePathWhenItCannotBeRead() {
    ExitCode exit = run("rtcheck", directory.resolve("none.jar").toString());

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("[PLX-RT-009]").contains("none.jar");
  }

  @Test
  void shouldNameTheFileWhenAClassIsDamaged() throws IOException {
    Files.write(directory.resolve("Broken.class"), new byte[] {1, 2, 3});

    ExitCode exit = run("rtcheck", directory.toString());

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("[PLX-RT-009]").contains("Broken.class");
  }

  private ExitCode run(String... words) {
    out.reset();
    err.reset();
    return new Cli(new PrintStream(out, true), new PrintStream(err, true)).run(words);
  }

  private void compile(String source) throws IOException {
    compile(directory.toString(), source);
  }

  private void compile(String classes, String source, String... classPath) throws IOException {
    Path file =
        directory
            .resolve("src")
            .resolve(source.replaceAll("(?s).*?\\bclass (\\w+).*", "$1") + ".java");
    Files.createDirectories(directory.resolve("src"));
    Files.createDirectories(Path.of(classes));
    Files.writeString(file, source);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-g",
                "-cp",
                String.join(File.pathSeparator, classPath)
                    + File.pathSeparator
                    + System.getProperty("java.class.path"),
                "-d",
                classes,
                file.toString());
    assertThat(code).isZero();
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static Path root() {
    return Path.of(System.getProperty("parallax.root"));
  }
}
