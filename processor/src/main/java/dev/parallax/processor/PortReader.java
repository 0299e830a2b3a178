package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.diag.DiagnosticId;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads ports from fields and from the parameters of the processing method. */
final class PortReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([_-][a-z0-9]+)*");
  private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9]*([_-][a-z0-9]+)*_%u");
  private static final int MAX_BOUND = 65_536;

  /** How a port is declared: an {@code @Input} or {@code @Output} and where it stands. */
  private record Declaration(
      VariableElement at,
      Class<? extends Annotation> annotation,
      Direction direction,
      String name,
      Presence presence,
      Delivery delivery,
      int bound,
      boolean optional,
      boolean inPlace,
      boolean readOnly,
      boolean volatileOk,
      String doc,
      ViewType view,
      boolean field) {
    boolean isInput() {
      return direction == Direction.INPUT;
    }
  }

  private final Types types;
  private final Report report;
  private final CapsReader caps;

  PortReader(Types types, Report report) {
    this.types = types;
    this.report = report;
    caps = new CapsReader(report);
  }

  /** All ports, inputs first. What is wrong is reported and left out. */
  List<ElementSpec.Port> read(TypeElement element, @Nullable ExecutableElement process) {
    List<Declaration> declarations = new ArrayList<>();
    for (Element field : types.fields(element)) {
      field(element, (VariableElement) field, declarations);
    }
    if (process != null) {
      for (VariableElement parameter : process.getParameters()) {
        parameter(parameter, declarations);
      }
    }
    declarations.sort(Comparator.comparing(Declaration::direction));
    List<ElementSpec.Port> ports = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Declaration declaration : declarations) {
      boolean alone =
          declarations.stream().filter(d -> d.direction == declaration.direction).count() == 1;
      ElementSpec.Port port = port(declaration, alone, process);
      if (port != null && checkUnique(declaration, port, names)) {
        ports.add(port);
      }
    }
    return ports;
  }

  private void field(TypeElement element, VariableElement field, List<Declaration> into) {
    Input input = field.getAnnotation(Input.class);
    Output output = field.getAnnotation(Output.class);
    if (input == null && output == null) {
      return;
    }
    Class<? extends Annotation> annotation = input != null ? Input.class : Output.class;
    if (input != null && output != null) {
      report.error(
          DiagnosticId.PORT_TYPE,
          field,
          "field is both input and output field="
              + field.getSimpleName()
              + "\n  fix: declare two fields");
      return;
    }
    Set<Modifier> modifiers = field.getModifiers();
    if (modifiers.contains(Modifier.FINAL)
        || modifiers.contains(Modifier.STATIC)
        || !types.accessible(field, element)) {
      report.error(
          DiagnosticId.PORT_FIELD,
          field,
          "port's field can't be set by generated code field="
              + field.getSimpleName()
              + "\n"
              + "  supported: instance fields that are neither private nor final\n"
              + "  fix: remove the modifier");
      return;
    }
    ClassName one = input != null ? Names.INPUT_PORT : Names.OUTPUT_PORT;
    ClassName many = input != null ? Names.INPUT_PORTS : Names.OUTPUT_PORTS;
    boolean plural = Types.is(field.asType(), many);
    ViewType view = plural || Types.is(field.asType(), one) ? viewArgument(field.asType()) : null;
    if (view == null) {
      report.error(
          DiagnosticId.PORT_TYPE,
          field,
          "port's field has an unsupported type field="
              + field.getSimpleName()
              + " type="
              + field.asType()
              + "\n  supported: "
              + one.simpleName()
              + "<V> for one port, "
              + many.simpleName()
              + "<V> for a template, V one of "
              + ViewType.SUPPORTED
              + "\n  fix: change the field's type");
      return;
    }
    Presence presence = input != null ? input.presence() : output.presence();
    if (plural == (presence == Presence.ALWAYS)) {
      report.error(
          DiagnosticId.PORT_PRESENCE,
          field,
          annotation,
          "presence",
          "port's field does not fit its presence field="
              + field.getSimpleName()
              + " presence="
              + presence
              + " type="
              + field.asType()
              + "\n  supported: "
              + one.simpleName()
              + " for ALWAYS, "
              + many.simpleName()
              + " for REQUEST and SOMETIMES\n  fix: change the type or the presence");
      return;
    }
    into.add(input != null ? input(field, input, view, true) : output(field, output, view, true));
  }

  private void parameter(VariableElement parameter, List<Declaration> into) {
    Input input = parameter.getAnnotation(Input.class);
    Output output = parameter.getAnnotation(Output.class);
    InOut inOut = parameter.getAnnotation(InOut.class);
    int count = (input == null ? 0 : 1) + (output == null ? 0 : 1) + (inOut == null ? 0 : 1);
    if (count == 0) {
      return;
    }
    TypeMirror type = parameter.asType();
    boolean emitter =
        output != null && (Types.is(type, Names.EMITTER) || Types.is(type, Names.OUTPUT_PORT));
    ViewType view = emitter ? viewArgument(type) : ViewType.of(type);
    if (view == null || count > 1) {
      String forms = output != null ? "V, Emitter<V> or OutputPort<V>" : "V";
      report.error(
          DiagnosticId.PORT_TYPE,
          parameter,
          "port's parameter has an unsupported type or two directions parameter="
              + parameter.getSimpleName()
              + " type="
              + type
              + "\n  supported: "
              + forms
              + ", V one of "
              + ViewType.SUPPORTED
              + "; one of @Input, @Output, @InOut\n  fix: change the parameter");
      return;
    }
    if (inOut != null) {
      into.add(inOut(parameter, inOut, Direction.INPUT, view));
      into.add(inOut(parameter, inOut, Direction.OUTPUT, view));
      return;
    }
    Presence presence = input != null ? input.presence() : output.presence();
    if (presence != Presence.ALWAYS) {
      report.error(
          DiagnosticId.PORT_PRESENCE,
          parameter,
          input != null ? Input.class : Output.class,
          "presence",
          "parameter stands for a port that always exists parameter="
              + parameter.getSimpleName()
              + " presence="
              + presence
              + "\n  fix: declare a field of type InputPorts or OutputPorts");
      return;
    }
    into.add(
        input != null
            ? input(parameter, input, view, false)
            : output(parameter, output, view, false));
  }

  private static @Nullable ViewType viewArgument(TypeMirror type) {
    TypeMirror argument = Types.argument(type);
    return argument == null ? null : ViewType.of(argument);
  }

  private static Declaration input(VariableElement at, Input input, ViewType view, boolean field) {
    return new Declaration(
        at,
        Input.class,
        Direction.INPUT,
        input.name(),
        input.presence(),
        input.delivery(),
        input.bound(),
        input.optional(),
        false,
        false,
        input.volatileOk(),
        input.doc(),
        view,
        field);
  }

  private static Declaration output(
      VariableElement at, Output output, ViewType view, boolean field) {
    return new Declaration(
        at,
        Output.class,
        Direction.OUTPUT,
        output.name(),
        output.presence(),
        Delivery.EVERY,
        16,
        false,
        false,
        false,
        false,
        output.doc(),
        view,
        field);
  }

  private static Declaration inOut(
      VariableElement at, InOut inOut, Direction direction, ViewType view) {
    return new Declaration(
        at,
        InOut.class,
        direction,
        "",
        Presence.ALWAYS,
        inOut.delivery(),
        inOut.bound(),
        false,
        true,
        inOut.readOnly(),
        inOut.volatileOk() && direction == Direction.INPUT,
        "",
        view,
        false);
  }

  private ElementSpec.@Nullable Port port(
      Declaration d, boolean alone, @Nullable ExecutableElement process) {
    String name = d.name.isEmpty() ? defaultName(d, alone) : d.name;
    boolean template = d.presence != Presence.ALWAYS;
    String accessor = Names.camel(name.replace("_%u", ""));
    if (!(template ? TEMPLATE : NAME).matcher(name).matches()) {
      String form =
          template
              ? "lower case letters, digits, - and _, ending in _%u, for example video_%u"
              : "lower case letters, digits, - and _";
      report.error(
          DiagnosticId.PORT_NAME,
          d.at,
          d.annotation,
          "name",
          "port's name is malformed name=\""
              + name
              + "\"\n  supported: "
              + form
              + "\n  fix: change name");
      return null;
    }
    if (Names.isObjectMethod(accessor) || ACCESSORS_TAKEN.contains(accessor)) {
      report.error(
          DiagnosticId.PORT_ACCESSOR,
          d.at,
          d.annotation,
          "name",
          "port's name is taken by the generated builder name="
              + name
              + " accessor="
              + accessor
              + "()\n  fix: give another one by name = ...");
      return null;
    }
    if (d.isInput() && d.presence == Presence.SOMETIMES) {
      report.error(
          DiagnosticId.PORT_PRESENCE,
          d.at,
          d.annotation,
          "presence",
          "input is declared SOMETIMES, but only the element's own stream opens such ports name="
              + name
              + "\n  fix: use REQUEST");
      return null;
    }
    if (d.bound < 1 || d.bound > MAX_BOUND) {
      report.error(
          DiagnosticId.PORT_BOUND,
          d.at,
          d.annotation,
          "bound",
          "bound of a port is out of range bound="
              + d.bound
              + " min=1 max="
              + MAX_BOUND
              + "\n  fix: change bound");
      return null;
    }
    ElementSpec.Settings settings =
        d.annotation == Input.class
            ? new SettingsReader(types, report).read(d.at, d.presence)
            : null;
    PortDescriptor descriptor =
        new PortDescriptor(
            name,
            d.direction,
            d.presence,
            d.view.simpleName(),
            capsOf(d, process),
            d.delivery,
            d.bound,
            d.optional,
            d.inPlace,
            d.readOnly,
            d.volatileOk,
            d.doc,
            settings == null
                ? List.of()
                : settings.properties().stream().map(ElementSpec.Property::descriptor).toList());
    return new ElementSpec.Port(
        descriptor,
        d.view,
        d.field ? d.at.getSimpleName().toString() : null,
        accessor,
        d.at,
        settings);
  }

  private static final Set<String> ACCESSORS_TAKEN =
      Set.of("descriptor", "givenName", "adapter", "links", "peers", "inlet", "outlet", "next");

  private static String defaultName(Declaration d, boolean alone) {
    String own = Names.kebab(d.at.getSimpleName().toString()).replace('-', '_');
    if (d.presence != Presence.ALWAYS) {
      return own + "_%u";
    }
    return alone ? (d.isInput() ? "in" : "out") : own;
  }

  /** The port's own caps, else those of the processing method, else what its view implies. */
  private Caps capsOf(Declaration d, @Nullable ExecutableElement process) {
    boolean second = d.inPlace && !d.isInput();
    CapsReader reader = second ? new CapsReader(report.silent()) : caps;
    Caps own = reader.read(d.at, d.view);
    if (own == null && process != null) {
      own = reader.read(process, d.view);
    }
    return own == null ? CapsReader.defaults(d.view, d.isInput()) : own;
  }

  private boolean checkUnique(Declaration d, ElementSpec.Port port, Set<String> names) {
    if (names.add(port.accessor())) {
      return true;
    }
    report.error(
        DiagnosticId.PORT_TWICE,
        d.at,
        d.annotation,
        "name",
        "two ports have the same name or accessor name="
            + port.name()
            + " accessor="
            + port.accessor()
            + "()\n  fix: rename one by name = ...");
    return false;
  }
}
