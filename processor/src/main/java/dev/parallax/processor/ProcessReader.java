package dev.parallax.processor;

import dev.parallax.annotations.Consume;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.annotations.Transform;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.processor.ElementSpec.Argument;
import dev.parallax.processor.ElementSpec.Kind;
import dev.parallax.processor.ElementSpec.Port;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the processing method: finds it, and matches its parameters with the ports. */
final class ProcessReader {
  private static final String PRODUCE_FORMS =
      """
      void or Flow m(@Output V out)
      void or Flow m(@Output Emitter<V> out, ...)
      void or Flow m(), @Output fields OutputPort<V>, OutputPorts<V>
      """;
  private static final String TRANSFORM_FORMS =
      """
      void or Flow m(@InOut V buffer)
      void or Flow m(@Input V in, @Output W out)
      void or Flow m(@Input V in, @Output Emitter<W> out, ...) or @Output fields
      void or Flow m(InputPort<V> from, V buffer, outputs as above), @Input fields, sync SINGLE, SELECTED or ORDERED
      void or Flow m(@Input V a, @Input W b, ..., outputs as above), sync ALIGNED or ZIPPED
      void or Flow m(outputs as above), @Input fields, sync ALIGNED or ZIPPED
      """;
  private static final String CONSUME_FORMS =
      """
      void or Flow m(@Input V in)
      void or Flow m(InputPort<V> from, V buffer), @Input fields, sync SINGLE, SELECTED or ORDERED
      void or Flow m(@Input V a, @Input W b, ...) or m(), @Input fields, sync ALIGNED or ZIPPED
      """;

  private final Types types;
  private final Report report;

  ProcessReader(Types types, Report report) {
    this.types = types;
    this.report = report;
  }

  /** The processing method, or null after an error. */
  @Nullable ExecutableElement find(TypeElement element) {
    List<ExecutableElement> found = new ArrayList<>();
    for (ExecutableElement method : types.methods(element)) {
      if (annotationOf(method) != null) {
        found.add(method);
      }
    }
    if (found.isEmpty()) {
      report.error(
          DiagnosticId.ELEM_NO_PROCESS,
          element,
          "element has no processing method class="
              + element.getSimpleName()
              + "\n"
              + "  supported: one method with @Produce (source), @Transform (filter) or @Consume"
              + " (sink)\n"
              + "  fix: annotate one");
      return null;
    }
    if (found.size() > 1) {
      report.error(
          DiagnosticId.ELEM_SEVERAL_PROCESS,
          found.get(1),
          "element has several processing methods methods="
              + found.get(0).getSimpleName()
              + ", "
              + found.get(1).getSimpleName()
              + "\n"
              + "  fix: keep one of @Produce, @Transform, @Consume; several inputs come to one"
              + " method by sync = ORDERED, ALIGNED or ZIPPED");
    }
    return found.getFirst();
  }

  private static @Nullable Class<? extends Annotation> annotationOf(ExecutableElement method) {
    if (Mirrors.has(method, Produce.class)) {
      return Produce.class;
    }
    if (Mirrors.has(method, Transform.class)) {
      return Transform.class;
    }
    return Mirrors.has(method, Consume.class) ? Consume.class : null;
  }

