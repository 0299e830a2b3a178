package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.processor.WireSpec.Field;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the view of a wire record: a getter for each field that reads it where it lies. */
final class WireViewWriter {
  private final WireSpec spec;

  WireViewWriter(WireSpec spec) {
    this.spec = spec;
  }

  /** Name of the method that tells whether an optional field has a value. */
  static String has(Field field) {
    return "has" + Names.capitalize(field.name());
  }

  /** Name of the method that counts the elements of a list. */
  static String count(Field field) {
    return field.name() + "Count";
  }

  private static String partOf(Field field) {
    return field.name() + "Part";
  }

  TypeSpec write(TypeSpec.Builder type) {
    WireWriter.open(type, spec.type().getModifiers().contains(Modifier.PUBLIC))
        .addJavadoc("Reads a {@link $T} where it lies.\n", ClassName.get(spec.type()))
        .superclass(Names.WIRE_VIEW);
    for (Field field : spec.fields()) {
      ClassName part = part(WireWriter.core(field.type()));
      if (part != null) {
        type.addField(
            FieldSpec.builder(part, partOf(field), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", part)
                .build());
      }
    }
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("A view of nothing: all fields are absent.\n")
            .addStatement(
                "super($S, $T.TYPE_ID)", spec.type().getSimpleName(), WireSpec.codecOf(spec.type()))
            .build());
    for (Field field : spec.fields()) {
      getters(type, field);
    }
    return type.build();
  }

  /** The reusable object that shows a field, or null where the getter gives the value itself. */
  private static @Nullable ClassName part(WireType type) {
    return switch (type) {
      case WireType.Chars chars -> chars.isText() ? Names.WIRE_TEXT : Names.WIRE_BYTES;
      case WireType.Nested nested -> nested.view();
      default -> null;
    };
  }

  private void getters(TypeSpec.Builder type, Field field) {
    CodeBlock reaches = CodeBlock.of("wireReaches($L)", field.end());
    switch (field.type()) {
      case WireType.Many many -> {
        type.addMethod(
            getter(count(field), TypeName.INT, "Number of elements of " + field.name() + ".")
                .addStatement(
                    "return $L ? $T.getLength(wireMemory(), wirePlace($L), $L, $S) : 0",
                    reaches,
                    Names.WIRE_MEMORY,
                    field.at(),
                    many.max(),
                    field.in(spec))
                .build());
        MethodSpec.Builder one =
            getter(field.name(), typeOf(many.of()), doc(field, many.of()))
                .addParameter(int.class, "index")
                .addStatement(
                    "long at = wirePlace($L) + $T.checkIndex(index, $L()) * $LL",
                    field.at() + many.firstAt(),
                    Objects.class,
                    count(field),
                    many.stride());
        type.addMethod(value(one, field, many.of(), CodeBlock.of("at"), null).build());
      }
      case WireType.Maybe maybe -> {
        type.addMethod(
            getter(
                    has(field),
                    TypeName.BOOLEAN,
                    "Whether there is a value of " + field.name() + ".")
                .addStatement("return $L && $L", reaches, flag(field, place(field.at())))
                .build());
        type.addMethod(
            value(
                    getter(
                        field.name(),
                        typeOf(maybe.of()),
                        doc(field, maybe.of()) + " Without a value: its default."),
                    field,
                    maybe.of(),
                    place(field.at() + maybe.valueAt()),
                    CodeBlock.of("$L()", has(field)))
                .build());
      }
      default ->
          type.addMethod(
              value(
                      getter(field.name(), typeOf(field.type()), doc(field, field.type())),
                      field,
                      field.type(),
                      place(field.at()),
                      reaches)
                  .build());
    }
  }

  private static String doc(Field field, WireType type) {
    return part(type) == null
        ? "Reads " + field.name() + "."
        : "Shows " + field.name() + ", until the view is asked for it again.";
  }

  private static MethodSpec.Builder getter(String name, TypeName returns, String doc) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("$L\n", doc)
        .returns(returns);
  }

  private static CodeBlock place(long at) {
    return CodeBlock.of("wirePlace($L)", at);
  }

  private CodeBlock flag(Field field, CodeBlock at) {
    return CodeBlock.of("$T.getFlag(wireMemory(), $L, $S)", Names.WIRE_MEMORY, at, field.in(spec));
  }

  private static TypeName typeOf(WireType type) {
    ClassName part = part(type);
    return part != null
        ? part
        : switch (type) {
          case WireType.Scalar scalar -> TypeName.get(scalar.type());
          case WireType.Constant constant -> TypeName.get(constant.type());
          default -> throw new IllegalStateException(type.text());
        };
  }

  /** Ends a getter; {@code present} says whether the value is there, null when it is for sure. */
  private MethodSpec.Builder value(
      MethodSpec.Builder getter,
      Field field,
      WireType type,
      CodeBlock at,
      @Nullable CodeBlock present) {
    return switch (type) {
      case WireType.Scalar scalar ->
          simple(
              getter,
              scalar.checked()
                  ? flag(field, at)
                  : CodeBlock.of(
                      "$T.get$L(wireMemory(), $L)", Names.WIRE_MEMORY, scalar.access(), at),
              present,
              CodeBlock.of("$L", scalar.zero()));
      case WireType.Constant _ -> {
        CodeBlock constants =
            CodeBlock.of("$T.$N", WireSpec.codecOf(spec.type()), WireWriter.constantsOf(field));
        yield simple(
            getter,
            CodeBlock.of(
                "$L[$T.getIndex(wireMemory(), $L, $L.length, $S)]",
                constants,
                Names.WIRE_MEMORY,
                at,
                constants,
                field.in(spec)),
            present,
            CodeBlock.of("$L[0]", constants));
      }
      case WireType.Chars chars ->
          part(
              getter,
              field,
              CodeBlock.of(
                  "$N.at(wireMemory(), $L, $L, $S)",
                  partOf(field),
                  at,
                  chars.max(),
                  field.in(spec)),
              CodeBlock.of("$N.none()", partOf(field)),
              present);
      case WireType.Nested nested ->
          part(
              getter,
              field,
              CodeBlock.of("$N.wrap(wireMemory(), $L, $L)", partOf(field), at, nested.room()),
              CodeBlock.of("wireUnwrap($N)", partOf(field)),
              present);
      case WireType.Maybe _, WireType.Many _ -> throw new IllegalStateException(type.text());
    };
  }

  private static MethodSpec.Builder simple(
      MethodSpec.Builder getter, CodeBlock value, @Nullable CodeBlock present, CodeBlock absent) {
    return present == null
        ? getter.addStatement("return $L", value)
        : getter.addStatement("return $L ? $L : $L", present, value, absent);
  }

  private static MethodSpec.Builder part(
      MethodSpec.Builder getter,
      Field field,
      CodeBlock show,
      CodeBlock hide,
      @Nullable CodeBlock present) {
    if (present == null) {
      getter.addStatement(show);
    } else {
      getter
          .beginControlFlow("if ($L)", present)
          .addStatement(show)
          .nextControlFlow("else")
          .addStatement(hide)
          .endControlFlow();
    }
    return getter.addStatement("return $N", partOf(field));
  }
}
