package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Probe;
import dev.parallax.annotations.Query;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Timer;
import dev.parallax.annotations.Unblock;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.processor.ElementSpec.Port;
import dev.parallax.processor.ElementSpec.Property;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the methods besides the processing method. */
final class LifecycleReader {
  private static final String TIMER_FORM =
      "void or Flow m(Emitter<V> out, ...) in an element with inputs";
  private static final String EVENT_FORM =
      "boolean m(E event), E one of Event and its nested types;"
          + " boolean m(InputPort<?> from, E event), E one of Event.Downstream's";

  private final Types types;
  private final Report report;
  private final TypeElement element;
  private final List<Port> ports;
  private final List<Property> properties;

  LifecycleReader(
      Types types,
      Report report,
      TypeElement element,
      List<Port> ports,
      List<Property> properties) {
    this.types = types;
    this.report = report;
    this.element = element;
    this.ports = ports;
    this.properties = properties;
  }

  ElementSpec.Lifecycle read() {
    ExecutableElement drain = one(Drain.class, true, "void m(Emitter<V> out, ...)", this::isDrain);
    List<Port> drained = drain == null ? List.of() : emitters(drain);
    ExecutableElement timer = one(Timer.class, true, TIMER_FORM, this::isTimer);
    return new ElementSpec.Lifecycle(
        one(Start.class, true, "void m() or void m(Context context)", this::isStart),
        one(Stop.class, true, "void m()", LifecycleReader::isPlain),
        drain,
        drained,
        timer,
        timer == null ? List.of() : emitters(timer),
        one(Reset.class, true, "void m()", LifecycleReader::isPlain),
        one(Unblock.class, false, "void m()", LifecycleReader::isPlain),
        one(
            Query.class,
            false,
            "long m(), the position in nanoseconds",
            m -> m.getParameters().isEmpty() && m.getReturnType().getKind() == TypeKind.LONG),
        one(
            Probe.class,
            true,
            "Format m()",
            m -> m.getParameters().isEmpty() && types.isSubtype(m.getReturnType(), Names.FORMAT)),
        new ConfigureReader(types, report, element, ports).read(),
        events(),
        changes());
  }

  private static boolean isPlain(ExecutableElement method) {
    return method.getParameters().isEmpty() && method.getReturnType().getKind() == TypeKind.VOID;
  }

  private boolean isStart(ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    return method.getReturnType().getKind() == TypeKind.VOID
        && (parameters.isEmpty()
            || (parameters.size() == 1 && Types.is(parameters.getFirst().asType(), Names.CONTEXT)));
  }

  private boolean isDrain(ExecutableElement method) {
    return method.getReturnType().getKind() == TypeKind.VOID
        && emitters(method).size() == method.getParameters().size();
  }

  /** A source says by the return of its own method when to be called again. */
  private boolean isTimer(ExecutableElement method) {
    return (method.getReturnType().getKind() == TypeKind.VOID
            || Types.is(method.getReturnType(), Names.FLOW))
        && emitters(method).size() == method.getParameters().size()
        && ports.stream().anyMatch(Port::isInput);
  }

