package dev.parallax.runtime.spi;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All catalogs on the class path or module path, and behind them those that were added. */
public final class Catalogs {
  private static final List<Catalog> PATH = load();
  private static final List<Addition> ADDITIONS = new CopyOnWriteArrayList<>();

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

  /** Catalogs that were added; {@link #close} takes them away again. */
  public static final class Addition implements AutoCloseable {
    private final Supplier<List<Catalog>> source;
    private volatile @Nullable List<Catalog> catalogs;

    private Addition(Supplier<List<Catalog>> source) {
      this.source = source;
    }

    private List<Catalog> catalogs() {
      List<Catalog> known = catalogs;
      return known == null ? made() : known;
    }

    private synchronized List<Catalog> made() {
      List<Catalog> made = catalogs;
      if (made == null) {
        made = List.copyOf(source.get());
        catalogs = made;
      }
      return made;
    }

    @Override
    public void close() {
      ADDITIONS.remove(this);
    }
  }

  /**
   * Adds catalogs behind all others.
   *
   * @param later gives them; called once, on any thread, when the path has no element of a name or
   *     all are asked for
   */
  public static Addition add(Supplier<List<Catalog>> later) {
    Addition addition = new Addition(later);
    ADDITIONS.add(addition);
    return addition;
  }

  /** All catalogs, in the order of the path. */
  public static List<Catalog> all() {
    List<Catalog> all = new ArrayList<>(PATH);
    ADDITIONS.forEach(addition -> all.addAll(addition.catalogs()));
    return List.copyOf(all);
  }

  /** The factory of an element, or null; the first catalog on the path wins. */
  public static @Nullable ElementFactory find(String name) {
    ElementFactory factory = find(PATH, name);
    for (int i = 0; factory == null && i < ADDITIONS.size(); i++) {
      factory = find(ADDITIONS.get(i).catalogs(), name);
    }
    return factory;
  }

  /** As {@link #find}, on the path alone. */
  public static @Nullable ElementFactory findOnPath(String name) {
    return find(PATH, name);
  }

  /** Whether a catalog on the path is of a library with this name. */
  public static boolean hasLibraryOnPath(String library) {
    return PATH.stream().anyMatch(catalog -> catalog.library().equals(library));
  }

  /**
   * The factory that an element's descriptor is from, if its catalog was added; asks for no catalog
   * that nobody has needed yet.
   */
  public static @Nullable ElementFactory addedFor(ElementDescriptor element) {
    for (Addition addition : ADDITIONS) {
      List<Catalog> known = addition.catalogs;
      ElementFactory factory = known == null ? null : find(known, element.name());
      if (factory != null && factory.descriptor() == element) {
        return factory;
      }
    }
    return null;
  }

  private static @Nullable ElementFactory find(List<Catalog> catalogs, String name) {
    for (Catalog catalog : catalogs) {
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
    return all().stream().flatMap(c -> c.names().stream()).sorted().distinct().toList();
  }
}
