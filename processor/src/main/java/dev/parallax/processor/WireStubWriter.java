package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.lang.foreign.MemorySegment;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/**
 * Writes codec and view of a record that is wrong: nothing works, but code that names them
 * compiles, so that the one error is seen.
 */
final class WireStubWriter {
  private final TypeElement record;

  WireStubWriter(TypeElement record) {
    this.record = record;
  }

  TypeSpec codec(TypeSpec.Builder type) {
    ClassName self = WireSpec.codecOf(record);
    ClassName value = ClassName.get(record);
    WireWriter.open(type, isPublic());
    type.superclass(ParameterizedTypeName.get(Names.WIRE_CODEC, value));
    constant(type, TypeName.INT, "SIZE", "0");
    constant(type, TypeName.INT, "TYPE_ID", "0");
    constant(type, ClassName.get(String.class), "SCHEMA", "\"\"");
    type.addField(
        FieldSpec.builder(self, "CODEC", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .initializer("new $T()", self)
            .build());
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addStatement("super($T.class, \"\", 0, 0)", value)
            .build());
    return type.addMethod(
            method("write", TypeName.VOID)
                .addParameter(value, "value")
                .addParameter(MemorySegment.class, "to")
                .addParameter(long.class, "offset")
                .build())
        .addMethod(
            method("read", value)
                .addParameter(MemorySegment.class, "from")
                .addParameter(long.class, "offset")
                .addParameter(int.class, "length")
                .build())
        .addMethod(
            method("check", TypeName.VOID)
                .addParameter(MemorySegment.class, "from")
                .addParameter(long.class, "offset")
                .addParameter(int.class, "length")
                .build())
        .build();
  }

  /** Only getters of whole components: others have forms that are not known. */
  TypeSpec view(TypeSpec.Builder type) {
    WireWriter.open(type, isPublic());
    type.superclass(Names.WIRE_VIEW)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addStatement("super(\"\", 0)")
                .build());
    for (RecordComponentElement component : record.getRecordComponents()) {
      if (component.asType().getKind().isPrimitive()) {
        type.addMethod(
            MethodSpec.methodBuilder(component.getSimpleName().toString())
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.get(component.asType()))
                .addStatement("throw new $T()", UnsupportedOperationException.class)
                .build());
      }
    }
    return type.build();
  }

  private boolean isPublic() {
    return record.getModifiers().contains(Modifier.PUBLIC);
  }

  private static void constant(TypeSpec.Builder type, TypeName of, String name, String value) {
    type.addField(
        FieldSpec.builder(of, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .initializer(value)
            .build());
  }

  private static MethodSpec.Builder method(String name, TypeName returns) {
    return AdapterWriter.overriding(name, returns)
        .addModifiers(Modifier.PROTECTED)
        .addStatement("throw new $T()", UnsupportedOperationException.class);
  }
}
