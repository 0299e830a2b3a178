package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's elements of every shape, compiled as users do it and run in a JVM of their own. */
class ConsumerTest {
  private static final Path FOLDER = Path.of("src/test/resources/consumer");
  private static final String EXPECTED =
      """
      source: 0 1 2
      properties: 6 8
      burst: 0 1 2 0 1 2
      in place: 10 11 12
      one to one: 0 -1 -2
      one to many: 0 0 1 1 2 2 3
      code: 0 7 14
      aligned: 10 12 14
      sometimes: 0 2
      string: 0 1 2 3
      fan: 0 1 2
      control: 5 UP_AND_DOWN
      range: [PLX-PROP-003] value is out of range property=by value=11; take at least -10 and at most 10
      user code: [PLX-PIPE-009] apply takes code of the application and cannot be made by its name alone
      failure: [PLX-RUN-001] broken: IllegalStateException: asked to fail made=0
      """;

  @TempDir private Path folder;

  private Workspace consumer(String... classes) throws IOException {
    Workspace work = new Workspace(folder);
    for (String name : classes) {
      Path file = FOLDER.resolve(name + ".java");
      work.source(
          "src", name.equals("module-info") ? name : "consumer." + name, Files.readString(file));
    }
    return work;
  }

  private static String join(Object... parts) {
    return Arrays.stream(parts)
        .map(Object::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void shouldCompileWithoutWarningsAndRunWhenJavacCompiles() throws IOException {
    Workspace work = consumer("Elements", "Main", "package-info");
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
    assertThat(work.java("-cp", join(work.path("out"), Workspace.ALL), "consumer.Main"))
        .isEqualTo(EXPECTED);
  }

  @Test
  void shouldCompileAndRunWhenEclipseCompiles() throws IOException {
    Workspace work = consumer("Elements", "Main", "package-info");
    assertThat(work.ecj("out", Workspace.ALL, work.sources("src"))).isEmpty();
    assertThat(work.java("-cp", join(work.path("out"), Workspace.ALL), "consumer.Main"))
        .isEqualTo(EXPECTED);
  }

  @Test
  void shouldGenerateSameCodeWhenEclipseOrJavacCompiles() throws IOException {
    Workspace work = consumer("Elements", "package-info");
    assertThat(work.ecj("ecj", Workspace.ALL, work.sources("src"))).isEmpty();
    assertThat(work.javac("javac", "", work.sources("src"))).isEmpty();
    List<String> different = new ArrayList<>();
    work.tree("gen-javac")
        .forEach((name, text) -> {
          String other =
              work.tree("gen-ecj")
                  .getOrDefault(name, "")
                  .replaceAll("origin Elements.java(:\\d+)?", "");
          if (!text.replaceAll("origin Elements.java(:\\d+)?", "").equals(other)) {
            different.add(name);
          }
        });
    assertThat(different).isEmpty();
  }

  @Test
  void shouldGenerateThreeFilesAndTwoTopLevelTypesForEachElement() throws IOException {
    Workspace work = consumer("Elements", "package-info");
    assertThat(work.javac("out", "", work.sources("src"))).isEmpty();
    Set<String> written = work.tree("out").keySet();
    Set<String> generated = new TreeSet<>(work.tree("gen-out").keySet());
    List<String> registered =
        written.stream().filter(name -> name.matches("parallax\\..*\\.element")).toList();
    assertThat(registered).hasSizeGreaterThan(15);
    Set<String> ofElements = new TreeSet<>();
    for (String file : registered) {
      String builder = work.tree("out").getOrDefault(file, "").strip().replace('.', '/');
      ofElements.add(builder + ".java");
    }
    assertThat(ofElements).hasSize(registered.size());
    generated.removeAll(
        List.of("consumer/ConsumerElements.java", "consumer/ConsumerElementsCatalog.java"));
    assertThat(generated).as("sources").isEqualTo(ofElements);
    List<String> others =
        written.stream()
            .filter(name -> !name.endsWith(".class") && !registered.contains(name))
            .toList();
    assertThat(others)
        .as("files beside classes")
        .containsExactlyInAnyOrder(
            "META-INF/parallax/elements", "META-INF/services/dev.parallax.runtime.spi.Catalog");
    Set<String> topLevel =
        written.stream()
            .filter(name -> name.endsWith(".class") && !name.contains("$"))
            .map(name -> name.replace(".class", ".java"))
            .collect(Collectors.toCollection(TreeSet::new));
    topLevel.removeAll(
        List.of(
            "consumer/Elements.java",
            "consumer/package-info.java",
            "consumer/ConsumerElements.java",
            "consumer/ConsumerElementsCatalog.java"));
    assertThat(topLevel).as("top-level types").isEqualTo(ofElements);
  }

  @Test
  void shouldFindElementsWhenTheirJarIsOnTheClassPath() throws IOException {
    Workspace work = consumer("Elements", "package-info");
    assertThat(work.javac("elements", "", work.sources("src"))).isEmpty();
    Path jar = work.jar("elements.jar", "elements");
    work.source("app", "consumer.Main", Files.readString(FOLDER.resolve("Main.java")));
    assertThat(work.javac("app-out", join(jar, Workspace.ALL), work.sources("app"))).isEmpty();
    Path app = work.jar("app.jar", "app-out");
    assertThat(work.java("-cp", join(app, jar, Workspace.ALL), "consumer.Main"))
        .isEqualTo(EXPECTED);
  }

  @Test
  void shouldFindElementsWhenTheirJarIsOnTheModulePath() throws IOException {
    Workspace work = consumer("Elements", "Main", "package-info", "module-info");
    String modules = modulePath();
    assertThat(
            work.javac(
                "out",
                "",
                work.sources("src"),
                "--module-path",
                modules,
                "-Werror",
                "-Xlint:-exports"))
        .isEmpty();
    Path jar = work.jar("consumer.jar", "out");
    assertThat(
            work.java(
                "--module-path",
                join(jar, modules),
                "--enable-native-access=dev.parallax.nativeglue,dev.parallax.memory",
                "-m",
                "consumer/consumer.Main"))
        .isEqualTo(EXPECTED);
  }

  /** The modules of Parallax, as jars or folders, and those that they need. */
  private static String modulePath() {
    return Arrays.stream(Workspace.ALL.split(File.pathSeparator))
        .filter(p ->
            p.matches(
                ".*(annotations|model|native-glue|memory|runtime|jspecify)[^/]*(/target/classes|\\.jar)"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
