package dev.parallax.testkit;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.OutputPorts;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The method of an element that the runtime calls for each buffer, and whether it is claimed to be
 * real-time safe. Annotations are read from the class file: they are not there at run time.
 *
 * @param name class and method, {@code Gain.apply}
 * @param isRtSafe whether the class or the method says so
 */
record ProcessingMethod(String name, boolean isRtSafe) {
  private static final String PACKAGE = "Ldev/parallax/annotations/";
  private static final Set<String> PROCESSING =
      Set.of(PACKAGE + "Transform;", PACKAGE + "Consume;", PACKAGE + "Produce;");
  private static final String RT_SAFE = PACKAGE + "RtSafe;";

  static ProcessingMethod of(ElementDescriptor element, Class<?> type) {
    MethodModel method = find(type);
    String name = type.getSimpleName();
    return method == null
        ? new ProcessingMethod(name, element.hints().rtSafe())
        : new ProcessingMethod(
            name + "." + method.methodName().stringValue(),
            element.hints().rtSafe() || annotations(method).contains(RT_SAFE));
  }

  /**
   * Whether each buffer that comes is one that goes, by the one call that the runtime makes: one
   * input and one output, and no emitter, timer or port to send by.
   */
  static boolean isOneToOne(ElementDescriptor element, Class<?> type) {
    return element.inputs().size() == 1
        && element.outputs().size() == 1
        && Arrays.stream(type.getDeclaredFields()).noneMatch(f -> sends(f.getType()))
        && Arrays.stream(type.getDeclaredMethods())
            .noneMatch(m -> Arrays.stream(m.getParameterTypes()).anyMatch(ProcessingMethod::sends));
  }

  private static boolean sends(Class<?> type) {
    return type == Emitter.class || type == OutputPort.class || type == OutputPorts.class;
  }

  private static @Nullable MethodModel find(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null) {
        return null;
      }
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      return model.methods().stream()
          .filter(m -> annotations(m).stream().anyMatch(PROCESSING::contains))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null; // only the name in a message is lost
    }
  }

  private static List<String> annotations(MethodModel method) {
    return method
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .map(a ->
            a.annotations().stream().map(Annotation::className).map(n -> n.stringValue()).toList())
        .orElse(List.of());
  }
}
