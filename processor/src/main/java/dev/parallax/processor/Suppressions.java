package dev.parallax.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Warnings that generated code can't avoid, because the author's signatures bring them along. */
final class Suppressions {
  private Suppressions() {}

  static List<String> of(ElementSpec spec) {
    List<String> warnings = new ArrayList<>();
    List<Element> used = new ArrayList<>(List.of(spec.type()));
    used.addAll(spec.constructors());
    spec.actions().forEach(action -> used.add(action.method()));
    for (ElementSpec.Property property : spec.properties()) {
      used.add(property.field());
      if (property.group() != null) {
        used.add(property.group());
      }
    }
    if (used.stream().anyMatch(e -> Mirrors.has(e, Deprecated.class))) {
      warnings.add("deprecation");
      warnings.add("removal");
    }
    List<ExecutableElement> copied =
        Stream.concat(
                spec.constructors().stream(),
                spec.actions().stream().map(ElementSpec.Action::method))
            .toList();
    if (copied.stream().anyMatch(Suppressions::isRaw)) {
      warnings.add("rawtypes");
    }
    if (copied.stream().anyMatch(Suppressions::hasGenericVarargs)) {
      warnings.add("unchecked");
    }
    return warnings;
  }

  static boolean isRaw(ExecutableElement method) {
    return Types.isRaw(method.getReturnType())
        || method.getParameters().stream().anyMatch(p -> Types.isRaw(p.asType()));
  }

  static boolean hasGenericVarargs(ExecutableElement method) {
    if (!method.isVarArgs()) {
      return false;
    }
    VariableElement last = method.getParameters().getLast();
    TypeMirror component = ((ArrayType) last.asType()).getComponentType();
    return component.getKind() == TypeKind.TYPEVAR
        || (component instanceof DeclaredType d && !d.getTypeArguments().isEmpty());
  }
}
