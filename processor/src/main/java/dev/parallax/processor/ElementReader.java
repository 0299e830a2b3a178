package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Action;
import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.NativeCode;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Trust;
import dev.parallax.model.descriptor.Example;
import dev.parallax.model.descriptor.HintsDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.processor.ElementSpec.Lifecycle;
import dev.parallax.processor.ElementSpec.Port;
import dev.parallax.processor.ElementSpec.Property;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads a whole element class. */
final class ElementReader {
  /** Names of elements. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

  private final Types types;
  private final Report report;

  ElementReader(Types types, Report report) {
    this.types = types;
    this.report = report;
  }

  /** The element, or null when not even a stub can be generated. Errors are reported. */
  @Nullable ElementSpec read(TypeElement type, String origin) {
    if (!checkClass(type)) {
      return null;
    }
    Element annotation = type.getAnnotation(Element.class);
    if (!NAME.matcher(annotation.name()).matches()) {
      report.error(
          DiagnosticId.ELEM_NAME,
          type,
          Element.class,
          "name",
          "element's name is malformed name=\""
              + annotation.name()
              + "\"\n"
              + "  supported: up to 64 lower case letters, digits, - and _, starting with a"
              + " letter\n"
              + "  fix: change name");
    }
    List<ExecutableElement> constructors = constructors(types, type);
    checkConstructors(type, constructors);
    @Nullable ExecutableElement process = new ProcessReader(types, report).find(type);
    List<Port> ports = new PortReader(types, report).read(type, process);
    List<Property> properties = new PropertyReader(types, report).read(type);
    // A port in error would make its method look wrong: one root cause, one message.
    ElementSpec.@Nullable Process processSpec =
        process == null || report.failed()
            ? null
            : new ProcessReader(types, report).read(type, process, ports);
    Lifecycle lifecycle =
        processSpec == null
            ? Lifecycle.NONE
            : new LifecycleReader(types, report, type, ports, properties).read();
    List<Relation> relations =
        processSpec == null
            ? List.of()
            : new RelationReader(report, ports, properties, lifecycle.probe() != null)
                .read(process);
    List<ElementSpec.Action> actions = new ActionReader(types, report).read(type, properties);
    boolean plain = constructors.stream().anyMatch(c -> c.getParameters().isEmpty());
    HintsDescriptor hints = hints(type, process, !plain, lifecycle);
    return new ElementSpec(
        type,
        annotation.name(),
        annotation.summary(),
        annotation.klass(),
        constructors,
        ports,
        properties,
        relations,
        hints,
        processSpec,
        lifecycle,
        actions,
        new MessagesReader(types, report).read(type),
        origin,
        new Example(List.of(annotation.example()), annotation.javaExample().strip()));
  }

  /** What a class that can't be read at all has: only a name. */
  static ElementSpec empty(TypeElement type) {
    HintsDescriptor none =
        new HintsDescriptor(
            Trust.TRUSTED,
            Processing.UNKNOWN,
            Latency.NORMAL,
            MemoryUse.NORMAL,
            Affinity.AUTO,
            true,
            Restart.AUTO,
            false,
            false,
            false,
            false,
            false,
            false,
            false);
    return new ElementSpec(
        type,
        "",
        "",
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        none,
        null,
        Lifecycle.NONE,
        List.of(),
        List.of(),
        "",
        Example.NONE);
  }

  /** A class with types that do not exist: what can be used of it nevertheless. */
  static ElementSpec stub(Types types, TypeElement type) {
    ElementSpec e = empty(type);
    List<Property> properties =
        Wholeness.reading(() -> new PropertyReader(types, new Report(null)).read(type), List.of());
    return new ElementSpec(
        type,
        "",
        "",
        "",
        constructors(types, type),
        List.of(),
        properties,
        List.of(),
        e.hints(),
        null,
        Lifecycle.NONE,
        List.of(),
        List.of(),
        "",
        Example.NONE);
  }

  private boolean checkClass(TypeElement type) {
    String fault = classFault(types, type);
    if (!fault.isEmpty()) {
      report.error(
          DiagnosticId.ELEM_CLASS,
          type,
          "class can't be an element class="
              + type.getSimpleName()
              + ": "
              + fault
              + "\n"
              + "  supported: a class of a named package, not private, not abstract, static if"
              + " nested, without type parameters\n"
              + "  fix: change the class");
    }
    return fault.isEmpty();
  }

