package dev.parallax.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.parallax.annotations.Presence;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.processor.ElementSpec.Port;
import dev.parallax.processor.ElementSpec.Property;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;

/** Writes the typed builder. */
final class BuilderWriter {
  private final ElementSpec spec;
  private final String descriptor;
  private final boolean stub;

  /**
   * Writes the builder of an element.
   *
   * @param descriptor text of the descriptor
   * @param stub after an error: there is no adapter, nothing can be made
   */
  BuilderWriter(ElementSpec spec, String descriptor, boolean stub) {
    this.spec = spec;
    this.descriptor = descriptor;
    this.stub = stub;
  }

  TypeSpec write(TypeSpec.Builder type) {
    type.addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("$L\n", Docs.orElse(spec.summary(), "Builds the element " + spec.name() + "."))
        .superclass(ParameterizedTypeName.get(Names.NODE, spec.builder()));
    type.addField(
        FieldSpec.builder(
                String.class, "DESCRIPTOR", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("What is known of the element without running it.\n")
            .initializer("$L", TextBlock.of(descriptor))
            .build());
    type.addField(
        FieldSpec.builder(
                Names.FACTORY, "FACTORY", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Makes the element.\n")
            .initializer(factory())
            .build());
    spec.constructors().forEach(c -> type.addMethod(constructor(c)));
    if (spec.constructors().isEmpty()) {
      type.addMethod(
          MethodSpec.constructorBuilder()
              .addModifiers(Modifier.PUBLIC)
              .addStatement("super(FACTORY)")
              .build());
    }
    for (int i = 0; i < spec.properties().size(); i++) {
      type.addMethod(setter(spec.properties().get(i), i));
    }
    ports(type);
    if (spec.hasControl() && stub) {
      new ControlWriter(spec).writeStub(type);
    } else if (spec.hasControl()) {
      new ControlWriter(spec).write(type);
    }
    if (!stub) {
      type.addType(
          new AdapterWriter(spec).write(TypeSpec.classBuilder(spec.adapter().simpleName())));
    }
    return type.build();
  }

  private CodeBlock factory() {
    if (!stub && !spec.hasPlainConstructor()) {
      return CodeBlock.of("$T.userCode(DESCRIPTOR)", Names.FACTORY);
    }
    return CodeBlock.of("$T.of(DESCRIPTOR, $L)", Names.FACTORY, maker(CodeBlock.of("")));
  }

  private CodeBlock maker(CodeBlock arguments) {
    return stub
        ? CodeBlock.of(
            "() -> {\n  throw new $T($S);\n}",
            IllegalStateException.class,
            "element did not compile class=" + spec.className().canonicalName())
        : CodeBlock.of("() -> new $T(new $T($L))", spec.adapter(), spec.className(), arguments);
  }

  private MethodSpec constructor(ExecutableElement constructor) {
    MethodSpec.Builder method =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("Makes the element.\n");
    if (constructor.getParameters().isEmpty()) {
      return method.addStatement("super(FACTORY)").build();
    }
    CodeBlock arguments = copySignature(constructor, method);
    return method
        .addStatement("super($T.of(DESCRIPTOR, $L))", Names.FACTORY, maker(arguments))
        .build();
  }

  /** Copies type parameters and parameters; returns what passes them on. */
  static CodeBlock copySignature(ExecutableElement from, MethodSpec.Builder to) {
    for (TypeParameterElement variable : from.getTypeParameters()) {
      to.addTypeVariable(TypeVariableName.get(variable));
    }
    for (VariableElement parameter : from.getParameters()) {
      to.addParameter(
          ParameterSpec.builder(
                  TypeName.get(parameter.asType()), parameter.getSimpleName().toString())
              .build());
    }
    to.varargs(from.isVarArgs());
    return CodeBlock.join(
        from.getParameters().stream()
            .map(p -> CodeBlock.of("$L", p.getSimpleName().toString()))
            .toList(),
        ", ");
  }

  private MethodSpec setter(Property property, int index) {
    return MethodSpec.methodBuilder(property.accessor())
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "$L\n", Docs.orElse(property.descriptor().doc(), "Sets " + property.name() + "."))
        .returns(spec.builder())
        .addParameter(TypeName.get(property.field().asType()), "value")
        .addStatement("return set($L, value)", index)
        .build();
  }

  private void ports(TypeSpec.Builder type) {
    List<Port> inputs = spec.inputs();
    List<Port> outputs = spec.outputs();
    boolean plain =
        spec.ports().stream().allMatch(p -> p.descriptor().presence() == Presence.ALWAYS);
    if (plain && inputs.size() == 1 && outputs.size() == 1) {
      filter(type, inputs.getFirst(), outputs.getFirst());
    } else if (plain && inputs.size() == 1 && outputs.isEmpty()) {
      sink(type, inputs.getFirst());
    } else if (plain && inputs.isEmpty() && outputs.size() == 1) {
      type.addSuperinterface(ParameterizedTypeName.get(Names.OUT, media(outputs.getFirst())));
      type.addMethod(ref("outlet", outputs.getFirst()));
    } else {
      for (Port port : inputs) {
        if (port.settings() == null) {
          type.addMethod(input(port));
        } else {
          SettingsWriter.handle(spec, type, port, media(port));
        }
      }
      outputs.forEach(port ->
          type.addMethod(output(port.accessor(), port).addJavadoc("$L\n", doc(port)).build()));
    }
  }

  private static TypeName media(Port port) {
    return MediaLattice.of(port.descriptor().caps());
  }

  static String doc(Port port) {
    String kind = port.isTemplate() ? "A new port " : "The port ";
    return Docs.orElse(port.descriptor().doc(), kind + port.name() + ".");
  }

  private void filter(TypeSpec.Builder type, Port in, Port out) {
    type.addSuperinterface(ParameterizedTypeName.get(Names.FILTER, media(in), media(out)));
    boolean same =
        spec.relations().stream()
            .anyMatch(r -> r instanceof Relation.Same s && s.fields().contains("*"));
    if (same) {
      type.addSuperinterface(ParameterizedTypeName.get(Names.SAME, media(in)));
      type.addMethod(ref("outlet", out));
    }
    type.addMethod(ref("inlet", in));
    type.addMethod(output("next", out).addAnnotation(Override.class).build());
  }

  private static void sink(TypeSpec.Builder type, Port in) {
    type.addSuperinterface(ParameterizedTypeName.get(Names.SINK, media(in)));
    type.addMethod(ref("inlet", in));
    type.addMethod(
        AdapterWriter.overriding("next", Names.LINK)
            .addModifiers(Modifier.PUBLIC)
            .addStatement("return new $T(this)", Names.LINK)
            .build());
  }

  private static MethodSpec ref(String name, Port port) {
    return AdapterWriter.overriding(name, Names.PORT_REF)
        .addModifiers(Modifier.PUBLIC)
        .addStatement("return port($S)", port.name())
        .build();
  }

  private static MethodSpec input(Port port) {
    return MethodSpec.methodBuilder(port.accessor())
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("$L\n", doc(port))
        .returns(ParameterizedTypeName.get(Names.IN, media(port)))
        .addStatement("return new $T<>(port($S))", Names.IN, port.name())
        .build();
  }

  private static MethodSpec.Builder output(String name, Port port) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(Names.OUT, media(port)))
        .addStatement("$T port = port($S)", Names.PORT_REF, port.name())
        .addStatement("return () -> port");
  }
}
