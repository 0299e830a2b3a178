package dev.parallax.processor;

import dev.parallax.annotations.Input;
import dev.parallax.annotations.Presence;
import dev.parallax.model.diag.DiagnosticId;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** Reads the class that {@code @Input(settings = ...)} names. */
final class SettingsReader {
  private final Types types;
  private final Report report;

  SettingsReader(Types types, Report report) {
    this.types = types;
    this.report = report;
  }

  /** The settings of a port, or null when it has none or they are wrong, which is reported. */
  ElementSpec.@Nullable Settings read(VariableElement port, Presence presence) {
    AnnotationMirror annotation = Mirrors.find(port, Input.class);
    AnnotationValue value = annotation == null ? null : Mirrors.value(annotation, "settings");
    if (value == null) {
      return null;
    }
    TypeElement type =
        value.getValue() instanceof DeclaredType d ? (TypeElement) d.asElement() : null;
    if (type == null) {
      return refuse(port, value.toString(), "it is no class");
    }
    String fault = fault(port, type, presence);
    if (!fault.isEmpty()) {
      return refuse(port, type.getSimpleName().toString(), fault);
    }
    List<ElementSpec.Property> properties = new PropertyReader(types, report).read(type);
    for (ElementSpec.Property property : properties) {
      if (property.descriptor().required()) {
        return refuse(
            port,
            type.getSimpleName().toString(),
            "its property " + property.name() + " is required, and ports come with a default");
      }
    }
    if (properties.isEmpty() && !report.failed()) {
      return refuse(port, type.getSimpleName().toString(), "it has no @Property field");
    }
    return new ElementSpec.Settings(type, properties);
  }

  private String fault(VariableElement port, TypeElement type, Presence presence) {
    if (presence != Presence.REQUEST) {
      return "only ports of presence REQUEST have settings";
    }
    String fault = ElementReader.classFault(types, type);
    if (!fault.isEmpty()) {
      return fault;
    }
    if (port.getEnclosingElement() instanceof TypeElement home && !types.accessible(type, home)) {
      return "it is not accessible from the element's package";
    }
    return ElementReader.constructors(types, type).stream()
            .anyMatch(c -> c.getParameters().isEmpty())
        ? ""
        : "it has no constructor without parameters that generated code can call";
  }

  private ElementSpec.@Nullable Settings refuse(VariableElement port, String type, String fault) {
    report.error(
        DiagnosticId.PORT_SETTINGS,
        port,
        Input.class,
        "settings",
        "class can't be the settings of a port class="
            + type
            + ": "
            + fault
            + "\n"
            + "  supported: on a REQUEST input, a class that is not private or abstract, static if"
            + " nested, with a constructor without parameters and @Property fields\n"
            + "  fix: change the class or remove settings");
    return null;
  }
}
