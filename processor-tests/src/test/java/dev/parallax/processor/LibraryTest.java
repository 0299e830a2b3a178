package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facade, catalog and registration of a jar. */
class LibraryTest {
  @TempDir private Path folder;

  private Workspace work() {
    return new Workspace(folder);
  }

  private static String element(String home, String simpleName, String name) {
    return """
    package %s;
    import dev.parallax.annotations.*;
    import dev.parallax.runtime.element.*;
    @Element(name = "%s")
    public final class %s {
      @Transform
      void run(@InOut Bytes buffer) {}
    }
    """
        .formatted(home, name, simpleName);
  }

  private static String library(String home, String name) {
    return "@dev.parallax.annotations.ElementLibrary(name = \""
        + name
        + "\")\npackage "
        + home
        + ";\n";
  }

  @Test
  void shouldWarnWhenElementsBelongToNoLibrary() {
    Workspace work = work().source("src", "a.One", element("a", "One", "one"));
    assertThat(work.javac("out", "", work.sources("src")))
        .isEqualTo(
            """
            One.java:5: WARNING: [PLX-ELEM-018] elements belong to no library, so pipeline strings can't find them elements=[a.One]
                fix: annotate a package-info: @ElementLibrary(name = "MyElements"), or compile with -Aparallax.library=optional if builders are enough
            """);
    assertThat(work.javac("out", "", work.sources("src"), "-Aparallax.library=optional", "-Werror"))
        .isEmpty();
  }

  @Test
  void shouldRefuseWhenLibraryHasNoClassName() {
    Workspace work =
        work()
            .source("src", "a.One", element("a", "One", "one"))
            .source("src", "a.package-info", library("a", "my-elements"));
    assertThat(work.javac("out", "", work.sources("src")))
        .isEqualTo(
            """
            package-info.java:1: ERROR: [PLX-ELEM-019] library's name is not the simple name of a class name="my-elements"
                fix: write it as in MyElements
            """);
  }

  @Test
  void shouldRefuseWhenJarHasTwoLibraries() {
    Workspace work =
        work()
            .source("src", "a.One", element("a", "One", "one"))
            .source("src", "a.package-info", library("a", "OneElements"))
            .source("src", "b.package-info", library("b", "TwoElements"));
    assertThat(work.javac("out", "", work.sources("src")))
        .isEqualTo(
            """
            package-info.java:1: ERROR: [PLX-ELEM-019] two packages of a jar are libraries packages=[a, b]
                fix: keep one @ElementLibrary
            """);
  }

  @Test
  void shouldRefuseWhenTwoElementsHaveOneName() {
    Workspace work =
        work()
            .source("src", "a.One", element("a", "One", "same"))
            .source("src", "a.Two", element("a", "Two", "same"))
            .source("src", "a.package-info", library("a", "OneElements"));
    assertThat(work.javac("out", "", work.sources("src")))
        .isEqualTo(
            """
            Two.java:4: ERROR: [PLX-ELEM-021] two elements of the library have the same name name=same classes=a.One, a.Two
                fix: rename one
            """);
  }

  @Test
  void shouldGiveTheLineWhenModuleDoesNotProvideItsCatalog() {
    Workspace work =
        work()
            .source("src", "a.One", element("a", "One", "one"))
            .source("src", "a.package-info", library("a", "OneElements"))
            .source(
                "src",
                "module-info",
                "/** M. */\nmodule m {\n  requires dev.parallax.runtime;\n}\n");
    String modules =
        Arrays.stream(Workspace.ALL.split(File.pathSeparator))
            .filter(p ->
                p.matches(
                    ".*(annotations|model|native-glue|memory|runtime|jspecify)[^/]*(/target/classes|\\.jar)"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(work.javac("out", "", work.sources("src"), "--module-path", modules))
        .isEqualTo(
            """
            module-info.java:2: ERROR: [PLX-ELEM-020] module does not provide its catalog module=m catalog=a.OneElementsCatalog
                fix: add to module-info.java: provides dev.parallax.runtime.spi.Catalog with a.OneElementsCatalog;
            """);
  }

  @Test
  void shouldNameFactoriesWhenClassNamesClashOrAreKeywords() {
    Workspace work =
        work()
            .source("src", "a.Switch", element("a", "Switch", "switch"))
            .source("src", "a.Notify", element("a", "Notify", "notify"))
            .source("src", "a.URLSrc", element("a", "URLSrc", "url"))
            .source("src", "a.GainElement", element("a", "GainElement", "audio-gain"))
            .source("src", "b.Gain", element("b", "Gain", "video-gain"))
            .source("src", "b.String", element("b", "String", "string"))
            .source("src", "a.package-info", library("a", "AElements"));
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
    assertThat(work.tree("gen-out").getOrDefault("a/AElements.java", ""))
        .contains(
            " switch_()", " notify_()", " urlSrc()", " audioGain()", " videoGain()", " string()");
  }

  @Test
  void shouldLeaveOutFactoryWhenParameterIsHiddenFromTheFacade() {
    Workspace work =
        work()
            .source(
                "src",
                "b.Two",
                element("b", "Two", "two")
                    .replace(
                        "void run",
                        "Two(Hidden hidden) {}\n"
                            + "  Two(Hidden[] hidden, java.util.List<? extends Hidden> more) {}\n"
                            + "  Two(int shown) {}\n"
                            + "  static class Hidden {}\n"
                            + "  @Property Hidden.Kind kind; void run")
                    .replace("static class Hidden {}", "static class Hidden { enum Kind { A } }")
                    .replace("  @Transform\n", "  ")
                    .replace("void run", "@Transform void run"))
            .source("src", "a.package-info", library("a", "AElements"));
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
    assertThat(work.tree("gen-out").getOrDefault("a/AElements.java", ""))
        .contains("TwoElement two(int shown)")
        .doesNotContain("Hidden");
  }

  @Test
  void shouldSayCauseWhenFilesCannotBeWritten() throws IOException {
    Workspace work =
        work()
            .source("src", "a.One", element("a", "One", "one"))
            .source("src", "a.package-info", library("a", "OneElements"));
    Files.createDirectories(work.path("out"));
    Files.writeString(work.path("out/META-INF"), "in the way");
    Files.createDirectories(work.path("gen-out"));
    Files.writeString(work.path("gen-out/a"), "in the way");
    assertThat(work.javac("out", "", work.sources("src"), "-Xlint:-path"))
        .contains("[PLX-ELEM-017] generated file can't be written class=a.OneElement cause=")
        .contains(
            "[PLX-ELEM-017] generated file can't be written file=META-INF/parallax/elements cause=")
        .doesNotContain("PLX-ELEM-016");
  }

  @Test
  void shouldRefuseWhenElementIsInTheUnnamedPackage() {
    Workspace work =
        work().source("src", "One", element("a", "One", "one").replace("package a;", ""));
    assertThat(work.javac("out", "", work.sources("src"), "-Aparallax.library=optional"))
        .isEqualTo(
            """
            One.java:5: ERROR: [PLX-ELEM-002] class can't be an element class=One: it is in the unnamed package, where catalogs can't reach it
                supported: a class of a named package, not private, not abstract, static if nested, without type parameters
                fix: change the class
            """);
  }

  @Test
  void shouldCompileWhenNamesAreOfOtherAlphabets() {
    Workspace work =
        work()
            .source(
                "src",
                "größe.Größe",
                element("größe", "Größe", "size")
                    .replace("@Transform", "@Property(name = \"summer\") int été; @Transform"))
            .source("src", "größe.package-info", library("größe", "ÄElements"));
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
  }
}
