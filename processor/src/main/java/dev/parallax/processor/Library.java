package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The elements of one jar.
 *
 * @param home package of the facade
 * @param facade facade
 * @param entries elements, sorted by name
 */
record Library(PackageElement home, ClassName facade, List<Entry> entries) {

  /**
   * An element.
   *
   * @param type the author's class
   * @param name element name
   * @param summary one line
   * @param builder generated typed builder
   * @param constructors constructors that the facade mirrors
   * @param required required properties
   * @param stub whether the class can't be made, so that its builder is a stub with a plain
   *     constructor
   */
  record Entry(
      TypeElement type,
      String name,
      String summary,
      ClassName builder,
      List<ExecutableElement> constructors,
      List<ElementSpec.Property> required,
      boolean stub) {

    static Entry of(Types types, TypeElement type, String from) {
      Element element = type.getAnnotation(Element.class);
      String name = Wholeness.reading(element::name, "");
      String summary = Wholeness.reading(element::summary, "");
      List<ExecutableElement> all = ElementReader.constructors(types, type);
      List<ExecutableElement> constructors =
          all.stream()
              .filter(c ->
                  c.getParameters().stream().allMatch(p -> types.visibleFrom(p.asType(), from)))
              .toList();
      List<ElementSpec.Property> required =
          Wholeness.reading(
                  () -> new PropertyReader(types, new Report(null)).read(type),
                  List.<ElementSpec.Property>of())
              .stream()
              .filter(p -> p.descriptor().required() && types.visibleFrom(p.field().asType(), from))
              .toList();
      return new Entry(
          type, name, summary, ElementSpec.builderOf(type), constructors, required, all.isEmpty());
    }

    /** Name of the factory method, if no other element wants the same. */
    private String simpleFactory() {
      String name =
          Names.decapitalize(type.getSimpleName().toString().replaceAll("(?<=.)Element$", ""));
      return Names.isObjectMethod(name) ? name + "_" : name;
    }
  }

  /** The same elements as they are in a later round. */
  Library again(Types types, Elements elements) {
    List<Entry> later = new ArrayList<>();
    for (Entry entry : entries) {
      TypeElement type = elements.getTypeElement(entry.type().getQualifiedName());
      later.add(type == null ? entry : Entry.of(types, type, facade.packageName()));
    }
    return new Library(home, facade, later);
  }

  ClassName catalog() {
    return ClassName.get(facade.packageName(), facade.simpleName() + "Catalog");
  }

  /**
   * Factory method of each entry: after its class, or after its element where two classes have one
   * name.
   */
  Map<Entry, String> factories() {
    Map<String, Long> wanted =
        entries.stream()
            .collect(Collectors.groupingBy(Entry::simpleFactory, Collectors.counting()));
    Set<String> taken = new TreeSet<>();
    Map<Entry, String> names = new HashMap<>();
    List<Entry> later = new ArrayList<>();
    for (Entry entry : entries) {
      if (wanted.getOrDefault(entry.simpleFactory(), 0L) == 1) {
        names.put(entry, entry.simpleFactory());
        taken.add(entry.simpleFactory());
      } else {
        later.add(entry);
      }
    }
    for (Entry entry : later) {
      String base = Names.camel(entry.name());
      String name = Names.isObjectMethod(base) || base.isEmpty() ? base + "_" : base;
      for (int i = 2; !taken.add(name); i++) {
        name = base + i;
      }
      names.put(entry, name);
    }
    return names;
  }
}
