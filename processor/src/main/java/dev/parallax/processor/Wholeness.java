package dev.parallax.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Whether everything that a class names is there. What is not, the compiler reports; the processors
 * keep silent.
 */
enum Wholeness {
  /** Everything is there. */
  WHOLE,
  /** A type is missing; another processor may yet generate it. */
  MISSING,
  /** An annotation has a value that it can't have, or lacks one. */
  WRONG,
  /** It is hardly a class: no name, or its own superclass. */
  HOPELESS;

  static Wholeness of(Types types, TypeElement type) {
    if (type.asType().getKind() == TypeKind.ERROR
        || !SourceVersion.isName(type.getQualifiedName())) {
      return HOPELESS;
    }
    List<TypeElement> parts = types.hierarchy(type);
    if (parts.stream().anyMatch(Wholeness::hasMissing)) {
      return MISSING;
    }
    return parts.stream().allMatch(AnnotationChecks::areWhole) ? WHOLE : WRONG;
  }

  private static boolean hasMissing(TypeElement type) {
    List<TypeMirror> named = new ArrayList<>(type.getInterfaces());
    named.add(type.getSuperclass());
    type.getTypeParameters().forEach(p -> named.addAll(p.getBounds()));
    boolean missing = named.stream().anyMatch(Types::isErroneous) || hasMissingAnnotation(type);
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      missing |=
          Types.isErroneous(field.asType()) || isNameless(field) || hasMissingAnnotation(field);
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      missing |=
          Types.isErroneous(method.getReturnType()) || isNameless(method) || hasMissing(method);
    }
    return missing
        || ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(Wholeness::hasMissing);
  }

  /**
   * Whether types or names of parameters, type parameters, exceptions or annotations are missing.
   */
  static boolean hasMissing(ExecutableElement method) {
    List<TypeMirror> named = new ArrayList<>(method.getThrownTypes());
    method.getParameters().forEach(p -> named.add(p.asType()));
    for (TypeParameterElement parameter : method.getTypeParameters()) {
      named.addAll(parameter.getBounds());
    }
    return named.stream().anyMatch(Types::isErroneous)
        || hasMissingAnnotation(method)
        || method.getParameters().stream().anyMatch(Wholeness::isNameless)
        || method.getParameters().stream().anyMatch(Wholeness::hasMissingAnnotation);
  }

  /** Whether a syntax error left a declaration without a name. */
  private static boolean isNameless(Element element) {
    return !SourceVersion.isIdentifier(element.getSimpleName());
  }

  private static boolean hasMissingAnnotation(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .anyMatch(Types::isErroneous);
  }

  /**
   * Whether a missing type may still come: in the first round, and after rounds in which others
   * generated something. Generated code that comes later than that would find a stub, which {@link
   * ElementProcessor} reports.
   */
  static boolean mayStillCome(boolean firstRound, RoundEnvironment round) {
    return !round.processingOver()
        && (firstRound
            || ElementFilter.typesIn(round.getRootElements()).stream().anyMatch(t -> !isOurs(t)));
  }

  private static boolean isOurs(TypeElement type) {
    boolean facade =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .anyMatch(f -> f.getSimpleName().contentEquals("ELEMENTS"));
    return facade
        || Types.is(type.getSuperclass(), Names.NODE)
        || Types.is(type.getSuperclass(), Names.ADAPTER)
        || Types.is(type.getSuperclass(), Names.WIRE_CODEC)
        || Types.is(type.getSuperclass(), Names.WIRE_VIEW)
        || Types.is(type.getSuperclass(), Names.CHECKED_PIPELINE)
        || type.getInterfaces().stream().anyMatch(i -> Types.is(i, Names.CATALOG));
  }

  /**
   * What reading annotations gives, or a substitute where an annotation has a value that it can't
   * have.
   */
  static <T> T reading(Supplier<? extends T> reader, T otherwise) {
    try {
      return reader.get();
    } catch (java.lang.annotation.AnnotationTypeMismatchException
        | java.lang.annotation.IncompleteAnnotationException
        | EnumConstantNotPresentException
        | java.lang.annotation.AnnotationFormatError e) {
      return otherwise;
    }
  }
}
