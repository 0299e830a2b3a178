package dev.parallax.processor;

import dev.parallax.annotations.Properties;
import dev.parallax.annotations.Property;
import dev.parallax.model.diag.DiagnosticId;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/** Reads {@code @Properties} fields. */
final class GroupReader {
  private final Types types;
  private final Report report;

  GroupReader(Types types, Report report) {
    this.types = types;
    this.report = report;
  }

  /** Fields of the properties in a group; none when it is wrong, which is reported. */
  List<VariableElement> read(TypeElement element, VariableElement group) {
    String fault = fault(element, group);
    if (fault.isEmpty()) {
      return types.fields(type(group)).stream()
          .filter(f -> Mirrors.has(f, Property.class))
          .map(VariableElement.class::cast)
          .toList();
    }
    report.error(
        DiagnosticId.PROP_GROUP,
        group,
        "field can't be a group of properties field="
            + group.getSimpleName()
            + ": "
            + fault
            + "\n"
            + "  supported: final instance fields that are not private, of a class with @Property"
            + " fields and without groups\n"
            + "  fix: change the field or its class, or remove @Properties");
    return List.of();
  }

  private String fault(TypeElement element, VariableElement group) {
    Set<Modifier> modifiers = group.getModifiers();
    if (modifiers.contains(Modifier.STATIC)) {
      return "it is static";
    }
    if (!modifiers.contains(Modifier.FINAL)) {
      return "it is not final";
    }
    if (!types.accessible(group, element)) {
      return "it is not accessible";
    }
    if (Mirrors.has(group, Property.class)) {
      return "it is a property, too";
    }
    if (!(group.asType() instanceof DeclaredType declared)
        || declared.asElement().getKind() != ElementKind.CLASS) {
      return "its type is no class";
    }
    TypeElement type = type(group);
    if (!types.accessible(type, element)) {
      return "its class is not accessible from the element's package";
    }
    List<Element> fields = types.fields(type);
    if (fields.stream().anyMatch(f -> Mirrors.has(f, Properties.class))) {
      return "its class has a group, too";
    }
    return fields.stream().anyMatch(f -> Mirrors.has(f, Property.class))
        ? ""
        : "its class has no @Property field";
  }

  private static TypeElement type(VariableElement group) {
    return (TypeElement) ((DeclaredType) group.asType()).asElement();
  }
}
