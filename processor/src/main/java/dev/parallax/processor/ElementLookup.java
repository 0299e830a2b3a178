package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.UseElements;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.ParallaxException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.ProvidesDirective;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Finds elements at compile time, in this order: classes of the same compilation; libraries that
 * {@code @UseElements} names on the class that asks, around it, on its package or module; libraries
 * that named modules provide; the file {@code parallax.<element>.element} at the root of a jar on
 * the class path. Nothing of a jar is run or loaded: what is known comes from the constant {@code
 * DESCRIPTOR} of the builder.
 */
final class ElementLookup {
  private static final String CATALOG_SUFFIX = "Catalog";

  /** Their names are proposed on class paths too, where no others can be listed. */
  private static final List<String> FIRST_PARTY =
      List.of("dev.parallax.elements.std.StdElements", "dev.parallax.elements.media.MediaElements");

  private static final int MAX_FILE = 1024;

  /**
   * An element that was found.
   *
   * @param descriptor what is known of it
   * @param text its text
   * @param fingerprint of the text
   * @param control whether the builder has a control interface
   * @param place where it was found, for messages
   */
  record Found(
      ElementDescriptor descriptor, String text, long fingerprint, boolean control, String place) {
    Found(ElementDescriptor descriptor, String text, boolean control, String place) {
      this(descriptor, text, DescriptorText.fingerprint(text), control, place);
    }
  }

  private final ProcessingEnvironment environment;
  private final Elements elements;
  private final Map<String, TypeElement> compiled = new LinkedHashMap<>();
  private final Map<String, Optional<Found>> ofSources = new HashMap<>();
  private final Map<String, Optional<Found>> onClassPath = new HashMap<>();
  private final Map<String, Map<String, Found>> facades = new LinkedHashMap<>();
  private final Map<Element, Set<String>> reachable = new HashMap<>();
  private @Nullable Set<String> provided;

  /**
   * Makes a look-up.
   *
   * @param sameCompilation classes with {@code @Element} of this compilation
   */
  ElementLookup(ProcessingEnvironment environment, Iterable<TypeElement> sameCompilation) {
    this.environment = environment;
    elements = environment.getElementUtils();
    for (TypeElement type : sameCompilation) {
      compiled.putIfAbsent(type.getAnnotation(dev.parallax.annotations.Element.class).name(), type);
    }
  }

  /** The element of this name as {@code user} sees it, or null. */
  @Nullable Found find(String name, Element user) {
    TypeElement own = compiled.get(name);
    if (own != null) {
      Optional<Found> found =
          ofSources.computeIfAbsent(name, n -> Optional.ofNullable(ofSource(own)));
      if (found.isPresent()) {
        return found.get();
      }
    }
    for (String facade : reachable.computeIfAbsent(user, this::reachable)) {
      Found found = library(facade).get(name);
      if (found != null) {
        return found;
      }
    }
    return onClassPath.computeIfAbsent(name, n -> Optional.ofNullable(onClassPath(n))).orElse(null);
  }

  /** Whether this compilation has an element of that name, though it may be wrong. */
  boolean isCompiled(String name) {
    return compiled.containsKey(name);
  }

  /** Whether an element of this compilation names types that another processor may yet generate. */
  boolean mayComeLater(String name) {
    TypeElement own = compiled.get(name);
    Types types = new Types(elements, environment.getTypeUtils());
    return own != null && Wholeness.of(types, own) == Wholeness.MISSING;
  }

  /** Names of all elements that {@code user} sees and that can be listed. */
  Set<String> names(Element user) {
    Set<String> names = new TreeSet<>(compiled.keySet());
    Set<String> facades = new LinkedHashSet<>(reachable.computeIfAbsent(user, this::reachable));
    facades.addAll(FIRST_PARTY);
    facades.forEach(facade -> names.addAll(library(facade).keySet()));
    return names;
  }

  /** Facades that the user names, then those of modules. */
  private Set<String> reachable(Element user) {
    Set<String> facades = new LinkedHashSet<>();
    for (Element e = user; e != null; e = e.getEnclosingElement()) {
      used(e, facades);
    }
    Set<String> all = provided;
    if (all == null) {
      all = provided();
      provided = all;
    }
    facades.addAll(all);
    return facades;
  }

