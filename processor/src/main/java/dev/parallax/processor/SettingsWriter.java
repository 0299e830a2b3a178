package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.processor.ElementSpec.Port;
import dev.parallax.processor.ElementSpec.Property;
import dev.parallax.processor.ElementSpec.Settings;
import javax.lang.model.element.Modifier;

/** Writes what drives the settings of ports, and their typed handles. */
final class SettingsWriter {
  private final ElementSpec spec;
  private final AdapterWriter adapter;

  SettingsWriter(ElementSpec spec, AdapterWriter adapter) {
    this.spec = spec;
    this.adapter = adapter;
  }

  /** Into the adapter: a class for each template with settings, and the method that makes them. */
  void write(TypeSpec.Builder type) {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (template) {\n").indent();
    for (Port port : spec.configurable()) {
      String name = Names.capitalize(port.accessor()) + "Settings";
      body.add("case $S -> new $L();\n", port.name(), name);
      type.addType(settings(name, ElementSpec.settingsOf(port)));
    }
    body.add("default -> super.newSettings(template);\n").unindent().add("};\n");
    type.addMethod(
        AdapterWriter.overriding("newSettings", Names.PORT_SETTINGS)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(String.class, "template")
            .addCode(body.build())
            .build());
  }

  private TypeSpec settings(String name, Settings settings) {
    ClassName values = ClassName.get(settings.type());
    CodeBlock unknown =
        CodeBlock.of("throw new $T(property)", ClassName.get(IndexOutOfBoundsException.class));
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(Names.PORT_SETTINGS)
            .addField(
                FieldSpec.builder(values, "values", Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new $T()", values)
                    .build());
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    for (Property property : settings.properties()) {
      if (property.def() != null) {
        constructor.addStatement(
            "values.$L = $L", property.path(), adapter.literal(property, property.def()));
      }
    }
    return type.addMethod(constructor.build())
        .addMethod(
            AdapterWriter.overriding("values", TypeName.get(Object.class))
                .addModifiers(Modifier.PUBLIC)
                .addStatement("return values")
                .build())
        .addMethod(adapter.getter(settings.properties(), "values", unknown))
        .addMethod(adapter.setter(settings.properties(), "values", unknown))
        .build();
  }

  /** Name of the handle of a port with settings. */
  static String handleName(Port port) {
    return Names.capitalize(port.accessor()) + "Port";
  }

  /** Into the builder: a new port with typed setters. */
  static void handle(ElementSpec spec, TypeSpec.Builder type, Port port, TypeName media) {
    ClassName self = spec.builder().nestedClass(handleName(port));
    TypeSpec.Builder handle =
        TypeSpec.recordBuilder(self.simpleName())
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("A new port $L; each setter gives one that has the value.\n", port.name())
            .addJavadoc("\n@param inlet generated code\n")
            .addSuperinterface(ParameterizedTypeName.get(Names.INTO, media, Names.LINK))
            .recordConstructor(
                MethodSpec.constructorBuilder().addParameter(Names.PORT_REF, "inlet").build())
            .addMethod(
                AdapterWriter.overriding("next", Names.LINK)
                    .addModifiers(Modifier.PUBLIC)
                    .addStatement("return new $T(inlet.node())", Names.LINK)
                    .build());
    for (Property property : ElementSpec.settingsOf(port).properties()) {
      handle.addMethod(
          MethodSpec.methodBuilder(property.accessor())
              .addModifiers(Modifier.PUBLIC)
              .addJavadoc(
                  "$L\n", Docs.orElse(property.descriptor().doc(), "Sets " + property.name() + "."))
              .returns(self)
              .addParameter(TypeName.get(property.field().asType()), "value")
              .addStatement("return new $T(inlet.with($S, value))", self, property.name())
              .build());
    }
    type.addType(handle.build());
    type.addMethod(
        MethodSpec.methodBuilder(port.accessor())
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("$L\n", BuilderWriter.doc(port))
            .returns(self)
            .addStatement("return new $T(port($S))", self, port.name())
            .build());
  }
}
