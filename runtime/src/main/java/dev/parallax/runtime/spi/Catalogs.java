package dev.parallax.runtime.spi;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** All catalogs on the class path or module path. */
public final class Catalogs {
  private static final List<Catalog> ALL = load();

  private Catalogs() {}

  private static List<Catalog> load() {
    List<Catalog> all = new ArrayList<>();
    ServiceLoader.load(Catalog.class, Catalog.class.getClassLoader()).forEach(all::add);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null && context != Catalog.class.getClassLoader()) {
      for (Catalog catalog : ServiceLoader.load(Catalog.class, context)) {
        if (all.stream().noneMatch(known -> known.getClass() == catalog.getClass())) {
          all.add(catalog);
        }
      }
    }
    return List.copyOf(all);
  }

  /** All catalogs, in the order of the path. */
  public static List<Catalog> all() {
    return ALL;
  }

  /** The factory of an element, or null; the first catalog on the path wins. */
  public static @Nullable ElementFactory find(String name) {
    for (Catalog catalog : ALL) {
      ElementFactory factory = catalog.find(name);
      if (factory != null) {
        return factory;
      }
    }
    return null;
  }

  /** The factory of an element. */
  public static ElementFactory require(String name) {
    ElementFactory factory = find(name);
    if (factory == null) {
      throw unknown(name);
    }
    return factory;
  }

  /** Why there is no element of this name: nobody has it, or its class was not processed. */
  public static ParallaxException unknown(String name) {
    Diagnostic ungenerated = Ungenerated.find(name);
    return ungenerated != null
        ? ungenerated.toException()
        : Diagnostics.unknownElement(name, names());
  }

  /** Names of all elements, sorted. */
  public static List<String> names() {
    return ALL.stream().flatMap(c -> c.names().stream()).sorted().distinct().toList();
  }
}
