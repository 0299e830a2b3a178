package dev.parallax.processor;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.rtcheck.Effect;
import dev.parallax.rtcheck.RtCheck;
import dev.parallax.rtcheck.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/**
 * The verifier on what a compilation has written. First without any other jar and without what the
 * processors wrote, which is quick and finds no less: a call that leads elsewhere counts as safe
 * here. Only if something is found, again with all that may show it harmless.
 */
final class RtCompileCheck {
  private final Elements elements;
  private final CompilerOutput output;
  private final Set<String> marked;
  private final Predicate<String> generated;

  /**
   * A check.
   *
   * @param marked binary names of classes with marked methods
   * @param generated whether the processors wrote the class of a binary name
   */
  RtCompileCheck(
      Elements elements, CompilerOutput output, Set<String> marked, Predicate<String> generated) {
    this.elements = elements;
    this.output = output;
    this.marked = marked;
    this.generated = generated;
  }

  /** What marked methods of this compilation do. */
  List<Violation> violations() {
    Path folder = output.folder();
    if (folder == null || !marked.stream().allMatch(name -> Files.exists(file(folder, name)))) {
      return List.of();
    }
    try {
      return violations(folder);
    } catch (ParallaxException e) {
      return List.of(); // a class that can't be read: the check of finished classes names it
    }
  }

  private List<Violation> violations(Path folder) {
    Predicate<Violation> ours =
        v -> v.effect() != Effect.UNKNOWN && marked.contains(v.root().type());
    RtCheck alone = new RtCheck().check(folder).omit(generated);
    if (alone.run().violations().stream().noneMatch(ours)) {
      return List.of();
    }
    RtCheck all = new RtCheck().check(folder);
    jars(alone.namesBeyond()).forEach(all::classPath);
    return all.run().violations().stream().filter(ours).toList();
  }

  /** Jars and folders from which the compiler has these classes. */
  private Set<Path> jars(Set<String> names) {
    Set<Path> jars = new LinkedHashSet<>();
    for (String name : names) {
      TypeElement type = elements.getTypeElement(name);
      JavaFileObject file = type == null ? null : elements.getFileObjectOf(type);
      if (file != null) {
        add(elements.getPackageOf(type).getQualifiedName().toString(), file.toUri(), jars);
      }
    }
    return jars;
  }

  private static void add(String packageName, URI uri, Set<Path> jars) {
    String text = uri.toString();
    int end = text.indexOf(".jar!/");
    if (text.startsWith("jar:file:") && end > 0) {
      jars.add(Path.of(URI.create(text.substring("jar:".length(), end + ".jar".length()))));
    } else if (text.startsWith("file:") && text.endsWith(".class")) {
      Path folder = Path.of(uri).getParent();
      int up = packageName.isEmpty() ? 0 : packageName.split("\\.").length;
      for (; up > 0 && folder != null; up--) {
        folder = folder.getParent();
      }
      if (folder != null) {
        jars.add(folder);
      }
    }
  }

  /** The next build would call what is there up to date. */
  void delete(Violation violation) {
    Path folder = output.folder();
    if (folder == null) {
      return;
    }
    String name = violation.root().type();
    int dollar = name.indexOf('$', name.lastIndexOf('.') + 2);
    try {
      Files.deleteIfExists(file(folder, name));
      if (dollar > 0) {
        Files.deleteIfExists(file(folder, name.substring(0, dollar)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path folder, String name) {
    return folder.resolve(name.replace('.', '/') + ".class");
  }
}
