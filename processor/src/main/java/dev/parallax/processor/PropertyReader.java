package dev.parallax.processor;

import dev.parallax.annotations.Properties;
import dev.parallax.annotations.Property;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor.Type;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads {@code @Property} fields, also those of groups. */
final class PropertyReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final String TYPES = "boolean, int, long, float, double, String, an enum";

  private final Types types;
  private final Report report;

  PropertyReader(Types types, Report report) {
    this.types = types;
    this.report = report;
  }

  /** Properties in the order of the source. What is wrong is reported and left out. */
  List<ElementSpec.Property> read(TypeElement element) {
    List<ElementSpec.Property> properties = new ArrayList<>();
    Map<String, String> accessors = new HashMap<>();
    GroupReader groups = new GroupReader(types, report);
    for (Element field : types.fields(element)) {
      if (Mirrors.has(field, Properties.class)) {
        VariableElement group = (VariableElement) field;
        for (VariableElement member : groups.read(element, group)) {
          add(properties, property(element, group, member), accessors);
        }
      } else {
        add(properties, property(element, null, (VariableElement) field), accessors);
      }
    }
    return properties;
  }

  private void add(
      List<ElementSpec.Property> properties,
      ElementSpec.@Nullable Property property,
      Map<String, String> accessors) {
    if (property == null) {
      return;
    }
    String other = accessors.putIfAbsent(property.accessor(), property.name());
    if (other == null) {
      properties.add(property);
      return;
    }
    report.error(
        DiagnosticId.PROP_NAME_TWICE,
        property.field(),
        Property.class,
        "name",
        "two properties have the same name or accessor name="
            + property.name()
            + " other="
            + other
            + " accessor="
            + property.accessor()
            + "\n  fix: rename one by @Property(name = ...)");
  }

  private ElementSpec.@Nullable Property property(
      TypeElement element, @Nullable VariableElement group, VariableElement field) {
    Property annotation = field.getAnnotation(Property.class);
    if (annotation == null) {
      return null;
    }
    String name =
        annotation.name().isEmpty()
            ? Names.kebab(field.getSimpleName().toString())
            : annotation.name();
    if (!checkField(element, field) || !checkName(field, name)) {
      return null;
    }
    @Nullable Type type = typeOf(field.asType());
    if (type == null || (type == Type.ENUM && !types.accessible(enumOf(field), element))) {
      report.error(
          DiagnosticId.PROP_FIELD_TYPE,
          field,
          "property has an unsupported type property="
              + name
              + " type="
              + field.asType()
              + "\n  supported: "
              + TYPES
              + " that is not private\n  fix: change the field's type");
      return null;
    }
    List<String> choices =
        type != Type.ENUM
            ? List.of()
            : constants(enumOf(field)).stream().map(Names::enumText).toList();
    if (type == Type.ENUM
        && (choices.isEmpty() || choices.stream().distinct().count() != choices.size())) {
      report.error(
          DiagnosticId.PROP_FIELD_TYPE,
          field,
          "enum of a property has no constants, or two that differ only in case property="
              + name
              + " values="
              + choices
              + "\n  fix: change the enum");
      return null;
    }
    if (!checkRange(field, name, type, annotation)) {
      return null;
    }
    PropertyDescriptor descriptor =
        new PropertyDescriptor(
            name,
            type,
            type == Type.ENUM
                ? com.palantir.javapoet.ClassName.get(enumOf(field)).reflectionName()
                : "",
            choices,
            annotation.min(),
            annotation.max(),
            annotation.def().isEmpty() ? null : annotation.def(),
            annotation.live(),
            annotation.required(),
            annotation.doc());
    return withDefault(group, field, descriptor);
  }

  private boolean checkField(TypeElement element, VariableElement field) {
    String fault =
        field.getModifiers().contains(Modifier.FINAL)
            ? "final"
            : field.getModifiers().contains(Modifier.STATIC)
                ? "static"
                : types.accessible(field, element) ? "" : "not accessible";
    if (!fault.isEmpty()) {
      report.error(
          DiagnosticId.PROP_FIELD,
          field,
          "property's field is "
              + fault
              + " field="
              + field.getSimpleName()
              + "\n"
              + "  supported: instance fields that are neither private nor final\n"
              + "  fix: remove the modifier");
    }
    return fault.isEmpty();
  }

  private boolean checkName(VariableElement field, String name) {
    String accessor = NAME.matcher(name).matches() ? Names.camel(name) : "";
    String fault =
        accessor.isEmpty()
            ? "property's name is not in kebab case name=\""
                + name
                + "\"\n  supported: lower case letters, digits and -, starting with a letter"
            : isTaken(accessor, field.asType()) || name.equals("name")
                ? "property's name is taken by the generated builder name="
                    + name
                    + " accessor="
                    + accessor
                : "";
    if (!fault.isEmpty()) {
      report.error(
          DiagnosticId.PROP_NAME,
          field,
          Property.class,
          "name",
          fault + "\n  fix: give another one by @Property(name = ...)");
    }
    return fault.isEmpty();
  }

  /**
   * Whether setter or getter would collide with a method that builders and control interfaces have.
   */
  private static boolean isTaken(String accessor, TypeMirror type) {
    return switch (accessor) {
      case "to", "via", "as", "name" -> true;
      case "named", "port" -> typeOf(type) == Type.STRING;
      default -> Names.isObjectMethod(accessor);
    };
  }

  private boolean checkRange(VariableElement field, String name, Type type, Property annotation) {
    boolean ranged =
        annotation.min() != Double.NEGATIVE_INFINITY
            || annotation.max() != Double.POSITIVE_INFINITY;
    boolean number = type != Type.BOOLEAN && type != Type.STRING && type != Type.ENUM;
    if (ranged && !number) {
      report.error(
          DiagnosticId.PROP_BOUNDS,
          field,
          Property.class,
          annotation.min() != Double.NEGATIVE_INFINITY ? "min" : "max",
          "property that is no number has a range property="
              + name
              + " type="
              + field.asType()
              + "\n  fix: remove min and max");
      return false;
    }
    if (!(annotation.min() <= annotation.max())) {
      report.error(
          DiagnosticId.PROP_BOUNDS,
          field,
          Property.class,
          "min",
          "property has a range that no value fits property="
              + name
              + " min="
              + annotation.min()
              + " max="
              + annotation.max()
              + "\n  fix: exchange min and max");
      return false;
    }
    return true;
  }

  private ElementSpec.Property withDefault(
      @Nullable VariableElement group, VariableElement field, PropertyDescriptor descriptor) {
    String text = descriptor.def();
    if (text == null) {
      return new ElementSpec.Property(descriptor, group, field, null);
    }
    try {
      return new ElementSpec.Property(
          descriptor, group, field, PropertyValues.parse(descriptor, text));
    } catch (ParallaxException e) {
      report.error(
          DiagnosticId.PROP_DEFAULT,
          field,
          Property.class,
          "def",
          "default is not a value of the property: "
              + e.diagnostic().text()
              + "\n  fix: change def");
      return new ElementSpec.Property(descriptor, group, field, null);
    }
  }

  static @Nullable Type typeOf(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> Type.BOOLEAN;
      case INT -> Type.INT;
      case LONG -> Type.LONG;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case DECLARED -> declared((DeclaredType) type);
      default -> null;
    };
  }

  private static @Nullable Type declared(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    if (element.getQualifiedName().contentEquals("java.lang.String")) {
      return Type.STRING;
    }
    return element.getKind() == ElementKind.ENUM ? Type.ENUM : null;
  }

  static TypeElement enumOf(VariableElement field) {
    return (TypeElement) ((DeclaredType) field.asType()).asElement();
  }

  /** Names of the constants of an enum, in order. */
  static List<String> constants(TypeElement type) {
    return type.getEnclosedElements().stream()
        .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
        .map(e -> e.getSimpleName().toString())
        .toList();
  }
}
