package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Wire;
import dev.parallax.model.diag.DiagnosticId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads a record with {@code @Wire} and places its fields. */
final class WireReader {
  /** Methods of views that components would hide. */
  private static final Set<String> RESERVED =
      Set.of("wireReaches", "wireMemory", "wirePlace", "wireUnwrap");

  private final Types types;
  private final Report report;
  private final Set<TypeElement> path;

  /** Records that were met again inside themselves. */
  private final Set<TypeElement> repeated = new HashSet<>();

  WireReader(Types types, Report report) {
    this(types, report, Set.of());
  }

  private WireReader(Types types, Report report, Set<TypeElement> path) {
    this.types = types;
    this.report = report;
    this.path = path;
  }

  /** Reads a record inside of one; what is wrong with it is reported where it is declared. */
  @Nullable WireSpec nested(TypeElement type, TypeElement outer) {
    Set<TypeElement> longer = new HashSet<>(path);
    longer.add(outer);
    if (longer.contains(type)) {
      repeated.add(type);
      return null;
    }
    WireReader reader = new WireReader(types, report.silent(), longer);
    WireSpec spec = reader.read(type);
    repeated.addAll(reader.repeated);
    return spec;
  }

  /** Whether a record was found inside itself. */
  boolean containsItself(TypeElement type) {
    return repeated.contains(type);
  }

  /** The record, or null when something is wrong, which is reported. */
  @Nullable WireSpec read(TypeElement type) {
    if (!checkClass(type)) {
      return null;
    }
    Wire wire = type.getAnnotation(Wire.class);
    WireFieldReader reader = new WireFieldReader(types, report, this);
    List<WireSpec.Field> fields = new ArrayList<>();
    long end = WireSpec.HEADER;
    boolean whole = true;
    for (RecordComponentElement component : type.getRecordComponents()) {
      WireType field = reader.read(type, component);
      whole &= field != null;
      if (field != null) {
        long at = WireType.alignUp(end, field.align());
        fields.add(new WireSpec.Field(component.getSimpleName().toString(), field, at));
        end = at + field.size();
      }
    }
    String name = wire.name().isEmpty() ? type.getQualifiedName().toString() : wire.name();
    long size = WireSpec.size(end);
    WireSpec spec = new WireSpec(type, name, fields, end, wire.room() == 0 ? size : wire.room());
    return whole && checkSize(spec, size) & checkName(spec) & checkNames(spec) ? spec : null;
  }

  private boolean checkClass(TypeElement type) {
    String fault = "";
    if (type.getKind() != ElementKind.RECORD) {
      fault = "it is no record";
    } else if (!types.accessible(type, type)) {
      fault = "it, or a class around it, is private";
    } else if (!type.getTypeParameters().isEmpty()) {
      fault = "it has type parameters";
    } else if (type.getRecordComponents().isEmpty()) {
      fault = "it has no components";
    }
    if (!fault.isEmpty()) {
      report.error(
          DiagnosticId.WIRE_CLASS,
          type,
          "type can't be a wire record type="
              + type.getSimpleName()
              + ": "
              + fault
              + "\n"
              + "  supported: a record with components, not private, without type parameters\n"
              + "  fix: change the type or remove @Wire");
    }
    return fault.isEmpty();
  }

  private boolean checkSize(WireSpec spec, long size) {
    if (size > WireSpec.MAX_SIZE) {
      WireSpec.Field largest =
          spec.fields().stream()
              .reduce((a, b) -> b.type().size() > a.type().size() ? b : a)
              .orElseThrow();
      report.error(
          DiagnosticId.WIRE_TOO_LARGE,
          spec.type(),
          "wire record is too large record="
              + spec.type().getSimpleName()
              + " bytes="
              + size
              + " max="
              + WireSpec.MAX_SIZE
              + " largest="
              + largest.name()
              + " with "
              + largest.type().size()
              + "\n  fix: lower @MaxLength, or send large data as the payload of a buffer");
      return false;
    }
    if (spec.room() < size || spec.room() > WireSpec.MAX_SIZE || spec.room() % 8 != 0) {
      report.error(
          DiagnosticId.WIRE_ROOM,
          spec.type(),
          Wire.class,
          "room",
          "record does not fit the room that it gets inside others record="
              + spec.type().getSimpleName()
              + " room="
              + spec.room()
              + " bytes="
              + size
              + "\n  fix: take a multiple of 8 from "
              + size
              + " to "
              + WireSpec.MAX_SIZE
              + "; records that have it inside them change their form, too");
      return false;
    }
    return true;
  }

  private boolean checkName(WireSpec spec) {
    boolean fine = spec.name().matches("[A-Za-z_][\\w.$-]{0,199}");
    if (!fine) {
      report.error(
          DiagnosticId.WIRE_NAME,
          spec.type(),
          Wire.class,
          "name",
          "name of a wire record is malformed name=\""
              + spec.name()
              + "\"\n  fix: up to 200 letters, digits, and . _ $ -, starting with a letter");
    }
    return fine;
  }

  /** Views get further methods for optionals and lists, which must not meet. */
  private boolean checkNames(WireSpec spec) {
    Set<String> methods = new TreeSet<>(RESERVED);
    for (WireSpec.Field field : spec.fields()) {
      switch (field.type()) {
        case WireType.Maybe _ -> methods.add(WireViewWriter.has(field));
        case WireType.Many _ -> methods.add(WireViewWriter.count(field));
        default -> {}
      }
    }
    Set<String> capitals = new TreeSet<>();
    for (WireSpec.Field field : spec.fields()) {
      boolean twin = !capitals.add(Names.capitalize(field.name()));
      if (twin || methods.contains(field.name())) {
        report.error(
            DiagnosticId.WIRE_NAME,
            component(spec.type(), field.name()),
            "component has the name of another generated method field="
                + field.in(spec)
                + "\n  fix: rename the component");
        return false;
      }
    }
    return true;
  }

  /** Where the compiler shows a component: its field. */
  static Element component(TypeElement type, String name) {
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.FIELD && member.getSimpleName().contentEquals(name)) {
        return member;
      }
    }
    return type;
  }

  static boolean isWire(TypeElement type) {
    return Mirrors.find(type, Wire.class) != null;
  }

  static final ClassName OPTIONAL = ClassName.get("java.util", "Optional");
  static final ClassName LIST = ClassName.get("java.util", "List");
}
