package dev.parallax.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.processor.Library.Entry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/** Writes facade and catalog of a library. */
final class LibraryWriter {
  private final Library library;

  LibraryWriter(Library library) {
    this.library = library;
  }

  /** Names of builder classes, as the facade's constant {@code ELEMENTS} has them. */
  String elements() {
    return String.join(
        ",", library.entries().stream().map(e -> e.builder().reflectionName()).toList());
  }

  TypeSpec facade(TypeSpec.Builder type) {
    type.addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("Typed builders of the elements of this library.\n")
        .addField(
            FieldSpec.builder(
                    String.class, "ELEMENTS", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Binary names of the builders, separated by commas.\n")
                .initializer("$S", elements())
                .build())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    Set<String> warnings = new TreeSet<>();
    Map<Entry, String> names = library.factories();
    for (Entry entry : library.entries()) {
      List<ExecutableElement> constructors = entry.constructors();
      String name = names.getOrDefault(entry, entry.name());
      if (entry.stub()) {
        type.addMethod(
            method(entry, name, false).addStatement("return new $T()", entry.builder()).build());
      }
      boolean deprecated = Mirrors.has(entry.type(), Deprecated.class);
      if (deprecated) {
        warnings.addAll(List.of("deprecation", "removal"));
      }
      for (ExecutableElement constructor : constructors) {
        if (Suppressions.isRaw(constructor)) {
          warnings.add("rawtypes");
        }
        if (Suppressions.hasGenericVarargs(constructor)) {
          warnings.add("unchecked");
        }
        type.addMethod(factory(entry, name, constructor, deprecated));
      }
      if (constructors.size() > 1) {
        warnings.add("overloads");
      }
      if (!entry.required().isEmpty()
          && constructors.size() == 1
          && constructors.getFirst().getParameters().isEmpty()) {
        type.addMethod(withRequired(entry, name, deprecated));
      }
    }
    suppress(type, warnings);
    return type.build();
  }

  private static void suppress(TypeSpec.Builder type, Set<String> warnings) {
    if (!warnings.isEmpty()) {
      AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
      warnings.forEach(w -> annotation.addMember("value", "$S", w));
      type.addAnnotation(annotation.build());
    }
  }

  private static MethodSpec.Builder method(Entry entry, String name, boolean deprecated) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("$L\n", Docs.orElse(entry.summary(), "The element " + entry.name() + "."))
            .returns(entry.builder());
    return deprecated ? method.addAnnotation(Deprecated.class) : method;
  }

  private static MethodSpec factory(
      Entry entry, String name, ExecutableElement constructor, boolean deprecated) {
    MethodSpec.Builder method = method(entry, name, deprecated);
    CodeBlock arguments = BuilderWriter.copySignature(constructor, method);
    return method.addStatement("return new $T($L)", entry.builder(), arguments).build();
  }

  private static MethodSpec withRequired(Entry entry, String name, boolean deprecated) {
    MethodSpec.Builder method = method(entry, name, deprecated);
    CodeBlock.Builder chain = CodeBlock.builder().add("return new $T()", entry.builder());
    for (ElementSpec.Property property : entry.required()) {
      method.addParameter(
          ParameterSpec.builder(TypeName.get(property.field().asType()), property.accessor())
              .build());
      chain.add(".$L($L)", property.accessor(), property.accessor());
    }
    return method.addStatement(chain.build()).build();
  }

  TypeSpec catalog(TypeSpec.Builder type) {
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (name) {\n").indent();
    CodeBlock names =
        CodeBlock.join(
            library.entries().stream().map(e -> CodeBlock.of("$S", e.name())).toList(), ", ");
    for (Entry entry : library.entries()) {
      cases.add("case $S -> $T.FACTORY;\n", entry.name(), entry.builder());
    }
    cases.add("default -> null;\n").unindent().add("};\n");
    if (library.entries().stream().anyMatch(e -> Mirrors.has(e.type(), Deprecated.class))) {
      suppress(type, new TreeSet<>(Set.of("deprecation", "removal")));
    }
    TypeName strings =
        ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(String.class));
    return type.addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("The elements of {@link $T}.\n", library.facade())
        .addSuperinterface(Names.CATALOG)
        .addField(
            FieldSpec.builder(strings, "NAMES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of($L)", List.class, names)
                .build())
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("For the service loader.\n")
                .build())
        .addMethod(
            AdapterWriter.overriding("library", TypeName.get(String.class))
                .addModifiers(Modifier.PUBLIC)
                .addStatement("return $S", library.facade().simpleName())
                .build())
        .addMethod(
            AdapterWriter.overriding("names", strings)
                .addModifiers(Modifier.PUBLIC)
                .addStatement("return NAMES")
                .build())
        .addMethod(
            AdapterWriter.overriding("find", Names.FACTORY)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(String.class, "name")
                .addCode(cases.build())
                .build())
        .build();
  }
}
