package dev.parallax.runtime.plugin;

import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.ElementFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Elements of a plugin. */
final class PluginCatalog implements Catalog {
  private final String library;
  private final Map<String, ElementFactory> factories = new TreeMap<>();

  private PluginCatalog(PluginJar jar) {
    library = jar.library().substring(jar.library().lastIndexOf('.') + 1);
  }

  /** Of one that is not trusted: the elements can be described, and run elsewhere. */
  static PluginCatalog untrusted(PluginJar jar) {
    PluginCatalog catalog = new PluginCatalog(jar);
    for (PluginElement each : jar.elements()) {
      catalog.factories.put(
          each.descriptor().name(),
          ElementFactory.of(each.text(), () -> new PluginTwin(each, jar.path()))
              .ofPlugin(jar.path(), null));
    }
    return catalog;
  }

  /** Of one whose code runs here. */
  static PluginCatalog trusted(PluginJar jar, VerifiedJar copy) throws IOException {
    PluginCatalog catalog = new PluginCatalog(jar);
    for (Catalog each : copy.load()) {
      for (String name : each.names()) {
        ElementFactory factory = each.find(name);
        if (factory != null) {
          catalog.factories.put(name, factory.ofPlugin(jar.path(), copy.path()));
        }
      }
    }
    return catalog;
  }

  /** Without an element that somebody else has too. */
  void hide(String name) {
    factories.remove(name);
  }

  @Override
  public String library() {
    return library;
  }

  @Override
  public List<String> names() {
    return List.copyOf(factories.keySet());
  }

  @Override
  public @Nullable ElementFactory find(String name) {
    return factories.get(name);
  }
}
