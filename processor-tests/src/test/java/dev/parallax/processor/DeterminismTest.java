package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is generated for an element depends on that element only, and the catalog on all elements of
 * the jar.
 */
class DeterminismTest {
  private static final int MANY = 100;

  @TempDir private Path folder;

  private static String element(int i) {
    return """
    package many;
    import dev.parallax.annotations.*;
    import dev.parallax.runtime.element.*;
    @Element(name = "e%d") final class E%d {
      enum Mode { A, B }
      @Property int level; @Property Mode mode = Mode.A;
      @Action public int sum(int a, int b) { return a + b; }
      @Transform @VideoCaps(format = {PixelFormat.RGB, PixelFormat.RGBA}) void run(@Input VideoFrame in, @Output VideoFrame out) {}
    }
    """
        .formatted(i, i);
  }

  private Workspace many() {
    Workspace work = new Workspace(folder);
    for (int i = 0; i < MANY; i++) {
      work.source("src", "many.E" + i, element(i));
    }
    work.source(
        "src",
        "many.package-info",
        "@dev.parallax.annotations.ElementLibrary(name = \"ManyElements\")\npackage many;\n");
    return work;
  }

  @Test
  void shouldGenerateSameBytesWhenCompiledTwiceAndInOtherOrder() {
    Workspace work = many();
    List<String> files = work.sources("src");
    assertThat(work.javac("a", "", files)).isEmpty();
    assertThat(work.javac("b", "", files.reversed())).isEmpty();
    assertThat(work.tree("gen-b")).isEqualTo(work.tree("gen-a"));
    assertThat(work.tree("b")).isEqualTo(work.tree("a"));
  }

  @Test
  void shouldGenerateSameBytesWhenCompiledAloneAndAmongMany() {
    Workspace work = many();
    assertThat(work.javac("all", "", work.sources("src"))).isEmpty();
    assertThat(
            work.javac(
                "one",
                "",
                List.of(work.path("src/many/E42.java").toString()),
                "-Aparallax.library=optional"))
        .isEmpty();
    SortedMap<String, String> one = work.tree("gen-one");
    assertThat(one).containsOnlyKeys("many/E42Element.java");
    one.forEach((name, text) -> assertThat(work.tree("gen-all")).containsEntry(name, text));
    assertThat(work.tree("one")).containsKey("parallax.e42.element");
  }

  @Test
  void shouldKeepCatalogWholeWhenOneSourceIsPassedAndRestAreClassFiles() {
    Workspace work = many();
    assertThat(work.javac("out", "", work.sources("src"))).isEmpty();
    SortedMap<String, String> before = catalog(work);
    work.source("src", "many.E7", element(7).replace("int level;", "int depth;"));
    String path = work.path("out") + java.io.File.pathSeparator + Workspace.ALL;
    assertThat(work.javac("out", path, List.of(work.path("src/many/E7.java").toString())))
        .isEmpty();
    assertThat(catalog(work)).isEqualTo(before);
    assertThat(work.tree("gen-out").get("many/E7Element.java"))
        .contains("E7Element depth(int value)");
  }

  @Test
  void shouldAddToCatalogWhenNewSourceIsPassedAloneAndFacadeIsGone() throws Exception {
    Workspace work = many();
    assertThat(work.javac("out", "", work.sources("src"))).isEmpty();
    java.nio.file.Files.delete(work.path("out/many/ManyElements.class"));
    work.source("src", "many.Fresh", element(7).replace("E7", "Fresh").replace("e7", "fresh"));
    String path = work.path("out") + java.io.File.pathSeparator + Workspace.ALL;
    assertThat(work.javac("out", path, List.of(work.path("src/many/Fresh.java").toString())))
        .isEmpty();
    String rows = work.tree("out").getOrDefault("META-INF/parallax/elements", "");
    assertThat(rows).contains("fresh many.FreshElement many.ManyElements\n");
    assertThat(rows.lines()).hasSize(MANY + 2);
  }

  private static SortedMap<String, String> catalog(Workspace work) {
    SortedMap<String, String> files = new TreeMap<>();
    for (Map.Entry<String, String> file : work.tree("gen-out").entrySet()) {
      if (file.getKey().contains("ManyElements")) {
        files.put(file.getKey(), file.getValue());
      }
    }
    work.tree("out")
        .forEach((name, text) -> {
          if (name.startsWith("META-INF")) {
            files.put(name, text);
          }
        });
    return files;
  }
}
