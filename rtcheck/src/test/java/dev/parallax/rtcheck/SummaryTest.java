package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries: what they say is what the bytecode says, or they are not used. */
class SummaryTest {
  private static final String LIBRARY =
      """
      package lib;
      import dev.parallax.annotations.*;
      public class Mixer {
        public interface Step { float of(float x); }
        enum Mode { SOFT, HARD }
        public static final Step HALF = x -> x / 2;
        float last;
        private Mode mode = Mode.SOFT;
        @RtSafe public final void mix(Step step, float x) { last = scale(step.of(x)); limit(); }
        private float scale(float x) { return mode == Mode.SOFT ? Math.abs(x) : half(x); }
        private static float half(float x) { return x / 2; }
        protected void limit() { }
        @RtSafe public void trust() { warn(); }
        @RtTrusted(reason = "once") void warn() { new Object().notify(); }
        @RtSafe public int end(int i) { return i < 0 ? fail() : i; }
        private static int fail() { throw new IllegalStateException("x" + 1); }
      }
      """;
  private static final String USER =
      """
      package user;
      import dev.parallax.annotations.*;
      class User {
        static final class Louder extends lib.Mixer { int[] a; protected void limit() { a = new int[1]; } }
        static final class Boxing implements lib.Mixer.Step {
          Object last;
          public float of(float x) { last = x; return x; }
        }
        @RtSafe void run(lib.Mixer m, lib.Mixer.Step s) { m.mix(s, 1); m.trust(); m.end(1); }
      }
      """;

  @TempDir Path folder;
  private Path library;
  private Path user;

  @BeforeEach
  void compile() throws IOException {
    library = compile("library", "Mixer", LIBRARY);
    user = compile("user", "User", USER);
  }

