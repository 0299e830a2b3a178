package dev.parallax.processor;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.Wire;
import dev.parallax.model.diag.DiagnosticId;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Reads the records that {@code @Element(posts = ...)} names. */
final class MessagesReader {
  private final Types types;
  private final Report report;

  MessagesReader(Types types, Report report) {
    this.types = types;
    this.report = report;
  }

  /** The records, in order. What is wrong is reported and left out. */
  List<TypeElement> read(TypeElement element) {
    AnnotationMirror annotation = Mirrors.find(element, Element.class);
    AnnotationValue value = annotation == null ? null : Mirrors.value(annotation, "posts");
    List<TypeElement> records = new ArrayList<>();
    if (value != null && value.getValue() instanceof List<?> named) {
      for (Object one : named) {
        if (((AnnotationValue) one).getValue() instanceof DeclaredType type) {
          record(element, (TypeElement) type.asElement(), records);
        }
      }
    }
    return records;
  }

  private void record(TypeElement element, TypeElement record, List<TypeElement> into) {
    String fault =
        !Mirrors.has(record, Wire.class)
            ? "it has no @Wire"
            : !types.accessible(record, element)
                ? "it is not accessible from the element's package"
                : into.contains(record) ? "it is named twice" : "";
    if (fault.isEmpty()) {
      into.add(record);
      return;
    }
    report.error(
        DiagnosticId.ELEM_MESSAGE,
        element,
        Element.class,
        "posts",
        "record can't be a message of an element record="
            + record.getSimpleName()
            + ": "
            + fault
            + "\n"
            + "  supported: records with @Wire, each once, that are not private\n"
            + "  fix: annotate the record with @Wire, or take it out of posts");
  }
}
