package dev.parallax.processor;

import dev.parallax.annotations.MaxLength;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.processor.WireType.Scalar;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a component of a wire record. */
final class WireFieldReader {
  private static final int MAX = 65_000;
  private static final Map<String, Scalar> BOXES =
      Map.of(
          "java.lang.Boolean", Scalar.BOOL,
          "java.lang.Byte", Scalar.I8,
          "java.lang.Short", Scalar.I16,
          "java.lang.Character", Scalar.CHAR,
          "java.lang.Integer", Scalar.I32,
          "java.lang.Long", Scalar.I64,
          "java.lang.Float", Scalar.F32,
          "java.lang.Double", Scalar.F64);
  private static final String SUPPORTED =
      "  supported: boolean, byte, short, char, int, long, float, double, enums, @Wire records,"
          + " String, byte[], List of one of these, Optional of one of these, OptionalInt,"
          + " OptionalLong, OptionalDouble\n";

  private final Types types;
  private final Report report;
  private final WireReader records;

  WireFieldReader(Types types, Report report, WireReader records) {
    this.types = types;
    this.report = report;
    this.records = records;
  }

  private enum Where {
    ALONE,
    OPTIONAL,
    LIST
  }

  /** One component at a time. */
  private final class Component {
    private final TypeElement record;
    private final Element place;
    private final String name;
    private final @Nullable MaxLength length;
    private boolean lengthUsed;

    Component(TypeElement record, RecordComponentElement component) {
      this.record = record;
      name = component.getSimpleName().toString();
      place = WireReader.component(record, name);
      length = component.getAnnotation(MaxLength.class);
    }

    @Nullable WireType read(TypeMirror type) {
      WireType read = outer(type);
      if (read != null && length != null && !lengthUsed) {
        return refuseLength("@MaxLength has nothing to limit", "remove @MaxLength");
      }
      if (read != null
          && length != null
          && length.each() != 0
          && !(read instanceof WireType.Many(WireType.Chars _, int _))) {
        return refuseLength("each has nothing to limit", "remove each");
      }
      return read;
    }

    private @Nullable WireType outer(TypeMirror type) {
      if (Types.is(type, WireReader.LIST)) {
        MaxLength limit = length;
        lengthUsed = true;
        if (limit == null || limit.value() < 1 || limit.value() > MAX) {
          return refuseLength("list has no limit from 1 to " + MAX, "@MaxLength(16)");
        }
        TypeMirror argument = Types.argument(type);
        WireType of =
            argument == null ? unsupported(type) : inner(argument, limit.each(), Where.LIST);
        return of == null ? null : new WireType.Many(of, limit.value());
      }
      int max = length == null ? 0 : length.value();
      if (Types.is(type, WireReader.OPTIONAL)) {
        TypeMirror argument = Types.argument(type);
        WireType of = argument == null ? unsupported(type) : inner(argument, max, Where.OPTIONAL);
        return of == null ? null : new WireType.Maybe(of, "get");
      }
      return switch (type.toString()) {
        case "java.util.OptionalInt" -> new WireType.Maybe(Scalar.I32, "getAsInt");
        case "java.util.OptionalLong" -> new WireType.Maybe(Scalar.I64, "getAsLong");
        case "java.util.OptionalDouble" -> new WireType.Maybe(Scalar.F64, "getAsDouble");
        default -> inner(type, max, Where.ALONE);
      };
    }

    private @Nullable WireType inner(TypeMirror type, int max, Where where) {
      if (type.getKind().isPrimitive()) {
        return scalar(type.getKind());
      }
      if (type instanceof ArrayType array) {
        return array.getComponentType().getKind() == TypeKind.BYTE
            ? chars(false, max, where)
            : unsupported(type);
      }
      if (!(type instanceof DeclaredType declared)) {
        return unsupported(type);
      }
      TypeElement element = (TypeElement) declared.asElement();
      String qualified = element.getQualifiedName().toString();
      Scalar box = BOXES.get(qualified);
      if (box != null && where != Where.ALONE) {
        return box;
      }
      if (qualified.equals("java.lang.String")) {
        return chars(true, max, where);
      }
      if (element.getKind() == ElementKind.ENUM) {
        return constant(element, type);
      }
      return WireReader.isWire(element) ? record(element) : unsupported(type);
    }

    private static Scalar scalar(TypeKind kind) {
      return switch (kind) {
        case BOOLEAN -> Scalar.BOOL;
        case BYTE -> Scalar.I8;
        case SHORT -> Scalar.I16;
        case CHAR -> Scalar.CHAR;
        case INT -> Scalar.I32;
        case LONG -> Scalar.I64;
        case FLOAT -> Scalar.F32;
        default -> Scalar.F64;
      };
    }

    private @Nullable WireType chars(boolean isText, int max, Where where) {
      lengthUsed = true;
      if (max < 1 || max > MAX) {
        return where == Where.LIST
            ? refuseLength(
                "elements of the list have no limit from 1 to " + MAX, "@MaxLength(16, each = 64)")
            : refuseLength("field has no limit from 1 to " + MAX, "@MaxLength(64)");
      }
      return new WireType.Chars(isText, max);
    }

    private @Nullable WireType constant(TypeElement element, TypeMirror type) {
      List<String> constants =
          element.getEnclosedElements().stream()
              .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
              .map(e -> e.getSimpleName().toString())
              .toList();
      return constants.isEmpty() || !types.accessible(element, record)
          ? unsupported(type)
          : new WireType.Constant(type, constants);
    }

    private @Nullable WireType record(TypeElement element) {
      if (!types.accessible(element, record)) {
        return unsupported(element.asType());
      }
      WireSpec spec = records.nested(element, record);
      if (records.containsItself(record)) {
        report.error(
            DiagnosticId.WIRE_NESTED,
            place,
            "wire record contains itself field="
                + field()
                + " type="
                + element.getSimpleName()
                + "\n  fix: refer to the other record by a number");
        return null;
      }
      return spec == null ? null : new WireType.Nested(element, spec.name(), spec.room());
    }

    private String field() {
      return record.getSimpleName() + "." + name;
    }

    private @Nullable WireType unsupported(TypeMirror type) {
      lengthUsed = true;
      report.error(
          DiagnosticId.WIRE_FIELD_TYPE,
          place,
          "component has an unsupported type field="
              + field()
              + " type="
              + type
              + "\n"
              + SUPPORTED
              + "  fix: change the component's type; a record needs @Wire itself");
      return null;
    }

    private @Nullable WireType refuseLength(String fact, String fix) {
      lengthUsed = true;
      report.error(
          DiagnosticId.WIRE_LENGTH,
          place,
          fact + " field=" + field() + "\n  fix: " + fix + " before the component");
      return null;
    }
  }

  /** The component, or null when it is wrong, which is reported. */
  @Nullable WireType read(TypeElement record, RecordComponentElement component) {
    return new Component(record, component).read(component.asType());
  }
}
