package dev.parallax.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the source is, the processors neither fail nor hide what javac has to say. */
class RobustnessTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String HEAD =
      "package broken;\n"
          + "import dev.parallax.annotations.*;\n"
          + "import dev.parallax.runtime.element.*;\n"
          + "import dev.parallax.model.format.*;\n";
  private static final String PROCESS = " @Transform void run(@InOut Bytes b) {} ";

  private static Compilation compile(String name, String source) {
    return javac()
        .withProcessors(new ElementProcessor(), new LibraryProcessor())
        .withOptions("--should-stop=ifError=FLOW")
        .compile(
            JavaFileObjects.forSourceString(
                "broken.package-info",
                "@dev.parallax.annotations.ElementLibrary(name = \"BrokenElements\") package"
                    + " broken;"),
            JavaFileObjects.forSourceString("broken." + name, source));
  }

  private static List<String> errors(Compilation compilation) {
    return compilation.errors().stream().map(d -> place(d) + d.getMessage(Locale.ROOT)).toList();
  }

  private static String place(Diagnostic<? extends JavaFileObject> d) {
    JavaFileObject file = d.getSource();
    return file == null
        ? ""
        : file.getName().replaceAll(".*/", "") + ":" + d.getLineNumber() + ": ";
  }

  /** Class bodies in which a type does not exist, or that break another rule of the language. */
  static Stream<String> broken() {
    return Stream.of(
        "@Element(name = \"x\") class X extends Missing {" + PROCESS + "}",
        "@Element(name = \"x\") class X implements Missing<String> {" + PROCESS + "}",
        "@Element(name = \"x\") class X<T extends Missing> {" + PROCESS + "}",
        "@Element(name = \"x\") class X { X(Missing m) {}" + PROCESS + "}",
        "@Element(name = \"x\") class X { X(java.util.List<Missing[]> m) {}" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Property Missing m;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Property int m = Missing.ONE;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Missing int m;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Transform void run(@InOut Missing b) {} }",
        "@Element(name = \"x\") class X { @Transform void run(@Input Bytes b, @Output"
            + " Emitter<Missing> out) {} }",
        "@Element(name = \"x\") class X { @Transform Missing run(@InOut Bytes b) {} }",
        "@Element(name = \"x\") class X { @Transform void run(@InOut Bytes b) throws Missing {} }",
        "@Element(name = \"x\") class X { @Input InputPorts<Missing> in;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @OnEvent boolean on(Event.Missing e) { return false; }"
            + PROCESS
            + "}",
        "@Element(name = \"x\") class X { @Configure void on(MissingFormat e) {}" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Action Missing act(Missing m) { return m; }"
            + PROCESS
            + "}",
        "@Element(name = \"x\") class X { @VideoCaps(format = PixelFormat.MISSING)" + PROCESS + "}",
        "@Element(name = \"x\") class X { @VideoCaps(format = MISSING)" + PROCESS + "}",
        "@Element(name = \"x\") class X { @VideoCaps(width = 5)" + PROCESS + "}",
        "@Element(name = \"x\") class X { @AudioCaps(rate = @IntRange(\"much\"))" + PROCESS + "}",
        "@Element(name = \"x\") class X { @AudioCaps(rate = @FractionRange)" + PROCESS + "}",
        "@Element(name = 5) class X {" + PROCESS + "}",
        "@Element(name = MISSING) class X {" + PROCESS + "}",
        "@Element(name = null) class X {" + PROCESS + "}",
        "@Element class X {" + PROCESS + "}",
        "@Element(nome = \"x\") class X {" + PROCESS + "}",
        "@Element(name = \"x\", name = \"y\") class X {" + PROCESS + "}",
        "@Element(name = \"x\") @Element(name = \"y\") class X {" + PROCESS + "}",
        "@Element(name = \"\") class X {" + PROCESS + "}",
        "@Element(name = \"x\") class X extends Y {" + PROCESS + "} class Y extends X {}",
        "@Element(name = \"x\") class X extends X {" + PROCESS + "}",
        "@Element(name = \"x\") class X extends X.In {"
            + PROCESS
            + " static class In extends X {} }",
        "@Element(name = \"x\") class X {"
            + PROCESS
            + "} @Element(name = \"x\") class X {"
            + PROCESS
            + "}",
        "@Element(name = \"x\") class X {" + PROCESS + PROCESS + "}",
        "@Element(name = \"x\") class X { @Property int a; @Property int a;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Property void v;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Property(min = \"a\") int a;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Transform void run(@InOut Bytes b, @InOut Bytes c) {} }",
        "@Element(name = \"x\") class X { @Transform void run(@Input Bytes... b) {} }",
        "@Element(name = \"x\") class X { @Transform void run(@Input Bytes[] b, @Output int out) {}"
            + " }",
        "@Element(name = \"x\") class X { @Transform void run(@Input Bytes b, @Output Emitter out)"
            + " {} }",
        "@Element(name = \"x\") class X { @Transform void run(@Input Bytes b, @Output Emitter<?>"
            + " out) {} }",
        "@Element(name = \"x\") class X { @Transform void run(@Input Bytes b, @Output Emitter<?"
            + " super Bytes> out) {} }",
        "@Element(name = \"x\") class X { @Transform(sync = Sync.ORDERED) void run(InputPort p,"
            + " View v, @Output Emitter<Bytes> out) {} @Input InputPort<Bytes> in; }",
        "@Element(name = \"x\") class X { @Transform <T extends Bytes & Packet> void run(@InOut T"
            + " b) {} }",
        "@Element(name = \"x\") class X { @Output OutputPorts<int[]> out; @Transform void"
            + " run(@Input Bytes b) {} }",
        "@Element(name = \"x\") class X { @Input(name = \"%u%u\", presence = Presence.REQUEST)"
            + " InputPorts<Bytes> in; @Consume void run(Bytes b) {} }",
        "@Element(name = \"x\") class X { @Changed({}) void c() {}" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Changed(\"\") void c() {}" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Same({}) @Transform void run(@Input Bytes b, @Output"
            + " Bytes c) {} }",
        "@Element(name = \"x\") class X { @BytesCaps({\"\", \"a/b\"})" + PROCESS + "}",
        "@Element(name = \"x\") class X { @EncodedCaps(value = \"a/b\", fields = {\"\"}) @Transform"
            + " void run(@InOut Packet b) {} }",
        "@Element(name = \"x\") interface X {" + " @Transform void run(@InOut Bytes b);" + "}",
        "@Element(name = \"x\") sealed class X permits Y {"
            + PROCESS
            + "} final class Y extends X {}",
        "class X { @Element(name = \"x\") void run() {} }",
        "class X { void m() { @Element(name = \"x\") class L {" + PROCESS + "} } }",
        "@Element(name = \"x\") class X { X() throws Missing {}" + PROCESS + "}",
        "@Element(name = \"x\") class X { <T extends Missing> X(T t) {}" + PROCESS + "}",
        "@Element(name = \"x\") class X { enum E { A(Missing.B) } @Property E e;" + PROCESS + "}",
        "@Element(name = \"x\") class X { enum E { A, A } @Property E e;" + PROCESS + "}",
        "@Element(name = \"x\") class X { @Probe Format p() { return null; } @Probe Missing q() {"
            + " return null; }"
            + PROCESS
            + "}",
        "@Element(name = \"x\") class X {" + PROCESS,
        "@Element(name = \"x\") class",
        "@Element(name = \"x\"",
        "");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void shouldNotFailWhenSourceIsBroken(String body) {
    check(compile("X", HEAD + body), body);
  }

  private static void check(Compilation compilation, String source) {
    checkAlive(compilation, source);
    assertThat(errors(compilation))
        .as("errors that follow from the first, in generated code")
        .noneMatch(e -> e.matches("(?s)\\w+(Element|Adapter|Elements|ElementsCatalog)\\.java:.*"));
  }

  private static void checkAlive(Compilation compilation, String source) {
    assertThat(errors(compilation))
        .as(source)
        .noneMatch(
            e -> e.contains("PLX-ELEM-016") || e.contains("threw") || e.contains("Exception:"));
  }

  @Test
  void shouldLeaveTheMessageToJavacWhenTypeIsMissing() {
    Compilation compilation =
        compile(
            "X",
            HEAD
                + "@Element(name = \"x\") class X { @Property int level; @Transform void run(@InOut"
                + " Missing b) {} }\n"
                + "class Use { Object o = new XElement().level(5); Object p = BrokenElements.x();"
                + " }");
    assertThat(errors(compilation))
        .hasSize(1)
        .allMatch(e -> e.startsWith("X.java:5: cannot find symbol") && e.contains("Missing"));
  }

  @Test
  void shouldWaitWhenTypeIsGeneratedByAnotherProcessor() {
    Compilation compilation =
        javac()
            .withProcessors(new ElementProcessor(), new LibraryProcessor(), new Late(1))
            .compile(
                JavaFileObjects.forSourceString(
                    "broken.package-info",
                    "@dev.parallax.annotations.ElementLibrary(name = \"BrokenElements\") package"
                        + " broken;"),
                JavaFileObjects.forSourceString(
                    "broken.X",
                    HEAD
                        + "@Element(name = \"x\") class X { X(Late.Code code) {} @Property Late"
                        + " late;"
                        + PROCESS
                        + "}"));
    assertThat(errors(compilation)).isEmpty();
    assertThat(compilation.generatedSourceFile("broken.XElement")).isPresent();
    assertThat(compilation.generatedSourceFile("broken.BrokenElements")).isPresent();
  }

  @Test
  void shouldRefuseWhenTypeIsGeneratedTooLate() {
    Compilation compilation =
        javac()
            .withProcessors(new ElementProcessor(), new LibraryProcessor(), new Late(2))
            .compile(
                JavaFileObjects.forSourceString(
                    "broken.package-info",
                    "@dev.parallax.annotations.ElementLibrary(name = \"BrokenElements\") package"
                        + " broken;"),
                JavaFileObjects.forSourceString(
                    "broken.X",
                    HEAD
                        + "@Element(name = \"x\") class X { @Property Late late;"
                        + PROCESS
                        + "}"));
    assertThat(errors(compilation))
        .containsExactly(
            "X.java:5: [PLX-ELEM-022] types that the element names were generated too late"
                + " class=broken.X\n"
                + "    fix: generate them in the first round, or compile them before");
  }

  /** Generates an enum that an element needs, in a given round. */
  private static final class Late extends javax.annotation.processing.AbstractProcessor {
    private int rounds;

    Late(int rounds) {
      this.rounds = rounds;
    }

    @Override
    public java.util.Set<String> getSupportedAnnotationTypes() {
      return java.util.Set.of("*");
    }

    @Override
    public javax.lang.model.SourceVersion getSupportedSourceVersion() {
      return javax.lang.model.SourceVersion.latestSupported();
    }

    @Override
    public boolean process(
        java.util.Set<? extends javax.lang.model.element.TypeElement> annotations,
        javax.annotation.processing.RoundEnvironment round) {
      if (--rounds == 0) {
        try (java.io.Writer writer =
            processingEnv.getFiler().createSourceFile("broken.Late").openWriter()) {
          writer.write("package broken; enum Late { ONE; public interface Code {} }");
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  private static final Pattern TOKEN = Pattern.compile("\\w+|@\\w+|\"[^\"]*\"|[^\\s\\w]");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldNotFailWhenSourceIsMutated(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> sources = new ArrayList<>();
    sources.add(
        Files.readString(RESOURCES.resolve("consumer/Elements.java"))
            .replace("package consumer", "package broken"));
    sources.add(
        Files.readString(RESOURCES.resolve("golden/Gain.java"))
            .replace("package golden", "package broken"));
    for (int i = 0; i < 25; i++) {
      String mutated = sources.get(random.nextInt(sources.size()));
      for (int k = random.nextInt(3); k >= 0; k--) {
        mutated = mutate(mutated, random);
      }
      String name = mutated.contains("class Elements") ? "Elements" : "Gain";
      checkAlive(compile(name, mutated), "seed=" + seed + " run=" + i + "\n" + mutated);
    }
  }

  /** Takes a word away, doubles it, or puts another one of the source in its place. */
  private static String mutate(String source, Random random) {
    List<int[]> places = new ArrayList<>();
    Matcher token = TOKEN.matcher(source);
    while (token.find()) {
      places.add(new int[] {token.start(), token.end()});
    }
    int[] at = places.get(random.nextInt(places.size()));
    int[] other = places.get(random.nextInt(places.size()));
    String word = source.substring(at[0], at[1]);
    String by =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> word + " " + word;
          case 2 -> "Missing";
          case 3 -> "\"\"";
          default -> source.substring(other[0], other[1]);
        };
    return source.substring(0, at[0]) + by + source.substring(at[1]);
  }
}