  /** Matches the method's parameters with the ports; null after an error. */
  ElementSpec.@Nullable Process read(
      TypeElement element, ExecutableElement method, List<Port> ports) {
    Class<? extends Annotation> annotation = Objects.requireNonNull(annotationOf(method));
    if (!MethodChecks.check(types, report, element, method, true)) {
      return null;
    }
    boolean flow = Types.is(method.getReturnType(), Names.FLOW);
    if (!flow && method.getReturnType().getKind() != TypeKind.VOID) {
      return refuse(
          method,
          annotation,
          "processing method returns neither void nor Flow method="
              + method.getSimpleName()
              + " returns="
              + method.getReturnType());
    }
    List<Argument> arguments = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      Argument argument = argument(parameter, ports);
      if (argument == null) {
        return refuse(
            method,
            annotation,
            "processing method has an unsupported parameter method="
                + method.getSimpleName()
                + " parameter="
                + parameter.getSimpleName()
                + " type="
                + parameter.asType());
      }
      arguments.add(argument);
    }
    Transform transform = method.getAnnotation(Transform.class);
    Consume consume = method.getAnnotation(Consume.class);
    Sync sync =
        transform != null ? transform.sync() : consume != null ? consume.sync() : Sync.SINGLE;
    SyncMode mode = transform != null ? transform.mode() : SyncMode.AUTO;
    String fault = fault(annotation, sync, arguments, ports);
    if (fault != null) {
      return refuse(method, annotation, fault + " method=" + method.getSimpleName());
    }
    Kind kind =
        annotation == Produce.class
            ? Kind.PRODUCE
            : sync.takesHeads()
                ? Kind.ALIGNED
                : has(arguments, Argument.InPlace.class) ? Kind.IN_PLACE : Kind.EACH;
    return new ElementSpec.Process(method, kind, kindOf(annotation), sync, mode, arguments, flow);
  }

  private static ElementDescriptor.Kind kindOf(Class<? extends Annotation> annotation) {
    if (annotation == Produce.class) {
      return ElementDescriptor.Kind.SOURCE;
    }
    return annotation == Transform.class
        ? ElementDescriptor.Kind.TRANSFORM
        : ElementDescriptor.Kind.SINK;
  }

  private @Nullable Argument argument(VariableElement parameter, List<Port> ports) {
    TypeMirror type = parameter.asType();
    List<Port> own = ports.stream().filter(p -> p.source().equals(parameter)).toList();
    if (Mirrors.has(parameter, InOut.class) && own.size() == 2) {
      return new Argument.InPlace(own.get(0), own.get(1));
    }
    if (Mirrors.has(parameter, Input.class) && own.size() == 1) {
      return new Argument.InputView(own.getFirst());
    }
    if (Mirrors.has(parameter, Output.class) && own.size() == 1) {
      return ViewType.of(type) != null
          ? new Argument.OutputView(own.getFirst())
          : new Argument.OutputEmitter(own.getFirst());
    }
    return received(
        parameter, type, ports.stream().filter(Port::isInput).map(Port::view).distinct().toList());
  }

  /**
   * {@code InputPort<V> from} and {@code V buffer}: what they may be is decided by the views of all
   * inputs.
   */
  private static @Nullable Argument received(
      VariableElement parameter, TypeMirror type, List<ViewType> views) {
    boolean one = views.size() == 1;
    if (Types.is(type, Names.INPUT_PORT)) {
      TypeMirror argument = Types.argument(type);
      @Nullable ViewType view = argument == null ? null : ViewType.of(argument);
      if (Types.isWildcard(type)) {
        return view == null || view == ViewType.VIEW ? new Argument.From(null) : null;
      }
      return one && view == views.getFirst() ? new Argument.From(view) : null;
    }
    @Nullable ViewType view = ViewType.of(type);
    if (view != null && one && view == views.getFirst()) {
      return new Argument.Payload(view);
    }
    return view == ViewType.VIEW ? new Argument.Payload(null) : null;
  }

  private static boolean has(List<Argument> arguments, Class<? extends Argument> kind) {
    return count(arguments, kind) > 0;
  }

  private static long count(List<Argument> arguments, Class<? extends Argument> kind) {
    return arguments.stream().filter(kind::isInstance).count();
  }

  /** What is wrong with the whole, or null. */
  private static @Nullable String fault(
      Class<? extends Annotation> annotation,
      Sync sync,
      List<Argument> arguments,
      List<Port> ports) {
    long inputs = ports.stream().filter(Port::isInput).count();
    long outputs = ports.size() - inputs;
    if (annotation == Produce.class && inputs > 0) {
      return "source has an input port=" + ports.getFirst().name();
    }
    if (annotation == Consume.class && outputs > 0) {
      return "sink has an output port=" + ports.getLast().name();
    }
    if (annotation != Consume.class && outputs == 0) {
      return "element has no output";
    }
    if (annotation != Produce.class && inputs == 0) {
      return "element has no input";
    }
    String fault = outputFault(arguments, ports);
    if (fault != null || annotation == Produce.class) {
      return fault;
    }
    return inputFault(sync, arguments, ports, inputs);
  }

  private static @Nullable String outputFault(List<Argument> arguments, List<Port> ports) {
    long views = count(arguments, Argument.OutputView.class);
    long outputs = ports.stream().filter(Predicate.not(Port::isInput)).count();
    if (views > 1) {
      return "several outputs are views; use Emitter<V> for each";
    }
    if (views == 1 && outputs > 1) {
      return "an output is a view beside other outputs; use Emitter<V> for each";
    }
    if (has(arguments, Argument.InPlace.class) && (ports.size() != 2 || arguments.size() != 1)) {
      return "an @InOut buffer stands beside other ports or parameters";
    }
    return null;
  }

  private static @Nullable String inputFault(
      Sync sync, List<Argument> arguments, List<Port> ports, long inputs) {
    long declared = count(arguments, Argument.InputView.class);
    long payloads = count(arguments, Argument.Payload.class);
    long froms = count(arguments, Argument.From.class);
    if (sync.takesHeads()) {
      if (has(arguments, Argument.InPlace.class) || payloads > 0 || froms > 0) {
        return sync + " method takes single buffers; read InputPort.head() or declare @Input views";
      }
      return null;
    }
    if (has(arguments, Argument.InPlace.class)) {
      return sync == Sync.SINGLE ? null : "an @InOut method has one input, so sync must be SINGLE";
    }
    if (declared > 0) {
      return declared == 1 && inputs == 1 && payloads + froms == 0 && sync == Sync.SINGLE
          ? null
          : "several inputs come to a method that is not ALIGNED or ZIPPED, or sync is "
              + (sync == Sync.SINGLE ? Sync.ORDERED : sync)
              + " for a single input";
    }
    if (payloads != 1 || froms > 1) {
      return "method does not take the buffer of its input fields exactly once";
    }
    return null;
  }

  private ElementSpec.@Nullable Process refuse(
      ExecutableElement method, Class<? extends Annotation> annotation, String fact) {
    String forms =
        annotation == Produce.class
            ? PRODUCE_FORMS
            : annotation == Transform.class ? TRANSFORM_FORMS : CONSUME_FORMS;
    report.error(
        DiagnosticId.ELEM_SIGNATURE,
        method,
        fact
            + "\n  supported:\n"
            + forms.indent(4)
            + "  fix: change the method to one of these forms");
    return null;
  }
}