  static String classFault(Types types, TypeElement type) {
    if (type.getKind() != ElementKind.CLASS) {
      return "it is " + article(type.getKind());
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return "it is abstract";
    }
    if (type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC)) {
      return "it is an inner class that is not static";
    }
    if (!types.accessible(type, type)) {
      return "it, or a class around it, is private";
    }
    if (!type.getTypeParameters().isEmpty()) {
      return "it has type parameters, and a pipeline string can't give any; name the view type, or"
          + " use View";
    }
    return types.packageOf(type).isEmpty()
        ? "it is in the unnamed package, where catalogs can't reach it"
        : "";
  }

  private static String article(ElementKind kind) {
    return switch (kind) {
      case ENUM -> "an enum";
      case INTERFACE -> "an interface";
      case ANNOTATION_TYPE -> "an annotation";
      case RECORD -> "a record";
      default -> kind.toString();
    };
  }

  /**
   * Constructors that builder and facade mirror; empty when there is none, and then a stub has a
   * plain one.
   */
  static List<ExecutableElement> constructors(Types types, TypeElement type) {
    if (!classFault(types, type).isEmpty()) {
      return List.of();
    }
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .filter(c -> types.accessible(c, type))
        .filter(c -> !Wholeness.hasMissing(c))
        .filter(c -> types.throwsAtMost(c, false))
        .toList();
  }

  private void checkConstructors(TypeElement type, List<ExecutableElement> usable) {
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (types.accessible(constructor, type) && !types.throwsAtMost(constructor, false)) {
        report.error(
            DiagnosticId.ELEM_CONSTRUCTOR,
            constructor,
            "constructor throws checked exceptions class="
                + type.getSimpleName()
                + " throws="
                + constructor.getThrownTypes()
                + "\n  fix: open files and devices in a @Start method");
        return;
      }
    }
    if (usable.isEmpty()) {
      report.error(
          DiagnosticId.ELEM_CONSTRUCTOR,
          type,
          "element has no constructor that generated code can call class="
              + type.getSimpleName()
              + "\n  fix: make one package-private");
    }
  }

  private HintsDescriptor hints(
      TypeElement type,
      @Nullable ExecutableElement process,
      boolean userCode,
      Lifecycle lifecycle) {
    Hints hints = type.getAnnotation(Hints.class);
    boolean seekable = Mirrors.has(type, Seekable.class);
    if (seekable
        && !report.failed()
        && lifecycle.events().stream().noneMatch(e -> handlesSeek(e.event()))) {
      report.error(
          DiagnosticId.ELEM_SEEKABLE,
          type,
          Seekable.class,
          null,
          "element is @Seekable, but no method handles seeks class="
              + type.getSimpleName()
              + "\n  fix: add @OnEvent boolean seek(Event.Seek seek)");
    }
    boolean rtSafe =
        Mirrors.has(type, RtSafe.class) || (process != null && Mirrors.has(process, RtSafe.class));
    return new HintsDescriptor(
        hints == null ? Trust.TRUSTED : hints.trust(),
        hints == null ? Processing.UNKNOWN : hints.processing(),
        hints == null ? Latency.NORMAL : hints.latency(),
        hints == null ? MemoryUse.NORMAL : hints.memory(),
        hints == null ? Affinity.AUTO : hints.affinity(),
        hints == null || hints.crashSafe(),
        restart(hints, lifecycle),
        Mirrors.has(type, NativeCode.class),
        rtSafe,
        userCode || Mirrors.has(type, HostBound.class),
        userCode,
        hints != null && hints.live(),
        seekable,
        lifecycle.unblock() != null);
  }

  /** What is delayed is gone with its process: the author must say that this does not matter. */
  private static Restart restart(@Nullable Hints hints, Lifecycle lifecycle) {
    Restart said = hints == null ? Restart.AUTO : hints.restart();
    return said == Restart.AUTO && lifecycle.drain() != null ? Restart.FATAL : said;
  }

  private static boolean handlesSeek(ClassName event) {
    return event.equals(Names.EVENT)
        || event.simpleName().equals("Seek")
        || event.simpleName().equals("SeekBytes")
        || event.simpleName().equals("Upstream");
  }

  /** Actions with the annotation {@link Action}. */
  static boolean isAction(ExecutableElement method) {
    return Mirrors.has(method, Action.class);
  }
}
