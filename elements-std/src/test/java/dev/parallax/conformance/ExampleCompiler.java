package dev.parallax.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Turns the Java examples of elements into code that can be called. */
final class ExampleCompiler {
  private static final String SOURCE =
      """
      import static dev.parallax.elements.std.StdElements.*;
      import dev.parallax.runtime.element.*;
      import dev.parallax.runtime.pipeline.*;
      import java.util.*;
      import %s.*;
      public final class %s implements java.util.concurrent.Callable<Object> {
        @Override public Object call() throws Exception {
          %s
          return "ran";
        }
      }
      """;

  private ExampleCompiler() {}

  /** The element's example as code; javac's errors are the exception's message. */
  static Callable<?> compile(ElementDescriptor element, Path dir) {
    String name = "ExampleOf_" + element.name().replace('-', '_');
    try {
      Path source = dir.resolve(name + ".java");
      String body = element.example().java().indent(4).strip();
      Files.writeString(source, SOURCE.formatted(packageOf(element), name, body));
      javac(source, dir);
      try (URLClassLoader loader =
          new URLClassLoader(
              new URL[] {dir.toUri().toURL()}, ExampleCompiler.class.getClassLoader())) {
        return (Callable<?>) loader.loadClass(name).getConstructor().newInstance();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String packageOf(ElementDescriptor element) {
    return element.className().substring(0, element.className().lastIndexOf('.'));
  }

  private static void javac(Path source, Path dir) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> errors = new ArrayList<>();
    List<String> options =
        List.of("-proc:none", "-d", dir.toString(), "-cp", System.getProperty("java.class.path"));
    try (@Nullable StandardJavaFileManager files =
        javac.getStandardFileManager(null, null, UTF_8)) {
      boolean done =
          javac
              .getTask(
                  null,
                  files,
                  d -> errors.add(d.toString()),
                  options,
                  null,
                  files.getJavaFileObjects(source))
              .call();
      if (!done) {
        throw new IllegalStateException("example does not compile " + errors);
      }
    }
  }
}
