package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.Element;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding elements at compile time, in jars, on both paths, in the right order. */
class LookupTest {
  @TempDir private Path folder;

  /** Looks elements up as the pipeline processor does, for the class {@code app.App}. */
  private static final class Probe extends AbstractProcessor {
    private final List<String> wanted;
    private final Map<String, String> found = new TreeMap<>();
    private final List<TypeElement> own = new ArrayList<>();
    private Set<String> names = Set.of();

    Probe(String... wanted) {
      this.wanted = List.of(wanted);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      own.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(Element.class)));
      if (round.processingOver()) {
        ElementLookup lookup = new ElementLookup(processingEnv, own);
        TypeElement user = processingEnv.getElementUtils().getTypeElement("app.App");
        names = lookup.names(user);
        for (String name : wanted) {
          ElementLookup.Found element = lookup.find(name, user);
          found.put(
              name,
              element == null
                  ? "none"
                  : element.descriptor().className() + " by " + element.place());
        }
      }
      return false;
    }
  }

  private Map<String, String> look(Workspace work, Probe probe, String... options)
      throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> all = new ArrayList<>(List.of("-proc:only", "-d", work.path(".").toString()));
      all.addAll(List.of(options));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              manager,
              diagnostics,
              all,
              null,
              manager.getJavaFileObjectsFromStrings(work.sources("app")));
      task.setProcessors(List.of(probe));
      assertThat(task.call()).as(diagnostics.getDiagnostics().toString()).isTrue();
    }
    return probe.found;
  }

  /** A jar of a library in a package of its own. */
  private Path jar(Workspace work, String home, boolean module, String... names) {
    for (String name : names) {
      String simple = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      work.source(
          home,
          home + "." + simple,
          """
          package %s;
          import dev.parallax.annotations.*;
          import dev.parallax.runtime.element.*;
          @Element(name = "%s") final class %s {
            @Transform void run(@InOut Bytes buffer) {}
          }
          """
              .formatted(home, name, simple));
    }
    String facade = home.substring(0, 1).toUpperCase(Locale.ROOT) + home.substring(1) + "Elements";
    work.source(
        home,
        home + ".package-info",
        "@dev.parallax.annotations.ElementLibrary(name = \""
            + facade
            + "\")\npackage "
            + home
            + ";\n");
    if (module) {
      work.source(
          home,
          "module-info",
          "/** M. */\nmodule %s { requires dev.parallax.runtime; exports %s; provides dev.parallax.runtime.spi.Catalog with %s.%sCatalog; }"
              .formatted(home, home, home, facade));
      assertThat(work.javac("out-" + home, "", work.sources(home), "--module-path", modules()))
          .isEmpty();
    } else {
      assertThat(work.javac("out-" + home, "", work.sources(home))).isEmpty();
    }
    return work.jar(home + ".jar", "out-" + home);
  }

  private static String modules() {
    return Arrays.stream(Workspace.ALL.split(File.pathSeparator))
        .filter(p ->
            p.matches(
                ".*(annotations|model|native-glue|memory|runtime|jspecify)[^/]*(/target/classes|\\.jar)"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String join(Object... parts) {
    return Arrays.stream(parts)
        .map(Object::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void shouldFindByRootFileWhenJarsAreOnTheClassPath() throws Exception {
    Workspace work = new Workspace(folder);
    Path one = jar(work, "one", false, "alpha", "shared");
    Path two = jar(work, "two", false, "beta", "shared");
    work.source("app", "app.App", "package app; class App {}");
    assertThat(
            look(
                work,
                new Probe("alpha", "beta", "shared", "gamma", "../x", ""),
                "-cp",
                join(two, one, Workspace.ALL)))
        .containsEntry("alpha", "one.Alpha by parallax.alpha.element")
        .containsEntry("beta", "two.Beta by parallax.beta.element")
        .containsEntry("shared", "two.Shared by parallax.shared.element")
        .containsEntry("gamma", "none")
        .containsEntry("../x", "none")
        .containsEntry("", "none");
  }

  @Test
  void shouldFindByProvidesWhenJarsAreOnTheModulePath() throws Exception {
    Workspace work = new Workspace(folder);
    Path one = jar(work, "one", true, "alpha", "shared");
    work.source("app", "app.App", "package app; class App {}");
    work.source("app", "module-info", "/** A. */\nmodule app { requires one; }");
    Probe probe = new Probe("alpha", "shared", "gamma");
    assertThat(look(work, probe, "--module-path", join(one, modules())))
        .containsEntry("alpha", "one.Alpha by one.OneElements")
        .containsEntry("shared", "one.Shared by one.OneElements")
        .containsEntry("gamma", "none");
    assertThat(probe.names).contains("alpha", "shared");
  }

  @Test
  void shouldPreferOwnThenUsedThenFoundWhenSeveralHaveTheName() throws Exception {
    Workspace work = new Workspace(folder);
    Path one = jar(work, "one", false, "alpha", "shared", "own");
    Path two = jar(work, "two", false, "beta", "shared", "own");
    work.source(
        "app",
        "app.package-info",
        "@dev.parallax.annotations.UseElements(two.TwoElements.class)\npackage app;\n");
    work.source(
        "app",
        "app.App",
        """
        package app;
        import dev.parallax.annotations.*;
        import dev.parallax.runtime.element.*;
        class App {
          @Element(name = "own") static final class Own {
            @Transform void run(@InOut Bytes buffer) {}
          }
        }
        """);
    Probe probe = new Probe("alpha", "beta", "shared", "own");
    assertThat(look(work, probe, "-cp", join(one, two, Workspace.ALL)))
        .containsEntry("alpha", "one.Alpha by parallax.alpha.element")
        .containsEntry("beta", "two.Beta by two.TwoElements")
        .containsEntry("shared", "two.Shared by two.TwoElements")
        .containsEntry("own", "app.App$Own by app.App.Own");
    assertThat(probe.names).contains("beta", "own", "shared").doesNotContain("alpha");
  }
}
