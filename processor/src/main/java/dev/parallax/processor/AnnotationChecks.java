package dev.parallax.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Whether annotations have values, and such as their members can have. Where the source is wrong,
 * compilers show what they could make of it, and reading that through the annotation's class fails.
 */
final class AnnotationChecks {
  private AnnotationChecks() {}

  /** Annotations of a class, its fields, methods and constructors, and of their parameters. */
  static boolean areWhole(TypeElement type) {
    if (!fit(type)) {
      return false;
    }
    for (Element member : type.getEnclosedElements()) {
      if (!member.getKind().isDeclaredType() && !fit(member)) {
        return false;
      }
      if (member instanceof ExecutableElement method) {
        for (VariableElement parameter : method.getParameters()) {
          if (!fit(parameter)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean fit(Element element) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (!fits(mirror)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(AnnotationMirror mirror) {
    Map<? extends ExecutableElement, ? extends AnnotationValue> values = mirror.getElementValues();
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> e : values.entrySet()) {
      if (!fits(e.getValue().getValue(), e.getKey().getReturnType())) {
        return false;
      }
    }
    for (Element member : mirror.getAnnotationType().asElement().getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD
          && member instanceof ExecutableElement method
          && method.getDefaultValue() == null
          && !values.containsKey(method)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Object value, TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> value instanceof Boolean;
      case BYTE -> value instanceof Byte;
      case SHORT -> value instanceof Short;
      case INT -> value instanceof Integer;
      case LONG -> value instanceof Long;
      case CHAR -> value instanceof Character;
      case FLOAT -> value instanceof Float;
      case DOUBLE -> value instanceof Double;
      case ARRAY ->
          value instanceof List<?> list && allFit(list, ((ArrayType) type).getComponentType());
      case DECLARED -> fitsDeclared(value, (TypeElement) ((DeclaredType) type).asElement());
      default -> false;
    };
  }

  private static boolean allFit(List<?> values, TypeMirror type) {
    for (Object item : values) {
      if (!(item instanceof AnnotationValue value && fits(value.getValue(), type))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fitsDeclared(Object value, TypeElement type) {
    return switch (value) {
      case String text -> type.getQualifiedName().contentEquals("java.lang.String");
      case TypeMirror named ->
          named.getKind() != TypeKind.ERROR
              && type.getQualifiedName().contentEquals("java.lang.Class");
      case VariableElement constant -> type.equals(constant.getEnclosingElement());
      case AnnotationMirror nested ->
          nested.getAnnotationType().asElement().equals(type) && fits(nested);
      default -> false;
    };
  }
}