  /**
   * The outputs that such a method takes: by name, else the first of the view that was not taken
   * yet.
   */
  private List<Port> emitters(ExecutableElement method) {
    List<Port> free =
        new ArrayList<>(
            ports.stream()
                .filter(Predicate.not(Port::isInput))
                .filter(p -> !p.isTemplate())
                .toList());
    List<Port> taken = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      TypeMirror type = parameter.asType();
      if (!Types.is(type, Names.EMITTER) && !Types.is(type, Names.OUTPUT_PORT)) {
        continue;
      }
      TypeMirror argument = Types.argument(type);
      @Nullable ViewType view = argument == null ? null : ViewType.of(argument);
      Output named = parameter.getAnnotation(Output.class);
      String name = named == null ? "" : named.name();
      free.stream()
          .filter(p -> p.view() == view && (name.isEmpty() || p.name().equals(name)))
          .findFirst()
          .ifPresent(p -> {
            free.remove(p);
            taken.add(p);
          });
    }
    return taken;
  }

  private List<ExecutableElement> all(
      Class<? extends Annotation> annotation, boolean checkedExceptions) {
    List<ExecutableElement> found = new ArrayList<>();
    for (ExecutableElement method : types.methods(element)) {
      if (Mirrors.has(method, annotation)
          && MethodChecks.check(types, report, element, method, checkedExceptions)) {
        found.add(method);
      }
    }
    return found;
  }

  private @Nullable ExecutableElement one(
      Class<? extends Annotation> annotation,
      boolean checkedExceptions,
      String form,
      Predicate<ExecutableElement> fits) {
    List<ExecutableElement> found = all(annotation, checkedExceptions);
    if (found.size() > 1) {
      report.error(
          DiagnosticId.ELEM_METHOD_TWICE,
          found.get(1),
          "element has two methods of a kind annotation=@"
              + annotation.getSimpleName()
              + " methods="
              + found.get(0).getSimpleName()
              + ", "
              + found.get(1).getSimpleName()
              + "\n  fix: make them one");
    }
    if (found.isEmpty()) {
      return null;
    }
    return fits.test(found.getFirst())
        ? found.getFirst()
        : refuse(found.getFirst(), annotation, form);
  }

  private @Nullable ExecutableElement refuse(
      ExecutableElement method, Class<? extends Annotation> annotation, String form) {
    report.error(
        DiagnosticId.ELEM_METHOD_FORM,
        method,
        "method does not have the form of its annotation annotation=@"
            + annotation.getSimpleName()
            + " method="
            + method
            + " returns="
            + method.getReturnType()
            + "\n  supported: "
            + form
            + "\n  fix: change the method");
    return null;
  }

  private List<ElementSpec.OnEvent> events() {
    List<ElementSpec.OnEvent> events = new ArrayList<>();
    for (ExecutableElement method : all(OnEvent.class, true)) {
      if (!isEventForm(method)) {
        refuse(method, OnEvent.class, EVENT_FORM);
        continue;
      }
      ClassName event =
          ClassName.get(
              (TypeElement) ((DeclaredType) method.getParameters().getLast().asType()).asElement());
      int parameters = method.getParameters().size();
      if (events.stream()
          .anyMatch(
              e -> e.event().equals(event) && e.method().getParameters().size() == parameters)) {
        report.error(
            DiagnosticId.ELEM_METHOD_TWICE,
            method,
            "two methods handle one event event=" + event.simpleName() + "\n  fix: make them one");
        continue;
      }
      events.add(new ElementSpec.OnEvent(method, event));
    }
    events.sort(Comparator.comparingInt(e -> generality(e.event())));
    return events;
  }

  private boolean isEventForm(ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    if (method.getReturnType().getKind() != TypeKind.BOOLEAN || parameters.isEmpty()) {
      return false;
    }
    TypeMirror event = parameters.getLast().asType();
    return switch (parameters.size()) {
      case 1 -> types.isSubtype(event, Names.EVENT);
      case 2 -> {
        TypeMirror port = parameters.getFirst().asType();
        yield Types.is(port, Names.INPUT_PORT)
            && Types.isWildcard(port)
            && types.isSubtype(event, Names.DOWNSTREAM_EVENT);
      }
      default -> false;
    };
  }

  /** Records come before the interfaces that they implement. */
  private static int generality(ClassName event) {
    if (event.equals(Names.EVENT)) {
      return 2;
    }
    return event.simpleName().equals("Upstream") || event.simpleName().equals("Downstream") ? 1 : 0;
  }

  private List<ElementSpec.Change> changes() {
    List<ElementSpec.Change> changes = new ArrayList<>();
    List<String> names = properties.stream().map(Property::name).toList();
    for (ExecutableElement method : all(Changed.class, true)) {
      if (!isPlain(method)) {
        refuse(method, Changed.class, "void m()");
        continue;
      }
      List<Integer> indexes = new ArrayList<>();
      for (String name : method.getAnnotation(Changed.class).value()) {
        int index = names.indexOf(name);
        if (index >= 0) {
          indexes.add(index);
          continue;
        }
        report.error(
            DiagnosticId.PROP_REFERENCE,
            method,
            Changed.class,
            "value",
            "element has no such property property="
                + name
                + " properties="
                + names
                + " "
                + NearMisses.hint(name, names)
                + "\n  fix: name a property as pipeline strings do, for example block-size");
      }
      changes.add(new ElementSpec.Change(method, indexes.stream().distinct().toList()));
    }
    return changes;
  }
}
