package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.model.descriptor.ActionDescriptor;
import dev.parallax.processor.ElementSpec.Action;
import dev.parallax.processor.ElementSpec.Property;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Writes the control interface of a running element, nested in its builder. */
final class ControlWriter {
  private final ElementSpec spec;
  private final ClassName control;
  private final AdapterWriter adapter;
  private final String handle;

  ControlWriter(ElementSpec spec) {
    this.spec = spec;
    handle = handleName(spec);
    control = spec.builder().nestedClass("Control");
    adapter = new AdapterWriter(spec);
  }

  /** A name for the record's component that no property, action or parameter has. */
  private static String handleName(ElementSpec spec) {
    Set<String> taken = new HashSet<>();
    spec.properties().forEach(p -> taken.add(p.accessor()));
    for (Action action : spec.actions()) {
      taken.add(action.descriptor().name());
      action.descriptor().parameters().forEach(p -> taken.add(p.name()));
    }
    String name = "handle";
    for (int i = 2; taken.contains(name); i++) {
      name = "handle" + i;
    }
    return name;
  }

  /** After an error: the interface without what implements it. */
  void writeStub(TypeSpec.Builder type) {
    TypeSpec.Builder face = face();
    TypeSpec.Builder unused = TypeSpec.classBuilder("Unused");
    members(face, unused);
    type.addType(face.build());
  }

  private static TypeSpec.Builder face() {
    return TypeSpec.interfaceBuilder("Control")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Controls the element while its pipeline exists. Any thread.\n");
  }

  private void members(TypeSpec.Builder face, TypeSpec.Builder live) {
    for (int i = 0; i < spec.properties().size(); i++) {
      property(face, live, spec.properties().get(i), i);
    }
    spec.actions().forEach(action -> action(face, live, action));
  }

  void write(TypeSpec.Builder type) {
    TypeSpec.Builder live =
        TypeSpec.recordBuilder("Live")
            .addModifiers(Modifier.PRIVATE)
            .addSuperinterface(control)
            .recordConstructor(
                MethodSpec.constructorBuilder().addParameter(Names.HANDLE, handle).build());
    TypeSpec.Builder face = face();
    members(face, live);
    type.addMethod(
        MethodSpec.methodBuilder("control")
            .addModifiers(Modifier.STATIC)
            .returns(control)
            .addParameter(Names.HANDLE, "handle")
            .addStatement("return new Live(handle)")
            .build());
    type.addType(face.build());
    type.addType(live.build());
  }

  private static MethodSpec.Builder declared(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT);
  }

  private static MethodSpec.Builder defined(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }

  private void property(
      TypeSpec.Builder face, TypeSpec.Builder live, Property property, int index) {
    String name = property.accessor();
    String doc = Docs.orElse(property.descriptor().doc(), "Property " + property.name() + ".");
    TypeName type = TypeName.get(property.field().asType());
    boolean choice = AdapterWriter.isEnum(property);
    face.addMethod(declared(name).returns(type).addJavadoc("$L\n", doc).build());
    CodeBlock value =
        choice
            ? CodeBlock.of(
                "$T.$L((String) $L.get($L))",
                spec.adapter(),
                adapter.parser(property),
                handle,
                index)
            : CodeBlock.of("($T) $L.get($L)", type.box(), handle, index);
    live.addMethod(defined(name).returns(type).addStatement("return $L", value).build());
    if (property.descriptor().live()) {
      face.addMethod(
          declared(name)
              .addParameter(type, "value")
              .addJavadoc("Sets it between two calls of the element: $L\n", doc)
              .build());
      CodeBlock text =
          choice ? CodeBlock.of("$T.text(value)", spec.adapter()) : CodeBlock.of("value");
      live.addMethod(
          defined(name)
              .addParameter(type, "value")
              .addStatement("$L.set($L, $L)", handle, index, text)
              .build());
    }
  }

  private static CodeBlock javadoc(ActionDescriptor action) {
    CodeBlock.Builder doc = CodeBlock.builder();
    if (!action.doc().isEmpty()) {
      doc.add("$L\n\n<p>", Docs.escape(action.doc()));
    }
    doc.add("Runs on the caller's thread.\n");
    String gap = "\n";
    for (ActionDescriptor.Parameter parameter : action.parameters()) {
      if (!parameter.doc().isEmpty()) {
        doc.add("$L@param $L $L\n", gap, parameter.name(), Docs.escape(parameter.doc()));
        gap = "";
      }
    }
    if (!action.returned().isEmpty()) {
      doc.add("$L@return $L\n", gap, Docs.escape(action.returned()));
    }
    return doc.build();
  }

  private void action(TypeSpec.Builder face, TypeSpec.Builder live, Action described) {
    ExecutableElement action = described.method();
    String name = described.descriptor().name();
    MethodSpec.Builder declared = declared(name).addJavadoc(javadoc(described.descriptor()));
    MethodSpec.Builder defined = defined(name);
    BuilderWriter.copySignature(action, declared);
    CodeBlock arguments = BuilderWriter.copySignature(action, defined);
    TypeName returns = TypeName.get(action.getReturnType());
    for (TypeMirror thrown : action.getThrownTypes()) {
      declared.addException(TypeName.get(thrown));
      defined.addException(TypeName.get(thrown));
    }
    CodeBlock call =
        CodeBlock.of("(($T) $L.element()).$L($L)", spec.className(), handle, name, arguments);
    face.addMethod(declared.returns(returns).build());
    live.addMethod(
        defined
            .returns(returns)
            .addStatement(returns.equals(TypeName.VOID) ? "$L" : "return $L", call)
            .build());
  }
}
