package dev.parallax.runtime.spi;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks on the path for a class with {@code @Element} for which nothing was generated. It is asked
 * only when an element is unknown, right before the pipeline fails, so it may take a moment.
 * Nothing is loaded.
 */
final class Ungenerated {
  private static final String ANNOTATION = "Ldev/parallax/annotations/Element;";
  private static final byte[] MARK = ANNOTATION.getBytes(StandardCharsets.UTF_8);
  private static final int MAX_CLASSES = 50_000;
  private static final int MAX_BYTES = 1 << 20;

  private final String name;
  private int classes;

  private Ungenerated(String name) {
    this.name = name;
  }

  /** What is wrong with the element of this name, or null when no class has it. */
  static @Nullable Diagnostic find(String name) {
    Ungenerated search = new Ungenerated(name);
    for (String property : List.of("java.class.path", "jdk.module.path")) {
      for (String entry : System.getProperty(property, "").split(File.pathSeparator)) {
        String found = entry.isEmpty() ? null : search.in(Path.of(entry));
        if (found != null) {
          return diagnostic(name, found, entry);
        }
      }
    }
    return null;
  }

  private static Diagnostic diagnostic(String name, String className, String place) {
    return Diagnostic.of(
        DiagnosticId.PIPE_NOT_GENERATED,
        """
        element %s was compiled without its annotation processor class=%s place=%s
          fix      name the processor in the build and compile again; since JDK 23 none runs unasked
                   javac: -processorpath parallax-processor-0.1.0-SNAPSHOT.jar:... with what it needs
                   Maven: maven-compiler-plugin, <annotationProcessorPaths><path>
                          <groupId>dev.parallax</groupId> <artifactId>parallax-processor</artifactId>
                   Gradle: annotationProcessor "dev.parallax:parallax-processor:0.1.0-SNAPSHOT\"\
        """
            .formatted(name, className, place),
        "element",
        name,
        "class",
        className);
  }

  private @Nullable String in(Path entry) {
    try {
      return Files.isDirectory(entry) ? inFolder(entry) : inJar(entry);
    } catch (IOException | SecurityException e) {
      // What can't be read can't be the cause that is looked for.
      return null;
    }
  }

  private @Nullable String inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (isClass(file.toString())) {
          try (InputStream in = Files.newInputStream(file)) {
            String found = in(in);
            if (found != null) {
              return found;
            }
          }
        }
      }
      return null;
    }
  }

  /** Jars with a catalog were processed. */
  private @Nullable String inJar(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      return null;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getEntry("META-INF/parallax/elements") != null) {
        return null;
      }
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (isClass(entry.getName())) {
          try (InputStream in = file.getInputStream(entry)) {
            String found = in(in);
            if (found != null) {
              return found;
            }
          }
        }
      }
      return null;
    }
  }

  private boolean isClass(String file) {
    return file.endsWith(".class") && classes++ < MAX_CLASSES;
  }

  /** The class's name if it is the element. */
  private @Nullable String in(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES);
    if (!contains(bytes)) {
      return null;
    }
    try {
      ClassModel model = ClassFile.of().parse(bytes);
      boolean isIt =
          model
              .findAttribute(Attributes.runtimeInvisibleAnnotations())
              .map(a -> a.annotations().stream().anyMatch(this::isElement))
              .orElse(false);
      return isIt ? model.thisClass().asInternalName().replace('/', '.') : null;
    } catch (IllegalArgumentException e) {
      // Damaged, or of a version that this JDK can't read.
      return null;
    }
  }

  private boolean isElement(Annotation annotation) {
    if (!annotation.className().equalsString(ANNOTATION)) {
      return false;
    }
    for (AnnotationElement element : annotation.elements()) {
      if (element.name().equalsString("name")
          && element.value() instanceof AnnotationValue.OfString text) {
        return text.stringValue().equals(name);
      }
    }
    return false;
  }

  private static boolean contains(byte[] bytes) {
    for (int i = 0; i + MARK.length <= bytes.length; i++) {
      int j = 0;
      while (j < MARK.length && bytes[i + j] == MARK[j]) {
        j++;
      }
      if (j == MARK.length) {
        return true;
      }
    }
    return false;
  }
}
