package dev.parallax.model.check;

import dev.parallax.model.check.BoundPipeline.Element;
import dev.parallax.model.check.BoundPipeline.Value;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.lang.PipelineText.Assignment;
import dev.parallax.model.lang.PipelineText.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the elements and properties that a pipeline string names and checks the values. Errors have
 * the string and a caret.
 */
public final class PipelineBinder {
  private final PipelineText text;
  private final ElementSource source;
  private final Parameters parameters;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> nextNumber = new HashMap<>();

  /** What each placeholder is used as; a type, or "element". */
  private final Map<String, String> uses = new TreeMap<>();

  private PipelineBinder(PipelineText text, ElementSource source, Parameters parameters) {
    this.text = text;
    this.source = source;
    this.parameters = parameters;
  }

  /**
   * Parses and binds a string.
   *
   * @throws ParallaxException for the first error
   */
  public static BoundPipeline bind(String text, ElementSource source, Parameters parameters) {
    return new PipelineBinder(PipelineParser.parse(text), source, parameters).bound();
  }

  private BoundPipeline bound() {
    for (PipelineText.Element element : text.elements()) {
      if (element.name() != null) {
        taken.add(element.name());
      }
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < text.elements().size(); i++) {
      elements.add(element(i));
    }
    return new BoundPipeline(text, elements);
  }

  private Element element(int index) {
    PipelineText.Element element = text.elements().get(index);
    ElementSource.Given given = element.placeholder() ? given(element, index) : null;
    ElementDescriptor descriptor = given != null ? given.descriptor() : named(element);
    List<Value> values = new ArrayList<>();
    // What will be given is not known yet, so neither are its properties.
    boolean later = given != null && parameters instanceof Parameters.Later;
    for (Assignment assignment : later ? List.<Assignment>of() : element.properties()) {
      try {
        values.add(value(descriptor, assignment));
      } catch (ParallaxException e) {
        throw Places.at(text.source(), place(assignment, e.diagnostic()), e.diagnostic())
            .toException();
      }
    }
    String name = element.name();
    if (name == null && given != null) {
      name = given.name() != null ? given.name() : element.factory();
      taken.add(name);
    }
    return new Element(
        name != null ? name : freeName(descriptor.name()),
        descriptor,
        element.placeholder(),
        values,
        element.span());
  }

  /** The value; or the name of the property, if that is wrong, which stands before it. */
  private Span place(Assignment assignment, Diagnostic error) {
    String name = assignment.property();
    int start = text.source().lastIndexOf(name, assignment.span().start() - 1);
    return error.id() == DiagnosticId.PROP_UNKNOWN && start >= 0
        ? new Span(start, start + name.length())
        : assignment.span();
  }

  private ElementDescriptor named(PipelineText.Element element) {
    ElementDescriptor found = source.find(element.factory());
    if (found == null) {
      throw Places.at(text.source(), element.span(), source.unknown(element.factory()))
          .toException();
    }
    if (found.hints().userCode()) {
      throw Places.at(
              text.source(), element.span(), Diagnostics.needsUserCode(found.name()).diagnostic())
          .toException();
    }
    return found;
  }

  private ElementSource.Given given(PipelineText.Element element, int index) {
    ElementSource.Given given = source.given(text, index);
    if (given == null) {
      throw Places.at(text.source(), element.span(), nothingGiven(element.factory())).toException();
    }
    if (parameters instanceof Parameters.Later) {
      try {
        use(element.factory(), "element");
      } catch (ParallaxException e) {
        throw Places.at(text.source(), element.span(), e.diagnostic()).toException();
      }
    }
    return given;
  }

  /** {@code gain0}, {@code gain1} and so on, without those that the string gives to others. */
  private String freeName(String base) {
    for (int i = nextNumber.getOrDefault(base, 0); ; i++) {
      if (taken.add(base + i)) {
        nextNumber.put(base, i + 1);
        return base + i;
      }
    }
  }

  private Value value(ElementDescriptor descriptor, Assignment assignment) {
    PropertyPath path = PropertyPath.of(descriptor, assignment.property());
    PropertyDescriptor property = path.property();
    String written = assignment.value();
    // No pattern is loaded on the way of a plain string's start.
    Set<String> names =
        parameters instanceof Parameters.Literal ? Set.of() : Placeholders.in(written);
    if (names.isEmpty()) {
      return new Value(path, PropertyValues.parse(property, written), false, assignment.span());
    }
    if (parameters instanceof Parameters.Given given) {
      String filled = Placeholders.fill(written, name -> filling(given, name));
      return new Value(path, PropertyValues.parse(property, filled), false, assignment.span());
    }
    String whole = Placeholders.whole(written);
    if (whole != null) {
      use(whole, typeOf(property));
    } else if (property.type() != PropertyDescriptor.Type.STRING) {
      throw Diagnostic.of(
              DiagnosticId.PIPE_PARAMETER,
              "a placeholder is a part of a value that is no text property="
                  + property.name()
                  + "\n  fix      write "
                  + property.name()
                  + "=${"
                  + names.iterator().next()
                  + "}",
              "placeholder",
              names.iterator().next())
          .toException();
    } else {
      names.forEach(name -> use(name, ""));
    }
    return new Value(path, written, true, assignment.span());
  }

  private static String filling(Parameters.Given given, String name) {
    Object value = given.value(name);
    if (value == null) {
      throw nothingGiven(name).toException();
    }
    return PropertyTexts.of(value);
  }

  private static Diagnostic nothingGiven(String placeholder) {
    return new Diagnostic(
        DiagnosticId.PIPE_PLACEHOLDER,
        "nothing was given for ${" + placeholder + "}",
        Map.of("placeholder", placeholder));
  }

  private static String typeOf(PropertyDescriptor property) {
    return property.type() == PropertyDescriptor.Type.ENUM
        ? property.enumClass()
        : property.type().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Notes a use; as part of a text (empty) everything but an element may be used. */
  private void use(String placeholder, String type) {
    @Nullable String before = uses.get(placeholder);
    boolean same =
        before == null
            || before.equals(type)
            || (before.isEmpty() || type.isEmpty())
                && !before.equals("element")
                && !type.equals("element");
    if (!same) {
      throw Diagnostic.of(
              DiagnosticId.PIPE_PARAMETER,
              "${"
                  + placeholder
                  + "} stands for values of different types types="
                  + shown(Objects.requireNonNull(before))
                  + ", "
                  + shown(type)
                  + "\n  fix      use two placeholders",
              "placeholder",
              placeholder)
          .toException();
    }
    if (before == null || before.isEmpty()) {
      uses.put(placeholder, type);
    }
  }

  private static String shown(String type) {
    return type.isEmpty() ? "text" : type;
  }
}
