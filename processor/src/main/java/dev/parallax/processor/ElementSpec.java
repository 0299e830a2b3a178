package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.model.descriptor.ActionDescriptor;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.Example;
import dev.parallax.model.descriptor.HintsDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.Relation;
import java.util.List;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * An element class as its annotations describe it; what the writers work from. After an error it
 * holds what could be read.
 *
 * @param type the author's class
 * @param name element name
 * @param summary one line
 * @param klass category path
 * @param constructors accessible constructors
 * @param ports ports, inputs first
 * @param properties properties
 * @param relations relations
 * @param hints hints
 * @param process processing method; null after an error
 * @param lifecycle the other methods
 * @param actions actions
 * @param messages wire records that it posts
 * @param origin file and line
 * @param example the element at work
 */
record ElementSpec(
    TypeElement type,
    String name,
    String summary,
    String klass,
    List<ExecutableElement> constructors,
    List<Port> ports,
    List<Property> properties,
    List<Relation> relations,
    HintsDescriptor hints,
    @Nullable Process process,
    Lifecycle lifecycle,
    List<Action> actions,
    List<TypeElement> messages,
    String origin,
    Example example) {

  /**
   * A port.
   *
   * @param descriptor what the descriptor says
   * @param view view type
   * @param field field of the author's class that holds the port; null for parameters
   * @param accessor name of the accessor and of the adapter's field
   * @param source where it is declared
   * @param settings what its ports have for themselves, or null
   */
  record Port(
      PortDescriptor descriptor,
      ViewType view,
      @Nullable String field,
      String accessor,
      Element source,
      @Nullable Settings settings) {
    String name() {
      return descriptor.name();
    }

    boolean isInput() {
      return descriptor.direction() == Direction.INPUT;
    }

    boolean isTemplate() {
      return descriptor.presence() != Presence.ALWAYS;
    }

    /** Name of the adapter's field; never one of the names that generated methods use. */
    String pad() {
      return RESERVED.contains(accessor) ? accessor + "Pad" : accessor;
    }

    private static final List<String> RESERVED =
        List.of(
            "element",
            "buffer",
            "from",
            "own",
            "made",
            "flow",
            "setup",
            "changed",
            "event",
            "context",
            "handle",
            "property",
            "value",
            "text",
            "pad",
            "pushed",
            "e",
            "t");
  }

  /**
   * The settings of the ports of a template.
   *
   * @param type the author's class
   * @param properties its properties
   */
  record Settings(TypeElement type, List<Property> properties) {}

  /**
   * A property.
   *
   * @param descriptor what the descriptor says
   * @param group the element's field with the object that has the field; null: the element has it
   * @param field field of the author's class
   * @param def default to be assigned by the adapter, of the property's type (an enum's value as
   *     text), or null
   */
  record Property(
      PropertyDescriptor descriptor,
      @Nullable VariableElement group,
      VariableElement field,
      @Nullable Object def) {
    /** The field, as it is reached from the author's object. */
    String path() {
      return (group == null ? "" : group.getSimpleName() + ".") + field.getSimpleName();
    }

    String name() {
      return descriptor.name();
    }

    String accessor() {
      return Names.camel(descriptor.name());
    }
  }

  /**
   * An action.
   *
   * @param descriptor what the descriptor says
   * @param method method of the author's class
   */
  record Action(ActionDescriptor descriptor, ExecutableElement method) {}

  /** What the processing method does. */
  enum Kind {
    /** {@code @Produce}. */
    PRODUCE,
    /** {@code @InOut}. */
    IN_PLACE,
    /** Each buffer as it comes, from one input or several. */
    EACH,
    /** The heads of all inputs. */
    ALIGNED
  }

  /**
   * The processing method.
   *
   * @param method method
   * @param kind what it does
   * @param element what it makes of the element
   * @param sync how several inputs are brought together
   * @param mode when an ALIGNED element fires
   * @param arguments what is passed, in order
   * @param returnsFlow whether it returns Flow, not void
   */
  record Process(
      ExecutableElement method,
      Kind kind,
      ElementDescriptor.Kind element,
      Sync sync,
      SyncMode mode,
      List<Argument> arguments,
      boolean returnsFlow) {}

  /** An argument of the processing method. */
  sealed interface Argument {
    /**
     * The buffer in place.
     *
     * @param in input
     * @param out output
     */
    record InPlace(Port in, Port out) implements Argument {}

    /**
     * The view of an input, declared by the parameter.
     *
     * @param port input
     */
    record InputView(Port port) implements Argument {}

    /**
     * The view of a buffer acquired before the call.
     *
     * @param port output
     */
    record OutputView(Port port) implements Argument {}

    /**
     * The output itself.
     *
     * @param port output
     */
    record OutputEmitter(Port port) implements Argument {}

    /**
     * The input that the buffer came from.
     *
     * @param view its view; null: any
     */
    record From(@Nullable ViewType view) implements Argument {}

    /**
     * The view of the buffer, whichever input it came from.
     *
     * @param view its view; null: any
     */
    record Payload(@Nullable ViewType view) implements Argument {}
  }

  /**
   * Methods besides the processing method.
   *
   * @param start {@code @Start}
   * @param stop {@code @Stop}
   * @param drain {@code @Drain}
   * @param drainOutputs outputs that it takes
   * @param timer {@code @Timer}
   * @param timerOutputs outputs that it takes
   * @param reset {@code @Reset}
   * @param unblock {@code @Unblock}
   * @param query {@code @Query}
   * @param probe {@code @Probe}
   * @param configures {@code @Configure}
   * @param events {@code @OnEvent}, most specific events first
   * @param changes {@code @Changed}
   */
  record Lifecycle(
      @Nullable ExecutableElement start,
      @Nullable ExecutableElement stop,
      @Nullable ExecutableElement drain,
      List<Port> drainOutputs,
      @Nullable ExecutableElement timer,
      List<Port> timerOutputs,
      @Nullable ExecutableElement reset,
      @Nullable ExecutableElement unblock,
      @Nullable ExecutableElement query,
      @Nullable ExecutableElement probe,
      List<Configure> configures,
      List<OnEvent> events,
      List<Change> changes) {
    static final Lifecycle NONE =
        new Lifecycle(
            null, null, null, List.of(), null, List.of(), null, null, null, null, List.of(),
            List.of(), List.of());
  }

  /**
   * A {@code @Configure} method.
   *
   * @param method method
   * @param arguments what is passed, in order
   */
  record Configure(ExecutableElement method, List<ConfigureArgument> arguments) {}

  /** An argument of a {@code @Configure} method. */
  sealed interface ConfigureArgument {
    /** The setup. */
    record Setup() implements ConfigureArgument {}

    /**
     * The format of a port that always exists.
     *
     * @param port port
     * @param format format type
     */
    record PortFormat(Port port, ClassName format) implements ConfigureArgument {}

    /**
     * The input whose format is new.
     *
     * @param ports declarations that it may belong to; all have one view
     */
    record Changed(List<Port> ports) implements ConfigureArgument {}

    /**
     * The format of the input whose format is new.
     *
     * @param format format type
     */
    record ChangedFormat(ClassName format) implements ConfigureArgument {}
  }

  /**
   * An {@code @OnEvent} method.
   *
   * @param method method
   * @param event event type
   */
  record OnEvent(ExecutableElement method, ClassName event) {
    /** Whether it also takes the port that the event came from. */
    boolean takesPort() {
      return method.getParameters().size() == 2;
    }
  }

  /**
   * A {@code @Changed} method.
   *
   * @param method method
   * @param properties indexes of properties
   */
  record Change(ExecutableElement method, List<Integer> properties) {}

  ClassName className() {
    return ClassName.get(type);
  }

  /** The generated typed builder. */
  ClassName builder() {
    return builderOf(type);
  }

  /** The builder that is generated for a class. */
  static ClassName builderOf(TypeElement type) {
    return ClassName.get(ClassName.get(type).packageName(), type.getSimpleName() + "Element");
  }

  /** The generated adapter, in the builder: a file of its own would cost each compilation more. */
  ClassName adapter() {
    return builder().nestedClass("Adapter");
  }

  /** Whether a pipeline string can make the element. */
  boolean hasPlainConstructor() {
    return constructors.stream().anyMatch(c -> c.getParameters().isEmpty());
  }

  /** Inputs whose ports have settings. */
  List<Port> configurable() {
    return ports.stream().filter(port -> port.settings() != null).toList();
  }

  /** Settings of a port that has some. */
  static Settings settingsOf(Port port) {
    return java.util.Objects.requireNonNull(port.settings(), port.name());
  }

  List<Port> inputs() {
    return ports.stream().filter(Port::isInput).toList();
  }

  List<Port> outputs() {
    return ports.stream().filter(Predicate.not(Port::isInput)).toList();
  }

  /** Whether the builder has something to control. */
  boolean hasControl() {
    return !properties.isEmpty() || !actions.isEmpty();
  }

  /** The descriptor. */
  ElementDescriptor descriptor() {
    Process p = process;
    return new ElementDescriptor(
        name,
        className().reflectionName(),
        builder().reflectionName(),
        summary,
        klass,
        p == null ? ElementDescriptor.Kind.TRANSFORM : p.element(),
        p == null ? Sync.SINGLE : p.sync(),
        p == null ? SyncMode.AUTO : p.mode(),
        ports.stream().map(Port::descriptor).toList(),
        properties.stream().map(Property::descriptor).toList(),
        actions.stream().map(Action::descriptor).toList(),
        relations,
        hints,
        origin,
        example);
  }
}
