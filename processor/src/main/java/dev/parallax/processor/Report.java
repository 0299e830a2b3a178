package dev.parallax.processor;

import dev.parallax.model.diag.DiagnosticId;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Tells the compiler what is wrong, and remembers that something was. */
final class Report {
  private final @Nullable Messager messager;
  private final Set<String> seen = new HashSet<>();
  private boolean failed;

  Report(@Nullable Messager messager) {
    this.messager = messager;
  }

  /** A report that nobody reads, for things that were reported already. */
  Report silent() {
    return new Report(null);
  }

  /** Whether an error was reported. */
  boolean failed() {
    return failed;
  }

  /** An error at an element. */
  void error(DiagnosticId id, Element at, String text) {
    print(Kind.ERROR, id, at, null, null, text);
  }

  /** An error at an annotation of an element, at the member's value if the source gives one. */
  void error(
      DiagnosticId id,
      Element at,
      Class<? extends Annotation> annotation,
      @Nullable String member,
      String text) {
    AnnotationMirror mirror = Mirrors.find(at, annotation);
    print(
        Kind.ERROR,
        id,
        at,
        mirror,
        mirror == null || member == null ? null : Mirrors.value(mirror, member),
        text);
  }

  /** An error at an annotation of an element, at the member's value if the source gives one. */
  void error(
      DiagnosticId id, Element at, AnnotationMirror mirror, @Nullable String member, String text) {
    print(Kind.ERROR, id, at, mirror, member == null ? null : Mirrors.value(mirror, member), text);
  }

  /** A warning at an element. */
  void warning(DiagnosticId id, Element at, String text) {
    print(Kind.WARNING, id, at, null, null, text);
  }

  private void print(
      Kind kind,
      DiagnosticId id,
      Element at,
      @Nullable AnnotationMirror mirror,
      @Nullable AnnotationValue value,
      String text) {
    failed |= kind == Kind.ERROR;
    String message = "[" + id.code() + "] " + text;
    if (messager == null || !seen.add(at + "/" + at.getEnclosingElement() + "/" + message)) {
      return;
    }
    if (mirror == null) {
      messager.printMessage(kind, message, at);
    } else if (value == null) {
      messager.printMessage(kind, message, at, mirror);
    } else {
      messager.printMessage(kind, message, at, mirror, value);
    }
  }
}
