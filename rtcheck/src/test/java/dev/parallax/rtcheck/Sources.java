package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources of tests. */
final class Sources {
  private Sources() {}

  /** Compiles all sources below a folder. */
  static void compile(Path folder, Path classes, Path... classPath) throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(folder)) {
      sources = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-g",
              "--release",
              "25",
              "-cp",
              Arrays.stream(classPath).map(Path::toString).collect(Collectors.joining(":"))
                  + ":"
                  + System.getProperty("java.class.path"),
              "-d",
              classes.toString());
      boolean done =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(done).as("sources compile folder=%s", folder).isTrue();
    }
  }
}
