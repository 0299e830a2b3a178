package dev.parallax.processor;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Finds annotations and their values as the source has them, for positions and order. */
final class Mirrors {
  private Mirrors() {}

  static String typeName(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  static @Nullable AnnotationMirror find(Element element, Class<? extends Annotation> annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (isOf(mirror, annotation)) {
        return mirror;
      }
    }
    return null;
  }

  /**
   * Whether the element has the annotation; makes no instance of it, as compilers do by proxies.
   */
  static boolean has(Element element, Class<? extends Annotation> annotation) {
    return find(element, annotation) != null;
  }

  private static boolean isOf(AnnotationMirror mirror, Class<? extends Annotation> annotation) {
    TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
    return type.getSimpleName().contentEquals(annotation.getSimpleName())
        && type.getQualifiedName().contentEquals(annotation.getCanonicalName());
  }

  /**
   * What has an annotation in this round. Compilers look through all classes for it, so they are
   * not asked in rounds that have none.
   */
  static Set<? extends Element> annotated(
      RoundEnvironment round,
      Set<? extends TypeElement> present,
      Class<? extends Annotation> annotation) {
    for (TypeElement type : present) {
      if (type.getQualifiedName().contentEquals(annotation.getCanonicalName())) {
        return round.getElementsAnnotatedWith(type);
      }
    }
    return Set.of();
  }

  /** The value that the source gives to a member, or null. */
  static @Nullable AnnotationValue value(AnnotationMirror mirror, String member) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> e :
        mirror.getElementValues().entrySet()) {
      if (e.getKey().getSimpleName().contentEquals(member)) {
        return e.getValue();
      }
    }
    return null;
  }

  /** The annotations in a container of a repeatable annotation. */
  static List<AnnotationMirror> contained(AnnotationMirror container) {
    AnnotationValue value = value(container, "value");
    if (value == null || !(value.getValue() instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .map(item -> ((AnnotationValue) item).getValue())
        .filter(AnnotationMirror.class::isInstance)
        .map(AnnotationMirror.class::cast)
        .toList();
  }
}