  private Set<String> provided() {
    Set<String> facades = new LinkedHashSet<>();
    for (ModuleElement module : elements.getAllModuleElements()) {
      for (ProvidesDirective provides : ElementFilter.providesIn(module.getDirectives())) {
        if (provides.getService().getQualifiedName().contentEquals(Names.CATALOG.canonicalName())) {
          provides.getImplementations().stream()
              .map(t -> t.getQualifiedName().toString())
              .filter(n -> n.endsWith(CATALOG_SUFFIX))
              .forEach(n -> facades.add(n.substring(0, n.length() - CATALOG_SUFFIX.length())));
        }
      }
    }
    return facades;
  }

  private static void used(Element at, Set<String> facades) {
    AnnotationMirror mirror = Mirrors.find(at, UseElements.class);
    AnnotationValue value = mirror == null ? null : Mirrors.value(mirror, "value");
    if (value != null && value.getValue() instanceof List<?> classes) {
      for (Object item : classes) {
        if (((AnnotationValue) item).getValue() instanceof TypeMirror type
            && type instanceof DeclaredType declared) {
          facades.add(((TypeElement) declared.asElement()).getQualifiedName().toString());
        }
      }
    }
  }

  private Map<String, Found> library(String facade) {
    return facades.computeIfAbsent(facade, this::readLibrary);
  }

  private Map<String, Found> readLibrary(String facade) {
    Map<String, Found> found = new LinkedHashMap<>();
    TypeElement type = elements.getTypeElement(facade);
    String names = type == null ? null : constant(type, "ELEMENTS");
    if (names == null || names.isEmpty()) {
      return found;
    }
    for (String builder : names.split(",", -1)) {
      Found element = ofBuilder(builder, facade);
      if (element != null) {
        found.putIfAbsent(element.descriptor().name(), element);
      }
    }
    return found;
  }

  /** Also where this compilation writes: elements of this jar that were compiled before. */
  private @Nullable Found onClassPath(String name) {
    if (!ElementReader.NAME.matcher(name).matches()) {
      return null;
    }
    Found found = ofFile(StandardLocation.CLASS_PATH, name);
    return found != null ? found : ofFile(StandardLocation.CLASS_OUTPUT, name);
  }

  private @Nullable Found ofFile(StandardLocation location, String name) {
    String file = "parallax." + name + ".element";
    try (var in = environment.getFiler().getResource(location, "", file).openInputStream()) {
      String builder =
          new String(in.readNBytes(MAX_FILE), java.nio.charset.StandardCharsets.UTF_8).strip();
      Found found = ofBuilder(builder, file);
      return found != null && found.descriptor().name().equals(name) ? found : null;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      // No such file, or a compiler without class paths: not found.
      return null;
    }
  }

  private @Nullable Found ofBuilder(String builder, String place) {
    TypeElement type = elements.getTypeElement(builder);
    String text = type == null ? null : constant(type, "DESCRIPTOR");
    if (text == null) {
      return null;
    }
    try {
      boolean control =
          ElementFilter.typesIn(type.getEnclosedElements()).stream()
              .anyMatch(t -> t.getSimpleName().contentEquals("Control"));
      return new Found(DescriptorText.parse(text), text, control, place);
    } catch (ParallaxException e) {
      // Made by another version: as good as absent, and the message of what is missing names the
      // jar.
      return null;
    }
  }

  /** An element whose builder this very compilation generates. */
  private @Nullable Found ofSource(TypeElement type) {
    ReadElements.Read read = ReadElements.get(type);
    if (read != null) {
      return ofSpec(read.spec(), read.text());
    }
    Types types = new Types(elements, environment.getTypeUtils());
    if (Wholeness.of(types, type) != Wholeness.WHOLE) {
      return null;
    }
    Report silent = new Report(null);
    Optional<ElementSpec> spec =
        Wholeness.reading(
            () ->
                Optional.ofNullable(
                    new ElementReader(types, silent).read(type, Origins.of(elements, type))),
            Optional.empty());
    if (spec.isEmpty() || silent.failed()) {
      return null;
    }
    try {
      return ofSpec(spec.get(), DescriptorText.write(spec.get().descriptor()));
    } catch (ParallaxException | IllegalArgumentException e) {
      // Too long: reported with the element.
      return null;
    }
  }

  private static Found ofSpec(ElementSpec spec, String text) {
    return new Found(
        spec.descriptor(), text, spec.hasControl(), ClassName.get(spec.type()).canonicalName());
  }

  private static @Nullable String constant(TypeElement type, String name) {
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (field.getSimpleName().contentEquals(name)
          && field.getConstantValue() instanceof String text) {
        return text;
      }
    }
    return null;
  }
}