  private Path compile(String name, String type, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(name + "-src"));
    Path classes = Files.createDirectories(folder.resolve(name));
    Files.writeString(sources.resolve(type + ".java"), source);
    Sources.compile(sources, classes, folder.resolve("library"));
    return classes;
  }

  private void summarise() {
    RtCheck check = new RtCheck().check(library);
    assertThat(check.run().violations()).isEmpty();
    check.writeSummary(library);
  }

  private static Path jar(Path classes) throws IOException {
    Path jar = classes.resolveSibling(classes.getFileName() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
        out.write(Files.readAllBytes(each));
        out.closeEntry();
      }
    }
    return jar;
  }

  private RtReport check(Path classPath) {
    return new RtCheck().check(user).classPath(classPath).run();
  }

  @Test
  void shouldFindTheSameWhenASummaryStandsForTheCode() throws IOException {
    RtReport byCode = check(library);
    summarise();

    RtReport bySummary = check(jar(library));

    assertThat(bySummary.summaries()).singleElement().matches(s -> s.refused().isEmpty());
    assertThat(bySummary.violations()).isEqualTo(byCode.violations());
    assertThat(bySummary.trusted()).isEqualTo(byCode.trusted());
    assertThat(bySummary.prewarm()).isEqualTo(byCode.prewarm());
    // What only the user's classes do behind the library's calls is among it.
    assertThat(byCode.violations().stream().map(v -> v.place().type() + " " + v.what()))
        .containsExactlyInAnyOrder(
            "user.User$Boxing calls java.lang.Float.valueOf, which allocates",
            "user.User$Louder allocates: new int[]");
    assertThat(byCode.trusted()).contains(new RtReport.Trusted("lib.Mixer.warn", "once"));
  }

  @Test
  void shouldNotLookAtTheCodeWhenThereIsASummary() throws IOException {
    summarise();
    Path summary = library.resolve(RtSummary.PLACE);
    String said = Files.readString(summary);
    assertThat(said).contains("\nsafe scale(F)F\n", "\nclass lib/Mixer\n");
    // As if half() had been another method: what counts is what the summary says.
    Files.writeString(
        summary,
        said.replaceFirst("exact (\\d+) lib/Mixer half\\(F\\)F", "exact $1 lib/Mixer no()V"));

    assertThat(check(library).violations().stream().map(Violation::what))
        .contains("calls what is not verified: lib.Mixer.no");
    assertThat(
            new RtCheck()
                .check(user).classPath(library).ignoreSummaries().run().violations().stream()
                    .map(Violation::what))
        .noneMatch(what -> what.contains("lib.Mixer.no"));
  }

  @Test
  void shouldLookAtTheCodeWhenTheClassesHaveChanged() throws IOException {
    summarise();
    compile("library", "Mixer", LIBRARY.replace("x / 2; }", "new float[] {x}[0]; }"));

    RtReport report = check(library);

    assertThat(report.summaries())
        .containsExactly(new RtReport.Summary(library, "the classes have changed since"));
    assertThat(report.violations().stream().map(Violation::what))
        .contains("allocates: new float[]");
  }

  @Test
  void shouldLookAtTheCodeWhenAClassWasAdded() throws IOException {
    summarise();
    compile("library", "Other", "package lib; class Other { }");

    assertThat(check(library).summaries()).singleElement().matches(s -> !s.refused().isEmpty());
  }

  @Test
  void shouldVerifyAMarkedMethodOfTheClassPathWhenNoSummaryDoes() throws IOException {
    compile("library", "Mixer", LIBRARY.replace("{ warn(); }", "{ last = new float[1].length; }"));

    assertThat(check(library).violations().stream().map(Violation::what))
        .contains("allocates: new float[]");
  }

  @Test
  void shouldRefuseToWriteWhenNothingIsProven() {
    RtCheck check = new RtCheck().check(user).classPath(library);
    assertThat(check.run().violations()).isNotEmpty();

    assertThatThrownBy(() -> check.writeSummary(user)).isInstanceOf(IllegalStateException.class);
    assertThat(user.resolve(RtSummary.PLACE)).doesNotExist();
  }

  @Test
  void shouldBeVoidOrUsedButNeverFailWhenItIsHostile() throws IOException {
    summarise();
    byte[] valid = Files.readAllBytes(library.resolve(RtSummary.PLACE));
    JdkTable table = JdkTable.load();
    List<ClassInfo> classes = new ClassFiles().read(library).classes();
    Random random = new Random(25);
    List<String> reasons = new ArrayList<>();
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = round == 0 ? valid : mutate(valid, random);
      reasons.add(SummaryReader.apply(bytes, classes, table));
    }

    assertThat(reasons.getFirst()).isEmpty();
    assertThat(reasons).anyMatch(r -> r.contains("another version"));
    assertThat(reasons).anyMatch(r -> r.contains("classes have changed"));
    assertThat(reasons).anyMatch(r -> r.contains("end is missing"));
    assertThat(reasons).anyMatch(r -> r.matches("line \\d+ is none of a summary"));
  }

  @Test
  void shouldBeVoidWhenItIsTooLong() throws IOException {
    byte[] much = new byte[RtSummary.MOST_BYTES + 1];

    assertThat(SummaryReader.apply(much, new ClassFiles().read(library).classes(), JdkTable.load()))
        .contains("longer than");
    assertThat(SummaryReader.apply(new byte[0], List.of(), JdkTable.load())).isNotEmpty();
    assertThat(SummaryReader.apply(new byte[] {'\n'}, List.of(), JdkTable.load())).isNotEmpty();
  }

  /** Most changes are behind the two lines that void a summary at once. */
  private static byte[] mutate(byte[] valid, Random random) {
    String text = new String(valid, StandardCharsets.UTF_8);
    int body = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
    int from = random.nextInt(4) == 0 ? 0 : body;
    byte[] bytes = valid.clone();
    int at = from + random.nextInt(bytes.length - from);
    return switch (random.nextInt(4)) {
      case 0 -> {
        bytes[at] = (byte) random.nextInt(256);
        yield bytes;
      }
      case 1 -> java.util.Arrays.copyOf(bytes, at);
      case 2 -> {
        byte[] twice = java.util.Arrays.copyOf(bytes, bytes.length * 2 - at);
        System.arraycopy(bytes, at, twice, bytes.length, bytes.length - at);
        yield twice;
      }
      default -> {
        bytes[at] = "\n %(;/\0".getBytes(StandardCharsets.UTF_8)[random.nextInt(7)];
        yield bytes;
      }
    };
  }
}
