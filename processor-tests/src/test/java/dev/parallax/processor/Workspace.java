package dev.parallax.processor;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/**
 * A folder with sources that are compiled as a user's build does it: files, processor path,
 * folders, jars.
 */
final class Workspace {
  /** Everything that this test has: the processor and the runtime. */
  static final String ALL =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(p -> !p.contains("processor-tests"))
          .collect(Collectors.joining(File.pathSeparator));

  private final Path folder;

  Workspace(Path folder) {
    this.folder = folder;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Writes {@code demo.Foo} to {@code src/demo/Foo.java}. */
  Workspace source(String root, String className, String text) {
    try {
      Path file = folder.resolve(root).resolve(className.replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> sources(String root) {
    try (Stream<Path> files = Files.walk(folder.resolve(root))) {
      return files.map(Path::toString).filter(n -> n.endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Messages of javac with all warnings but those about processing itself; empty when there were
   * none.
   */
  String javac(String out, String classPath, List<String> files, String... more) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(options(out, "gen-" + out));
    options.addAll(
        List.of(
            "-Xlint:all,-processing,-missing-explicit-ctor,-exports,-requires-automatic,-requires-transitive-automatic"));
    options.addAll(
        List.of("-classpath", classPath.isEmpty() ? ALL : classPath, "-processorpath", ALL));
    options.addAll(List.of(more));
    StringWriter rest = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean done =
          compiler
              .getTask(
                  rest,
                  manager,
                  diagnostics,
                  options,
                  null,
                  manager.getJavaFileObjectsFromStrings(files))
              .call();
      StringBuilder text = new StringBuilder(rest.toString());
      for (Diagnostic<? extends JavaFileObject> d : diagnostics.getDiagnostics()) {
        if (d.getKind() != Diagnostic.Kind.NOTE) {
          text.append(place(d))
              .append(d.getKind())
              .append(": ")
              .append(d.getMessage(Locale.ROOT))
              .append('\n');
        }
      }
      return done || text.length() > 0 ? text.toString() : "javac failed";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(Diagnostic<? extends JavaFileObject> d) {
    JavaFileObject file = d.getSource();
    return file == null
        ? ""
        : Path.of(file.getName()).getFileName() + ":" + d.getLineNumber() + ": ";
  }

  private List<String> options(String out, String generated) {
    try {
      Files.createDirectories(path(out));
      Files.createDirectories(path(generated));
      return List.of("-d", path(out).toString(), "-s", path(generated).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Messages of the Eclipse compiler; empty when there were none. */
  String ecj(String out, String classPath, List<String> files, String... more) {
    List<String> options = new ArrayList<>(options(out, "gen-" + out));
    options.addAll(
        List.of(
            "--release",
            "25",
            "-proceedOnError",
            "-classpath",
            classPath,
            "-processorpath",
            ALL,
            "-nowarn"));
    options.addAll(Arrays.asList(more));
    options.addAll(files);
    StringWriter text = new StringWriter();
    try (PrintWriter writer = new PrintWriter(text)) {
      boolean done = BatchCompiler.compile(options.toArray(String[]::new), writer, writer, null);
      writer.flush();
      return done ? text.toString() : "ecj failed\n" + text;
    }
  }

  /** All files below a folder, by relative name. */
  SortedMap<String, String> tree(String root) {
    SortedMap<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve(root))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            folder.resolve(root).relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs a folder into a jar. */
  Path jar(String name, String root) {
    Path jar = path(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, String> file : tree(root).entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
        entries.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program in a JVM of its own prints; its errors when it fails. */
  String java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(arguments));
    try {
      Path printed = Files.createTempFile(folder, "out", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "program did not end within 60 s\n" + Files.readString(printed);
      }
      return Files.readString(printed)
          + (process.exitValue() == 0 ? "" : "exit=" + process.exitValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
