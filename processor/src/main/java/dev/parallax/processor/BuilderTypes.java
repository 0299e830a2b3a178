package dev.parallax.processor;

import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.ParallaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Generated builders, as a compiler sees them, and the elements that they make. */
final class BuilderTypes {
  private final Map<String, Optional<Builder>> known = new HashMap<>();

  /** A builder and what its constant {@code DESCRIPTOR} says. */
  record Builder(TypeElement type, ElementDescriptor descriptor) {}

  /** The builder that the type is, or null when it is none. */
  @Nullable Builder of(@Nullable TypeMirror type) {
    if (!(type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && Types.is(element.getSuperclass(), Names.NODE))) {
      return null;
    }
    return known
        .computeIfAbsent(element.getQualifiedName().toString(), name -> read(element))
        .orElse(null);
  }

  private static Optional<Builder> read(TypeElement type) {
    String text = constant(type, "DESCRIPTOR");
    try {
      return text == null || text.isEmpty()
          ? Optional.empty()
          : Optional.of(new Builder(type, DescriptorText.parse(text)));
    } catch (ParallaxException e) {
      return Optional.empty(); // made by another version
    }
  }

  /** The text that a field of a class always has, or null. */
  static @Nullable String constant(TypeElement type, String name) {
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (field.getSimpleName().contentEquals(name)
          && field.getConstantValue() instanceof String text) {
        return text;
      }
    }
    return null;
  }
}
