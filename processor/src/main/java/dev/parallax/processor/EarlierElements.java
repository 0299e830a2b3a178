package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Element;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * Elements of the jar that were compiled before. They are named by the facade of then; without one,
 * packages of the elements at hand are searched.
 */
final class EarlierElements {
  private static final String SUFFIX = "Element";

  private final ProcessingEnvironment environment;
  private final Elements elements;
  private final ClassName facade;

  EarlierElements(ProcessingEnvironment environment, ClassName facade) {
    this.environment = environment;
    this.facade = facade;
    elements = environment.getElementUtils();
  }

  /** Adds them to those of this compilation, by qualified name. */
  void addTo(Map<String, TypeElement> found) {
    Set<TypeElement> candidates = new LinkedHashSet<>();
    Set<String> packages = new LinkedHashSet<>(Set.of(facade.packageName()));
    found
        .values()
        .forEach(t -> packages.add(elements.getPackageOf(t).getQualifiedName().toString()));
    TypeElement earlier = elements.getTypeElement(facade.canonicalName());
    if (earlier != null) {
      for (String builder : listed(earlier)) {
        TypeElement type = elements.getTypeElement(builder);
        if (type != null) {
          packages.add(elements.getPackageOf(type).getQualifiedName().toString());
        }
      }
    }
    for (String name : packages) {
      PackageElement home = elements.getPackageElement(name);
      if (home != null) {
        ElementFilter.typesIn(home.getEnclosedElements()).forEach(t -> collect(t, candidates));
      }
    }
    for (TypeElement type : candidates) {
      String name = type.getQualifiedName().toString();
      if (!found.containsKey(name) && isOfThisOutput(type)) {
        found.put(name, type);
      }
    }
  }

  private static void collect(TypeElement type, Set<TypeElement> into) {
    if (Mirrors.has(type, Element.class) && SourceVersion.isName(type.getQualifiedName())) {
      into.add(type);
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> collect(nested, into));
  }

  private static String[] listed(TypeElement facade) {
    for (VariableElement field : ElementFilter.fieldsIn(facade.getEnclosedElements())) {
      if (field.getSimpleName().contentEquals("ELEMENTS")
          && field.getConstantValue() instanceof String names) {
        return names.isEmpty() ? new String[0] : names.split(",", -1);
      }
    }
    return new String[0];
  }

  /**
   * Whether the class and its builder lie where this compilation writes, not in another jar with
   * the same package.
   */
  private boolean isOfThisOutput(TypeElement type) {
    String binary = elements.getBinaryName(type).toString();
    String home = elements.getPackageOf(type).getQualifiedName().toString();
    return exists(home, binary.substring(home.isEmpty() ? 0 : home.length() + 1))
        && exists(home, type.getSimpleName() + SUFFIX);
  }

  private boolean exists(String home, String simpleBinaryName) {
    try {
      environment
          .getFiler()
          .getResource(StandardLocation.CLASS_OUTPUT, home, simpleBinaryName + ".class")
          .openInputStream()
          .close();
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
