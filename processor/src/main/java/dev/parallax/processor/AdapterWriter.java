package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.parallax.processor.ElementSpec.Port;
import dev.parallax.processor.ElementSpec.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the adapter: what the executor drives, with direct calls to the author's object. */
final class AdapterWriter {
  private final ElementSpec spec;
  private final Map<TypeElement, String> enums = new LinkedHashMap<>();

  AdapterWriter(ElementSpec spec) {
    this.spec = spec;
    spec.properties().forEach(this::noteEnum);
    for (Port port : spec.configurable()) {
      ElementSpec.settingsOf(port).properties().forEach(this::noteEnum);
    }
  }

  private void noteEnum(Property property) {
    if (isEnum(property)) {
      TypeElement type = PropertyReader.enumOf(property.field());
      String name = Names.decapitalize(type.getSimpleName().toString());
      enums.computeIfAbsent(type, t -> enums.containsValue(name) ? name + enums.size() : name);
    }
  }

  static boolean isEnum(Property property) {
    return !property.descriptor().enumClass().isEmpty();
  }

  /** Name of the adapter's method that turns text into the constant. */
  String parser(Property property) {
    return enums.get(PropertyReader.enumOf(property.field())) + "Of";
  }

  TypeSpec write(TypeSpec.Builder type) {
    type.addModifiers(Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Drives {@link $T}.\n", spec.className())
        .superclass(Names.ADAPTER)
        .addField(
            FieldSpec.builder(spec.className(), "element", Modifier.PRIVATE, Modifier.FINAL)
                .build());
    for (Port port : spec.ports()) {
      type.addField(pad(port));
    }
    type.addMethod(constructor());
    type.addMethod(
        overriding("element", TypeName.get(Object.class))
            .addModifiers(Modifier.PUBLIC)
            .addStatement("return element")
            .build());
    type.addMethod(new ProcessWriter(spec).write());
    new LifecycleWriter(spec).write(type);
    if (!spec.properties().isEmpty()) {
      CodeBlock unknown = CodeBlock.of("super.get(property)");
      type.addMethod(getter(spec.properties(), "element", unknown))
          .addMethod(
              setter(spec.properties(), "element", CodeBlock.of("super.set(property, value)")));
    }
    if (!spec.configurable().isEmpty()) {
      new SettingsWriter(spec, this).write(type);
    }
    if (spec.hasControl()) {
      type.addMethod(
          overriding("control", TypeName.get(Object.class))
              .addModifiers(Modifier.PUBLIC)
              .addParameter(Names.HANDLE, "handle")
              .addStatement("return $T.control(handle)", spec.builder())
              .build());
    }
    if (!spec.messages().isEmpty()) {
      type.addMethod(messages());
    }
    enums.forEach((constants, name) ->
        type.addMethod(enumText(constants)).addMethod(enumOf(constants, name)));
    return type.build();
  }

  private MethodSpec messages() {
    CodeBlock codecs =
        spec.messages().stream()
            .map(record -> CodeBlock.of("$T.CODEC", WireSpec.codecOf(record)))
            .collect(CodeBlock.joining(", "));
    TypeName codec =
        ParameterizedTypeName.get(Names.WIRE_CODEC, WildcardTypeName.subtypeOf(Object.class));
    return overriding("messages", ParameterizedTypeName.get(ClassName.get(List.class), codec))
        .addModifiers(Modifier.PUBLIC)
        .addStatement("return $T.of($L)", List.class, codecs)
        .build();
  }

  static MethodSpec.Builder overriding(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).returns(returns);
  }

  private static FieldSpec pad(Port port) {
    ClassName raw =
        port.isInput()
            ? port.isTemplate() ? Names.INPUT_PADS : Names.INPUT_PAD
            : port.isTemplate() ? Names.OUTPUT_PADS : Names.OUTPUT_PAD;
    String maker = (port.isInput() ? "input" : "output") + (port.isTemplate() ? "s" : "");
    return FieldSpec.builder(
            ParameterizedTypeName.get(raw, port.view().className()),
            port.pad(),
            Modifier.PRIVATE,
            Modifier.FINAL)
        .initializer("$L($S, $T.$L)", maker, port.name(), Names.VIEW_KIND, port.view())
        .build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder method =
        MethodSpec.constructorBuilder()
            .addParameter(spec.className(), "element")
            .addStatement("this.element = element");
    for (Port port : spec.ports()) {
      if (port.field() != null) {
        method.addStatement("element.$L = $L", port.field(), port.pad());
      }
    }
    for (Property property : spec.properties()) {
      if (property.def() != null) {
        method.addStatement("element.$L = $L", property.path(), literal(property, property.def()));
      }
    }
    return method.build();
  }

