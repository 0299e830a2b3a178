package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.processor.Cases.Case;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checked pipelines of every form, compiled as users do it and run in a JVM of their own. */
class PipelineSpecTest {
  private static final Path FOLDER = Path.of("src/test/resources/pipelines");
  private static final String LIBRARY =
      "@dev.parallax.annotations.ElementLibrary(name = \"%s\")\npackage %s;\n";
  private static final String EXPECTED =
      """
      twice 4 PlanCounts[used=1, refused=0, reason=]
      record SAW PlanCounts[used=1, refused=0, reason=]
      decode 8236 PlanCounts[used=1, refused=0, reason=]
      raw PlanCounts[used=1, refused=0, reason=]
      rate PlanCounts[used=1, refused=0, reason=]
      [PLX-CAPS-003] rawaudioparse0.out cannot feed fakesink0.in
        "filesrc location=${in} ! rawaudioparse sample-rate=${rate} ! audio/x-raw,rate=8000 ! fakesink"
                                                                      ^^^^^^^^^^^^^^^^^^^^^
        offers   audio/x-raw rate=16000    fixed by property sample-rate=16000 of rawaudioparse0
        accepts  audio/x-raw rate=8000     the caps filter between rawaudioparse0 and fakesink0
        rate     {16000} ∩ {8000} = ∅
        fix      insert audioresample between rawaudioparse0 and fakesink0
      parse PlanCounts[used=1, refused=1, reason=sample-rate of raw is 16000, not 8000]
      converted PlanCounts[used=1, refused=0, reason=]
      the same
      sound PlanCounts[used=1, refused=0, reason=]
      the same
      resampled PlanCounts[used=1, refused=0, reason=]
      the same
      resampled PlanCounts[used=1, refused=1, reason=sample-rate of raw is 8000, not 16000]
      resampled PlanCounts[used=2, refused=1, reason=sample-rate of raw is 8000, not 16000]
      resampled PLX-CAPS-003
      perhaps PlanCounts[used=1, refused=0, reason=]
      perhaps PlanCounts[used=0, refused=1, reason=values of parameters do not fit without converters]
      later PlanCounts[used=0, refused=1, reason=converters are chosen at the start]
      given PlanCounts[used=0, refused=1, reason=elements are given by the application, or too many]
      [PLX-PROP-003] value is out of range property=sample-rate value=0; take at least 1 and at most 100000000
        "filesrc location=${in} ! rawaudioparse sample-rate=${rate} ! fakesink"
                                                            ^^^^^^^
      [PLX-PIPE-010] nothing was given for ${in}
      [PLX-GRAPH-006] more.in is not linked
        fix      link an element to it: ... ! more.
      """;

  private static final List<String> DECIDING =
      List.of(
          "lang.PipelineParser",
          "check.PipelineBinder",
          "solve.PortResolver",
          "solve.Solver",
          "solve.Constraints",
          "solve.Search",
          "solve.Inserter");

  @TempDir private Path folder;

  private Workspace app() throws IOException {
    Workspace work = new Workspace(folder);
    for (String name : List.of("App", "Doubler")) {
      work.source("src", "app." + name, Files.readString(FOLDER.resolve("app/" + name + ".java")));
    }
    return work.source("src", "app.package-info", LIBRARY.formatted("AppElements", "app"));
  }

