package dev.parallax.processor;

import dev.parallax.annotations.FromProbe;
import dev.parallax.annotations.FromProperty;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Same;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.processor.ElementSpec.Port;
import dev.parallax.processor.ElementSpec.Property;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** Reads {@code @Same}, {@code @FromProperty}, {@code @FromProbe} and {@code @FromStream}. */
final class RelationReader {
  private static final List<String> VIDEO_FIELDS =
      List.of(
          "*",
          "format",
          "width",
          "height",
          "framerate",
          "pixel-aspect-ratio",
          "interlace-mode",
          "colorimetry",
          "chroma-site");
  private static final List<String> AUDIO_FIELDS =
      List.of("*", "format", "rate", "channels", "depth", "channel-mask", "layout");
  private static final List<Class<? extends Annotation>> ALL =
      List.of(
          Same.class,
          FromProperty.class,
          FromProperty.List.class,
          FromProbe.class,
          FromStream.class);

  private final Report report;
  private final List<Port> ports;
  private final List<Property> properties;
  private final boolean probes;
  private final List<Relation> relations = new ArrayList<>();

  RelationReader(Report report, List<Port> ports, List<Property> properties, boolean probes) {
    this.report = report;
    this.ports = ports;
    this.properties = properties;
    this.probes = probes;
  }

  /** Relations of all outputs: those of the method, then each output's own. */
  List<Relation> read(@Nullable ExecutableElement process) {
    List<Port> outputs = ports.stream().filter(Predicate.not(Port::isInput)).toList();
    for (Port input : ports) {
      if (input.isInput() && !input.descriptor().inPlace()) {
        refuseOnInput(input);
      }
    }
    if (process != null) {
      at(process, outputs);
    }
    for (Port output : outputs) {
      at(output.source(), List.of(output));
    }
    if (relations.stream().noneMatch(Relation.Same.class::isInstance)) {
      for (Port output : outputs) {
        if (output.descriptor().inPlace()) {
          relations.add(new Relation.Same("", output.name(), List.of("*")));
        }
      }
    }
    return relations;
  }

  private void refuseOnInput(Port input) {
    for (Class<? extends Annotation> annotation : ALL) {
      if (Mirrors.has(input.source(), annotation)) {
        report.error(
            DiagnosticId.CAPS_RELATION_PLACE,
            input.source(),
            annotation,
            null,
            "relation stands on an input port="
                + input.name()
                + " annotation=@"
                + annotation.getSimpleName()
                + "\n  fix: move it to the output or to the method");
      }
    }
  }

  private void at(Element source, List<Port> outputs) {
    Same same = source.getAnnotation(Same.class);
    FromProbe probe = source.getAnnotation(FromProbe.class);
    FromStream stream = source.getAnnotation(FromStream.class);
    FromProperty[] fromProperties = source.getAnnotationsByType(FromProperty.class);
    if (outputs.isEmpty()
        && (same != null || probe != null || stream != null || fromProperties.length > 0)) {
      Class<? extends Annotation> first =
          ALL.stream().filter(a -> Mirrors.has(source, a)).findFirst().orElse(Same.class);
      report.error(
          DiagnosticId.CAPS_RELATION_PLACE,
          source,
          first,
          null,
          "relation has no output annotation=@" + first.getSimpleName() + "\n  fix: remove it");
      return;
    }
    for (Port output : outputs) {
      if (same != null
          && checkInput(source, same)
          && checkFields(source, Same.class, output, same.value())) {
        relations.add(new Relation.Same(same.input(), output.name(), List.of(same.value())));
      }
      for (FromProperty from : fromProperties) {
        if (checkProperty(source, from)
            && checkFields(source, FromProperty.class, output, from.field())) {
          relations.add(new Relation.FromProperty(output.name(), from.field(), from.property()));
        }
      }
      if (probe != null
          && checkProbe(source)
          && checkFields(source, FromProbe.class, output, probe.value())) {
        relations.add(new Relation.FromProbe(output.name(), List.of(probe.value())));
      }
      if (stream != null && checkFields(source, FromStream.class, output, stream.value())) {
        relations.add(new Relation.FromStream(output.name(), List.of(stream.value())));
      }
    }
  }

  private boolean checkInput(Element source, Same same) {
    List<String> inputs = ports.stream().filter(Port::isInput).map(Port::name).toList();
    if (inputs.isEmpty() || !(same.input().isEmpty() || inputs.contains(same.input()))) {
      report.error(
          DiagnosticId.PORT_REFERENCE,
          source,
          Same.class,
          "input",
          "element has no such input input="
              + same.input()
              + " inputs="
              + inputs
              + " "
              + NearMisses.hint(same.input(), inputs)
              + "\n  fix: name one of them, or remove @Same");
      return false;
    }
    return true;
  }

  private boolean checkProperty(Element source, FromProperty from) {
    List<String> names = properties.stream().map(Property::name).toList();
    if (!names.contains(from.property())) {
      report.error(
          DiagnosticId.PROP_REFERENCE,
          source,
          FromProperty.class,
          "property",
          "element has no such property property="
              + from.property()
              + " properties="
              + names
              + " "
              + NearMisses.hint(from.property(), names)
              + "\n  fix: name a property as pipeline strings do, for example block-size");
      return false;
    }
    return true;
  }

  private boolean checkProbe(Element source) {
    if (!probes) {
      report.error(
          DiagnosticId.CAPS_NO_PROBE,
          source,
          FromProbe.class,
          null,
          "caps come from a probe, but the element has no @Probe method\n"
              + "  fix: add one: @Probe Format probe()");
    }
    return probes;
  }

  private boolean checkFields(
      Element source, Class<? extends Annotation> annotation, Port output, String... fields) {
    @Nullable List<String> known = knownFields(output);
    for (String field : fields) {
      if (field.isEmpty() || (known != null && !known.contains(field))) {
        List<String> all = known == null ? List.of() : known;
        report.error(
            DiagnosticId.CAPS_FIELD,
            source,
            annotation,
            annotation == FromProperty.class ? "field" : "value",
            "caps of the output have no such field field=\""
                + field
                + "\" port="
                + output.name()
                + " fields="
                + all
                + " "
                + NearMisses.hint(field, all)
                + "\n  fix: name one of them");
        return false;
      }
    }
    return true;
  }

  /** Fields of raw media; null for others, which may have any. */
  private static @Nullable List<String> knownFields(Port output) {
    List<String> types =
        output.descriptor().caps().alternatives().stream().map(MediaCaps::type).distinct().toList();
    if (types.equals(List.of(MediaCaps.VIDEO_RAW))) {
      return VIDEO_FIELDS;
    }
    return types.equals(List.of(MediaCaps.AUDIO_RAW)) ? AUDIO_FIELDS : null;
  }
}
