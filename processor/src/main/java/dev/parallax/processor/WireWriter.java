package dev.parallax.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.processor.WireSpec.Field;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the codec of a wire record. */
final class WireWriter {
  private static final ClassName MEMORY = ClassName.get(MemorySegment.class);

  private final WireSpec spec;

  WireWriter(WireSpec spec) {
    this.spec = spec;
  }

  /** The codec; {@code schema} is the text of its schema file. */
  TypeSpec write(TypeSpec.Builder type, String schema) {
    ClassName record = ClassName.get(spec.type());
    head(type, record, schema);
    for (Field field : spec.fields()) {
      constants(type, field);
    }
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addStatement(
                "super($T.class, $S, TYPE_ID, $L)", record, spec.type().getSimpleName(), spec.end())
            .build());
    type.addMethod(write(record)).addMethod(read(record)).addMethod(check());
    for (Field field : spec.fields()) {
      if (field.type() instanceof WireType.Many many) {
        type.addMethod(writeList(field, many)).addMethod(readList(field, many));
        if (many.of().checked()) {
          type.addMethod(checkList(field, many));
        }
      }
    }
    return type.build();
  }

  private void head(TypeSpec.Builder type, ClassName record, String schema) {
    ClassName self = WireSpec.codecOf(spec.type());
    open(type, spec.type().getModifiers().contains(Modifier.PUBLIC))
        .addJavadoc("The form of {@link $T} in bytes.\n\n<pre>\n$L</pre>\n", record, table())
        .superclass(ParameterizedTypeName.get(Names.WIRE_CODEC, record));
    type.addField(
        FieldSpec.builder(int.class, "SIZE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Bytes of a block.\n")
            .initializer("$L", WireSpec.size(spec.end()))
            .build());
    type.addField(
        FieldSpec.builder(int.class, "TYPE_ID", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Marks blocks of this record.\n")
            .initializer("0x$L", Integer.toHexString(spec.typeId()))
            .build());
    type.addField(
        FieldSpec.builder(String.class, "SCHEMA", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("The fields, as in a schema file.\n")
            .initializer("$L", TextBlock.of(schema))
            .build());
    type.addField(
        FieldSpec.builder(self, "CODEC", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("The codec. Any thread.\n")
            .initializer("new $T()", self)
            .build());
  }

  static TypeSpec.Builder open(TypeSpec.Builder type, boolean isPublic) {
    return isPublic
        ? type.addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        : type.addModifiers(Modifier.FINAL);
  }

  /** Offset and field, one a line. */
  private String table() {
    StringBuilder table = new StringBuilder("     0  u32 length\n     4  u32 type id\n");
    for (Field field : spec.fields()) {
      table.append(
          "%6d  %s %s\n".formatted(field.at(), Docs.escape(field.type().text()), field.name()));
    }
    return table.toString();
  }

  /** Constants of enums, in their order. */
  private static void constants(TypeSpec.Builder type, Field field) {
    if (core(field.type()) instanceof WireType.Constant constant) {
      TypeName name = TypeName.get(constant.type());
      type.addField(
          FieldSpec.builder(
                  ArrayTypeName.of(name), constantsOf(field), Modifier.STATIC, Modifier.FINAL)
              .initializer("$T.values()", name)
              .build());
    }
  }

  static String constantsOf(Field field) {
    return field.name() + "Constants";
  }

  /** The type inside lists and optionals. */
  static WireType core(WireType type) {
    return switch (type) {
      case WireType.Many many -> many.of();
      case WireType.Maybe maybe -> maybe.of();
      default -> type;
    };
  }

  private MethodSpec write(ClassName record) {
    MethodSpec.Builder method =
        AdapterWriter.overriding("write", TypeName.VOID)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(record, "value")
            .addParameter(MEMORY, "to")
            .addParameter(long.class, "offset");
    method.addStatement("$T.clear(to, offset, SIZE)", Names.WIRE_MEMORY);
    for (Field field : spec.fields()) {
      CodeBlock value = CodeBlock.of("value.$N()", field.name());
      switch (field.type()) {
        case WireType.Many _ ->
            method.addStatement(
                "$L($L, to, offset + $L)", helper("write", field), value, field.at());
        case WireType.Maybe maybe -> {
          method.beginControlFlow("if ($L.isPresent())", value);
          method.addStatement("$T.putFlag(to, offset + $L, true)", Names.WIRE_MEMORY, field.at());
          CodeBlock place = CodeBlock.of("offset + $L", field.at() + maybe.valueAt());
          method.addStatement(
              put(field, maybe.of(), place, CodeBlock.of("$L.$L()", value, maybe.getter())));
          method.endControlFlow();
        }
        default ->
            method.addStatement(
                put(field, field.type(), CodeBlock.of("offset + $L", field.at()), value));
      }
    }
    return method.build();
  }

  private MethodSpec read(ClassName record) {
    List<CodeBlock> values = new ArrayList<>();
    for (Field field : spec.fields()) {
      CodeBlock at = CodeBlock.of("offset + $L", field.at());
      CodeBlock value =
          switch (field.type()) {
            case WireType.Many _ -> CodeBlock.of("$L(from, $L)", helper("read", field), at);
            case WireType.Maybe maybe -> maybe(field, maybe, at);
            default -> get(field, field.type(), at);
          };
      values.add(CodeBlock.of("length >= $L ? $L : $L", field.end(), value, absent(field)));
    }
    return AdapterWriter.overriding("read", record)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(MEMORY, "from")
        .addParameter(long.class, "offset")
        .addParameter(int.class, "length")
        .addStatement("return new $T(\n$L)", record, CodeBlock.join(values, ",\n"))
        .build();
  }

  private CodeBlock maybe(Field field, WireType.Maybe maybe, CodeBlock at) {
    TypeName type = optional(maybe);
    CodeBlock value =
        get(field, maybe.of(), CodeBlock.of("offset + $L", field.at() + maybe.valueAt()));
    return CodeBlock.of("($L ? $T.of($L) : $T.empty())", flag(field, at), type, value, type);
  }

  private static TypeName optional(WireType.Maybe maybe) {
    return ClassName.get("java.util", "Optional" + maybe.getter().replaceAll("get(As)?", ""));
  }

  private CodeBlock flag(Field field, CodeBlock at) {
    return CodeBlock.of("$T.getFlag(from, $L, $S)", Names.WIRE_MEMORY, at, field.in(spec));
  }

  /** What an absent field is. */
  private static CodeBlock absent(Field field) {
    return switch (field.type()) {
      case WireType.Many _ -> CodeBlock.of("$T.of()", WireReader.LIST);
      case WireType.Maybe maybe -> CodeBlock.of("$T.empty()", optional(maybe));
      case WireType.Scalar scalar -> CodeBlock.of("$L", scalar.zero());
      case WireType.Constant _ -> CodeBlock.of("$N[0]", constantsOf(field));
      case WireType.Chars chars -> CodeBlock.of(chars.isText() ? "\"\"" : "new byte[0]");
      case WireType.Nested nested -> CodeBlock.of("$T.CODEC.absent()", nested.codec());
    };
  }

  private MethodSpec check() {
    MethodSpec.Builder method =
        AdapterWriter.overriding("check", TypeName.VOID)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(MEMORY, "from")
            .addParameter(long.class, "offset")
            .addParameter(int.class, "length");
    for (Field field : spec.fields()) {
      if (field.type().checked()) {
        CodeBlock at = CodeBlock.of("offset + $L", field.at());
        method.beginControlFlow("if (length >= $L)", field.end());
        switch (field.type()) {
          case WireType.Many many when many.of().checked() ->
              method.addStatement("$L(from, $L)", helper("check", field), at);
          case WireType.Many many -> method.addStatement(length(field, at, many.max()));
          case WireType.Maybe maybe when maybe.of().checked() -> {
            method.beginControlFlow("if ($L)", flag(field, at));
            CodeBlock value = CodeBlock.of("offset + $L", field.at() + maybe.valueAt());
            method.addStatement(check(field, maybe.of(), value));
            method.endControlFlow();
          }
          case WireType.Maybe _ -> method.addStatement(flag(field, at));
          default -> method.addStatement(check(field, field.type(), at));
        }
        method.endControlFlow();
      }
    }
    return method.build();
  }

  private CodeBlock length(Field field, CodeBlock at, int max) {
    return CodeBlock.of(
        "$T.getLength(from, $L, $L, $S)", Names.WIRE_MEMORY, at, max, field.in(spec));
  }

  private CodeBlock check(Field field, WireType type, CodeBlock at) {
    return switch (type) {
      case WireType.Constant _ -> index(field, at);
      case WireType.Chars chars -> length(field, at, chars.max());
      case WireType.Nested nested ->
          CodeBlock.of("$T.CODEC.validate(from, $L, $L)", nested.codec(), at, nested.room());
      default -> flag(field, at);
    };
  }

  private CodeBlock index(Field field, CodeBlock at) {
    String constants = constantsOf(field);
    return CodeBlock.of(
        "$T.getIndex(from, $L, $N.length, $S)", Names.WIRE_MEMORY, at, constants, field.in(spec));
  }

  private CodeBlock put(Field field, WireType type, CodeBlock at, CodeBlock value) {
    return switch (type) {
      case WireType.Scalar scalar ->
          CodeBlock.of("$T.put$L(to, $L, $L)", Names.WIRE_MEMORY, scalar.access(), at, value);
      case WireType.Constant _ ->
          CodeBlock.of("$T.putIndex(to, $L, $L)", Names.WIRE_MEMORY, at, value);
      case WireType.Chars chars ->
          CodeBlock.of(
              "$T.put$L(to, $L, $L, $L, $S)",
              Names.WIRE_MEMORY,
              chars.isText() ? "Text" : "Bytes",
              at,
              value,
              chars.max(),
              field.in(spec));
      case WireType.Nested nested ->
          CodeBlock.of("$T.CODEC.encode($L, to, $L)", nested.codec(), value, at);
      case WireType.Maybe _, WireType.Many _ -> throw new IllegalStateException(type.text());
    };
  }

  private CodeBlock get(Field field, WireType type, CodeBlock at) {
    return switch (type) {
      case WireType.Scalar scalar when scalar.checked() -> flag(field, at);
      case WireType.Scalar scalar ->
          CodeBlock.of("$T.get$L(from, $L)", Names.WIRE_MEMORY, scalar.access(), at);
      case WireType.Constant _ -> CodeBlock.of("$N[$L]", constantsOf(field), index(field, at));
      case WireType.Chars chars ->
          CodeBlock.of(
              "$T.get$L(from, $L, $L, $S)",
              Names.WIRE_MEMORY,
              chars.isText() ? "Text" : "Bytes",
              at,
              chars.max(),
              field.in(spec));
      case WireType.Nested nested ->
          CodeBlock.of("$T.CODEC.decode(from, $L, $L)", nested.codec(), at, nested.room());
      case WireType.Maybe _, WireType.Many _ -> throw new IllegalStateException(type.text());
    };
  }

  private static String helper(String verb, Field field) {
    return verb + Names.capitalize(field.name());
  }

  private static CodeBlock element(WireType.Many many) {
    return CodeBlock.of("at + $L + i * $LL", many.firstAt(), many.stride());
  }

  private static TypeName boxed(WireType type) {
    return switch (type) {
      case WireType.Scalar scalar -> TypeName.get(scalar.type()).box();
      case WireType.Constant constant -> TypeName.get(constant.type());
      case WireType.Chars chars ->
          chars.isText() ? ClassName.get(String.class) : ArrayTypeName.of(byte.class);
      case WireType.Nested nested -> ClassName.get(nested.type());
      case WireType.Maybe _, WireType.Many _ -> throw new IllegalStateException(type.text());
    };
  }

  private MethodSpec writeList(Field field, WireType.Many many) {
    return MethodSpec.methodBuilder(helper("write", field))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(list(many), "values")
        .addParameter(MEMORY, "to")
        .addParameter(long.class, "at")
        .addStatement(
            "int count = $T.putLength(to, at, values.size(), $L, $S)",
            Names.WIRE_MEMORY,
            many.max(),
            field.in(spec))
        .beginControlFlow("for (int i = 0; i < count; i++)")
        .addStatement(put(field, many.of(), element(many), CodeBlock.of("values.get(i)")))
        .endControlFlow()
        .build();
  }

  private static TypeName list(WireType.Many many) {
    return ParameterizedTypeName.get(WireReader.LIST, boxed(many.of()));
  }

  private MethodSpec readList(Field field, WireType.Many many) {
    return MethodSpec.methodBuilder(helper("read", field))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(list(many))
        .addParameter(MEMORY, "from")
        .addParameter(long.class, "at")
        .addStatement("int count = $L", length(field, CodeBlock.of("at"), many.max()))
        .addStatement("$T values = new $T<>(count)", list(many), ClassName.get(ArrayList.class))
        .beginControlFlow("for (int i = 0; i < count; i++)")
        .addStatement("values.add($L)", get(field, many.of(), element(many)))
        .endControlFlow()
        .addStatement("return $T.unmodifiableList(values)", Collections.class)
        .build();
  }

  private MethodSpec checkList(Field field, WireType.Many many) {
    return MethodSpec.methodBuilder(helper("check", field))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(MEMORY, "from")
        .addParameter(long.class, "at")
        .addStatement("int count = $L", length(field, CodeBlock.of("at"), many.max()))
        .beginControlFlow("for (int i = 0; i < count; i++)")
        .addStatement(check(field, many.of(), element(many)))
        .endControlFlow()
        .build();
  }
}
