package dev.parallax.runtime.plugin;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.StringEntry;

/** What the annotation processor has written into an element's classes, read from their bytes. */
final class GeneratedClasses {
  private static final int MAX_CLASS = 1 << 20;
  private static final String BUILDER = "Element";

  private final JarData jar;

  GeneratedClasses(JarData jar) {
    this.jar = jar;
  }

  /** The constant {@code DESCRIPTOR} of a builder. */
  String descriptor(String builder) throws IOException {
    for (FieldModel field : parse(builder).fields()) {
      if (field.fieldName().equalsString("DESCRIPTOR")
          && field.findAttribute(Attributes.constantValue()).isPresent()
          && field.findAttribute(Attributes.constantValue()).get().constant()
              instanceof StringEntry text) {
        return text.stringValue();
      }
    }
    throw new IOException("class has no descriptor class=" + builder);
  }

  /** Whether the element has a timer, which its descriptor does not tell. */
  boolean hasTimer(String builder) throws IOException {
    if (!builder.endsWith(BUILDER)) {
      throw new IOException("not a name of a builder class=" + builder);
    }
    return parse(builder + "$Adapter").methods().stream()
        .anyMatch(m -> m.methodName().equalsString("hasTimer"));
  }

  private ClassModel parse(String name) throws IOException {
    byte[] bytes = jar.read(name.replace('.', '/') + ".class", MAX_CLASS);
    if (bytes == null) {
      throw new IOException("jar has not the class that its catalog names class=" + name);
    }
    return ClassFile.of().parse(bytes);
  }
}
