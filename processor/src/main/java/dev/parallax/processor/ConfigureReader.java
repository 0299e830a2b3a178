package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.processor.ElementSpec.ConfigureArgument;
import dev.parallax.processor.ElementSpec.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads {@code @Configure} methods and decides which port each format belongs to. */
final class ConfigureReader {
  private static final String FORMS =
      "\n"
          + "  supported: void m(formats..., Setup setup), each format VideoFormat, AudioFormat,"
          + " PacketFormat, BytesFormat or Format of a port, inputs first; @Input(name = ...) or"
          + " @Output(name = ...) before a format names its port; (InputPort<V> port, Format"
          + " format, Setup setup) for templates";
  private static final String FORMATS = "dev.parallax.model.format";

  private final Types types;
  private final Report report;
  private final TypeElement element;
  private final List<Port> ports;

  ConfigureReader(Types types, Report report, TypeElement element, List<Port> ports) {
    this.types = types;
    this.report = report;
    this.element = element;
    this.ports = ports.stream().sorted(Comparator.comparing(p -> p.isInput() ? 0 : 1)).toList();
  }

  List<ElementSpec.Configure> read() {
    List<ElementSpec.Configure> found = new ArrayList<>();
    for (ExecutableElement method : types.methods(element)) {
      if (!Mirrors.has(method, Configure.class)
          || !MethodChecks.check(types, report, element, method, true)) {
        continue;
      }
      List<ConfigureArgument> arguments =
          method.getReturnType().getKind() == TypeKind.VOID ? arguments(method) : null;
      if (arguments == null) {
        report.error(
            DiagnosticId.ELEM_CONFIGURE,
            method,
            "@Configure method asks for what its ports do not have method="
                + method
                + " ports="
                + describe()
                + FORMS
                + "\n  fix: change the method");
      } else {
        found.add(new ElementSpec.Configure(method, arguments));
      }
    }
    return found;
  }

  private String describe() {
    return ports.stream().map(p -> p.name() + ":" + p.view().simpleName()).toList().toString();
  }

  private @Nullable List<ConfigureArgument> arguments(ExecutableElement method) {
    List<Port> free = new ArrayList<>(ports.stream().filter(p -> !p.isTemplate()).toList());
    List<Port> changed = List.of();
    for (VariableElement parameter : method.getParameters()) {
      if (Types.is(parameter.asType(), Names.INPUT_PORT)) {
        changed = changing(parameter);
        if (changed.isEmpty()) {
          return null;
        }
      }
    }
    List<ConfigureArgument> arguments = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      ConfigureArgument argument = argument(parameter, free, changed, arguments);
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    return arguments;
  }

  private @Nullable ConfigureArgument argument(
      VariableElement parameter,
      List<Port> free,
      List<Port> changed,
      List<ConfigureArgument> before) {
    TypeMirror type = parameter.asType();
    if (Types.is(type, Names.SETUP)) {
      return new ConfigureArgument.Setup();
    }
    if (!changed.isEmpty() && Types.is(type, Names.INPUT_PORT)) {
      return before.stream().anyMatch(ConfigureArgument.Changed.class::isInstance)
          ? null
          : new ConfigureArgument.Changed(changed);
    }
    ClassName format = formatOf(type);
    if (format == null) {
      return null;
    }
    boolean named = Mirrors.has(parameter, Input.class) || Mirrors.has(parameter, Output.class);
    if (!changed.isEmpty()
        && !named
        && before.stream().noneMatch(ConfigureArgument.ChangedFormat.class::isInstance)) {
      return carries(changed.getFirst(), format)
          ? new ConfigureArgument.ChangedFormat(format)
          : null;
    }
    Port port =
        free.stream()
            .filter(p -> matches(p, parameter) && carries(p, format))
            .findFirst()
            .orElse(null);
    if (port == null) {
      return null;
    }
    free.remove(port);
    return new ConfigureArgument.PortFormat(port, format);
  }

  /**
   * The inputs that an {@code InputPort} parameter may stand for: those of its view, and of its
   * name if it has one.
   */
  private List<Port> changing(VariableElement parameter) {
    TypeMirror argument = Types.argument(parameter.asType());
    @Nullable ViewType view = argument == null ? null : ViewType.of(argument);
    return ports.stream()
        .filter(p -> p.isInput() && p.view() == view && matches(p, parameter))
        .toList();
  }

  private static boolean matches(Port port, VariableElement parameter) {
    Input input = parameter.getAnnotation(Input.class);
    Output output = parameter.getAnnotation(Output.class);
    if (input != null) {
      return port.isInput() && (input.name().isEmpty() || input.name().equals(port.name()));
    }
    return output == null
        || (!port.isInput() && (output.name().isEmpty() || output.name().equals(port.name())));
  }

  private @Nullable ClassName formatOf(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && types.isSubtype(type, Names.FORMAT)
        ? ClassName.get((TypeElement) ((DeclaredType) type).asElement())
        : null;
  }

  /** Whether the port's view can carry the format. */
  private static boolean carries(Port port, ClassName format) {
    String name = format.packageName().equals(FORMATS) ? format.simpleName() : "";
    return name.equals("Format")
        || switch (port.view()) {
          case VIEW, BYTES -> true;
          case VIDEO_FRAME -> name.equals("VideoFormat");
          case AUDIO_BLOCK -> name.equals("AudioFormat");
          case PACKET -> name.equals("PacketFormat");
        };
  }
}