  CodeBlock literal(Property property, Object value) {
    if (isEnum(property)) {
      List<String> constants = PropertyReader.constants(PropertyReader.enumOf(property.field()));
      int index = property.descriptor().enumValues().indexOf(value);
      return CodeBlock.of("$T.$L", PropertyReader.enumOf(property.field()), constants.get(index));
    }
    return switch (value) {
      case String s -> CodeBlock.of("$S", s);
      case Long l -> CodeBlock.of("$LL", l);
      case Float f when f.isInfinite() ->
          CodeBlock.of("Float.$L_INFINITY", f > 0 ? "POSITIVE" : "NEGATIVE");
      case Float f -> f.isNaN() ? CodeBlock.of("Float.NaN") : CodeBlock.of("$LF", f);
      case Double d when d.isInfinite() ->
          CodeBlock.of("Double.$L_INFINITY", d > 0 ? "POSITIVE" : "NEGATIVE");
      case Double d -> d.isNaN() ? CodeBlock.of("Double.NaN") : CodeBlock.of("$L", d);
      default -> CodeBlock.of("$L", value);
    };
  }

  MethodSpec getter(List<Property> properties, String owner, CodeBlock unknown) {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (property) {\n").indent();
    for (int i = 0; i < properties.size(); i++) {
      Property property = properties.get(i);
      String field = owner + "." + property.path();
      switch (property.descriptor().type()) {
        case ENUM -> body.add("case $L -> text($L);\n", i, field);
        case STRING -> body.add("case $L -> $L == null ? $S : $L;\n", i, field, "", field);
        default -> body.add("case $L -> $L;\n", i, field);
      }
    }
    body.add("default -> $L;\n", unknown).unindent().add("};\n");
    return overriding("get", TypeName.get(Object.class))
        .addModifiers(Modifier.PUBLIC)
        .addParameter(int.class, "property")
        .addCode(body.build())
        .build();
  }

  MethodSpec setter(List<Property> properties, String owner, CodeBlock unknown) {
    CodeBlock.Builder body = CodeBlock.builder().beginControlFlow("switch (property)");
    for (int i = 0; i < properties.size(); i++) {
      Property property = properties.get(i);
      String field = owner + "." + property.path();
      if (isEnum(property)) {
        body.add("case $L -> $L = $L((String) value);\n", i, field, parser(property));
      } else {
        body.add(
            "case $L -> $L = ($T) value;\n",
            i,
            field,
            TypeName.get(property.field().asType()).box());
      }
    }
    body.add("default -> $L;\n", unknown).endControlFlow();
    return overriding("set", TypeName.VOID)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(int.class, "property")
        .addParameter(Object.class, "value")
        .addCode(body.build())
        .build();
  }

  private static MethodSpec enumText(TypeElement type) {
    // "case null" would be linked anew in every process that starts.
    CodeBlock.Builder body =
        CodeBlock.builder().add("return value == null ? $S : switch (value) {\n", "").indent();
    for (String constant : PropertyReader.constants(type)) {
      body.add("case $L -> $S;\n", constant, Names.enumText(constant));
    }
    body.unindent().add("};\n");
    return MethodSpec.methodBuilder("text")
        .addModifiers(Modifier.STATIC)
        .returns(String.class)
        .addParameter(ClassName.get(type), "value")
        .addCode(body.build())
        .build();
  }

  private static MethodSpec enumOf(TypeElement type, String name) {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (text) {\n").indent();
    for (String constant : PropertyReader.constants(type)) {
      body.add("case $S -> $T.$L;\n", Names.enumText(constant), type, constant);
    }
    body.add(
        "default -> throw new $T($S + text);\n",
        IllegalArgumentException.class,
        "no such choice of " + type.getSimpleName() + " text=");
    body.unindent().add("};\n");
    return MethodSpec.methodBuilder(name + "Of")
        .addModifiers(Modifier.STATIC)
        .returns(ClassName.get(type))
        .addParameter(String.class, "text")
        .addCode(body.build())
        .build();
  }
}