  private static String join(Object... parts) {
    return Arrays.stream(parts)
        .map(Object::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String run(Workspace work, String classPath, String main) {
    return work.java("--add-modules=jdk.incubator.vector", "-cp", classPath, main, folder + "")
        .lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void shouldRunWithThePlanOfTheCompilerWhenJavacCompiles() throws IOException {
    Workspace work = app();
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
    assertThat(run(work, join(work.path("out"), Workspace.ALL), "app.App")).isEqualTo(EXPECTED);
  }

  @Test
  void shouldGenerateTheSameAndRunWhenEclipseCompiles() throws IOException {
    Workspace work = app();
    assertThat(work.ecj("ecj", Workspace.ALL, work.sources("src"))).isEmpty();
    assertThat(run(work, join(work.path("ecj"), Workspace.ALL), "app.App")).isEqualTo(EXPECTED);
  }

  @Test
  void shouldGenerateThisClassWhenAPipelineIsCompiled() throws IOException {
    Workspace work = app();
    assertThat(work.javac("out", "", work.sources("src"))).isEmpty();
    for (String name : List.of("RecordPipeline.java", "RawPipeline.java")) {
      String made = work.tree("gen-out").getOrDefault("app/" + name, "");
      Path golden = FOLDER.resolve(name + ".golden");
      String steady = made.replaceAll("0x[0-9a-f]+L", "0xL");
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(golden, steady);
      }
      assertThat(steady).isEqualTo(Files.readString(golden));
    }
  }

  /** What is never loaded has not run. */
  @Test
  void shouldStartWithoutParserAndSolverWhenThePlanHasConverters() throws IOException {
    Workspace work = new Workspace(folder);
    work.source(
        "src",
        "app.Main",
        """
        package app;
        import dev.parallax.annotations.*;
        import dev.parallax.runtime.pipeline.Pipeline;
        @PipelineSpec(value = Main.TEXT, converters = true)
        interface Main {
          String TEXT = "videotestsrc num-buffers=1 ! video/x-raw,format=I420,width=16 ! pngenc ! fakesink";
          static void main(String[] arguments) {
            if (arguments[0].equals("parsed")) {
              try (Pipeline p = Pipeline.parse(TEXT)) {
                p.converters(dev.parallax.model.solve.ConverterPolicy.ALLOW).run();
              }
              return;
            }
            try (MainPipeline p = new MainPipeline()) {
              p.run();
              System.out.println(p.plans());
            }
          }
        }
        """);
    assertThat(work.javac("out", "", work.sources("src"))).isEmpty();
    List<String> deciding = DECIDING.stream().map(name -> "dev.parallax.model." + name).toList();
    assertThat(loaded(work, "parsed")).containsAll(deciding);
    assertThat(loaded(work, "planned")).doesNotContainAnyElementsOf(deciding).isNotEmpty();
  }

  private List<String> loaded(Workspace work, String how) throws IOException {
    Path log = folder.resolve(how + ".log");
    String said =
        work.java(
            "-Xlog:class+load:file=" + log + "::filecount=0",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            join(work.path("out"), Workspace.ALL),
            "app.Main",
            how);
    assertThat(said).doesNotContain("exit=", "refused=1");
    return Files.readAllLines(log).stream()
        .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ")[0])
        .filter(name -> name.startsWith("dev.parallax."))
        .toList();
  }

  /** A jar with one element, whose caps are given. */
  private Path elements(Workspace work, String version, String caps) {
    work.source(version, "lib.package-info", LIBRARY.formatted("LibElements", "lib"));
    work.source(
        version,
        "lib.Shape",
        """
        package lib;
        import dev.parallax.annotations.*;
        import dev.parallax.runtime.element.*;
        @Element(name = "shape") final class Shape {
          @Transform void run(@InOut %s VideoFrame frame) {}
        }
        """
            .formatted(caps));
    assertThat(work.javac(version + "-out", "", work.sources(version))).isEmpty();
    return work.jar(version + ".jar", version + "-out");
  }

  @Test
  void shouldNegotiateAnewOrRefuseWhenTheElementsJarHasChanged() throws IOException {
    Workspace work = new Workspace(folder);
    Path one = elements(work, "one", "@VideoCaps(format = PixelFormat.RGB)");
    Path two = elements(work, "two", "@VideoCaps(format = PixelFormat.RGBA)");
    Path three = elements(work, "three", "@VideoCaps(width = @IntRange(5))");
    work.source(
        "app",
        "app.Main",
        """
        package app;
        import dev.parallax.annotations.*;
        @PipelineSpec("videotestsrc num-buffers=1 ! video/x-raw,width=16 ! shape ! fakesink")
        interface Main {
          static void main(String[] arguments) {
            try (MainPipeline p = new MainPipeline()) {
              p.run();
              System.out.println(p.plans());
              System.out.println(p.pipeline().snapshot().links().size());
            } catch (dev.parallax.model.diag.ParallaxException e) {
              System.out.println(e.diagnostic().id());
            }
          }
        }
        """);
    assertThat(work.javac("app-out", join(one, Workspace.ALL), work.sources("app"))).isEmpty();
    Path app = work.path("app-out");
    assertThat(run(work, join(app, one, Workspace.ALL), "app.Main"))
        .startsWith("PlanCounts[used=1, refused=0, reason=]");
    assertThat(run(work, join(app, two, Workspace.ALL), "app.Main"))
        .startsWith(
            "PlanCounts[used=0, refused=1, reason=shape is not the one that the pipeline was"
                + " compiled with]");
    assertThat(run(work, join(app, three, Workspace.ALL), "app.Main"))
        .isEqualTo("CAPS_NO_COMMON\n");
    assertThat(run(work, join(app, Workspace.ALL), "app.Main")).isEqualTo("PIPE_UNKNOWN_ELEMENT\n");
  }

  @Test
  void shouldFindElementsAndRunWhenEverythingIsAModule() {
    Workspace work = new Workspace(folder);
    work.source(
        "mod", "module-info", "/** A. */ module app { requires dev.parallax.elements.std; }");
    work.source(
        "mod",
        "app.Main",
        """
        package app;
        @dev.parallax.annotations.PipelineSpec("fakesrc num-buffers=${n} ! fakesink name=end")
        interface Main {
          static void main(String[] arguments) {
            try (MainPipeline p = new MainPipeline(3)) {
              p.run();
              System.out.println(p.plans());
            }
          }
        }
        """);
    String modules =
        Arrays.stream(Workspace.ALL.split(File.pathSeparator))
            .filter(p ->
                p.matches(
                    ".*(annotations|model|native-glue|memory|runtime|elements-std|jspecify)[^/]*(/target/classes|\\.jar)"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(work.javac("mod-out", "", work.sources("mod"), "--module-path", modules))
        .doesNotContain("ERROR");
    assertThat(
            work.java(
                "--module-path",
                join(work.path("mod-out"), modules),
                "--enable-native-access=dev.parallax.nativeglue,dev.parallax.memory",
                "-m",
                "app/app.Main"))
        .contains("PlanCounts[used=1, refused=0, reason=]");
  }

  @Test
  void shouldTellTheFixForEachBuildWhenAnElementWasCompiledWithoutItsProcessor()
      throws IOException {
    Workspace work = new Workspace(folder);
    work.source("src", "app.Doubler", Files.readString(FOLDER.resolve("app/Doubler.java")));
    work.source(
        "src",
        "app.Main",
        """
        package app;
        import dev.parallax.runtime.pipeline.Pipeline;
        class Main {
          public static void main(String[] arguments) {
            try (Pipeline pipeline = Pipeline.parse("fakesrc ! doubler ! fakesink")) {
              pipeline.run();
            } catch (dev.parallax.model.diag.ParallaxException e) {
              System.out.println(e.getMessage());
            }
          }
        }
        """);
    assertThat(work.javac("out", "", work.sources("src"), "-proc:none")).isEmpty();
    String message =
        "[PLX-PIPE-015] element doubler was compiled without its annotation processor"
            + " class=app.Doubler place=";
    assertThat(run(work, join(Workspace.ALL, work.path("out")), "app.Main"))
        .startsWith(message + work.path("out"))
        .contains("javac: -processorpath ", "Maven: ", "Gradle: annotationProcessor ");
    Path jar = work.jar("app.jar", "out");
    assertThat(run(work, join(Workspace.ALL, jar), "app.Main")).startsWith(message + jar);
  }

  @Test
  void shouldFindItsOwnElementsWhenOnlyThePipelineIsCompiledAgain() throws IOException {
    Workspace work = app();
    assertThat(work.javac("out", "", work.sources("src"))).isEmpty();
    Map<String, String> before = new TreeMap<>(work.tree("out"));
    String again =
        work.javac(
            "out",
            join(work.path("out"), Workspace.ALL),
            List.of(work.path("src/app/App.java").toString()));
    assertThat(again).isEmpty();
    assertThat(work.tree("out")).isEqualTo(before);
  }

  @Test
  void shouldRefuseWithOneMessageWhenASpecIsWrong() throws IOException {
    Path file = FOLDER.resolve("refused.txt");
    List<Case> cases = Cases.read(file);
    Map<Integer, String> said = new TreeMap<>();
    for (int i = 0; i < cases.size(); i++) {
      Path home = Files.createDirectory(folder.resolve("case" + i));
      Workspace work = new Workspace(home);
      work.source("src", "refused.package-info", LIBRARY.formatted("RefusedElements", "refused"));
      work.source(
          "src",
          "refused.Refused",
          "package refused;\nimport dev.parallax.annotations.*;\n"
              + "import dev.parallax.runtime.element.*;\n"
              + cases.get(i).input());
      said.put(i, work.javac("out", "", work.sources("src")).stripTrailing());
    }
    cases = Cases.update(file, cases, said::get);
    for (int i = 0; i < cases.size(); i++) {
      assertThat(said.get(i)).as(cases.get(i).title()).isEqualTo(cases.get(i).expected());
      assertThat(said.get(i).lines().filter(l -> l.contains(".java:")))
          .as("one root cause, one message: " + cases.get(i).title())
          .hasSize(1);
    }
  }
}
