package dev.parallax.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.processor.CheckedSpec.Accessor;
import dev.parallax.processor.CheckedSpec.Parameter;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the class of a checked pipeline. */
final class PipelineWriter {
  private PipelineWriter() {}

  static TypeSpec write(TypeSpec.Builder type, CheckedSpec spec) {
    begin(type, spec.type())
        .addField(
            FieldSpec.builder(Names.PLAN, "PLAN", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(new PlanWriter(spec).write())
                .build())
        .addMethod(constructor(spec));
    spec.accessors().forEach(a -> type.addMethod(accessor(a)));
    return type.build();
  }

  /**
   * After an error: the class without anything that depends on the string. Uses of its parameters
   * and accessors are errors then, which the compiler reports only after this one.
   */
  static TypeSpec stub(TypeSpec.Builder type, TypeElement of) {
    return begin(type, of)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Object[].class, "ignored")
                .varargs()
                .addStatement("super($T.of($S).open())", Names.PLAN, "")
                .build())
        .build();
  }

  private static TypeSpec.Builder begin(TypeSpec.Builder type, TypeElement of) {
    if (isPublic(of)) {
      type.addModifiers(Modifier.PUBLIC);
    }
    return type.addModifiers(Modifier.FINAL)
        .superclass(Names.CHECKED_PIPELINE)
        .addJavadoc("The pipeline of {@link $T}.\n", com.palantir.javapoet.ClassName.get(of));
  }

  private static boolean isPublic(TypeElement type) {
    Element e = type;
    while (e != null && e.getKind() != ElementKind.PACKAGE) {
      Element outer = e.getEnclosingElement();
      boolean memberOfInterface = outer != null && outer.getKind().isInterface();
      if (!e.getModifiers().contains(Modifier.PUBLIC) && !memberOfInterface) {
        return false;
      }
      e = outer;
    }
    return true;
  }

  private static MethodSpec constructor(CheckedSpec spec) {
    MethodSpec.Builder method =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("Makes the pipeline; {@link #run} runs it.\n");
    CodeBlock.Builder arguments = CodeBlock.builder().add("PLAN");
    for (Parameter parameter : spec.parameters()) {
      method.addParameter(parameter.type(), parameter.name());
      arguments.add(", $L", parameter.name());
    }
    return method.addStatement("super($L)", arguments.build()).build();
  }

  private static MethodSpec accessor(Accessor accessor) {
    return MethodSpec.methodBuilder(accessor.method())
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Controls the element $L. Any thread.\n", accessor.element())
        .returns(accessor.control())
        .addStatement(
            "return pipeline().find($S, $T.class)", accessor.element(), accessor.control())
        .build();
  }
}
