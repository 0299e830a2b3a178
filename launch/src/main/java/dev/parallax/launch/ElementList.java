package dev.parallax.launch;

import dev.parallax.runtime.spi.Catalogs;
import java.util.List;

/** Names of all elements, one a line; behind those of plugins, their jars. */
final class ElementList {
  private ElementList() {}

  static String text() {
    List<String> names = Catalogs.names();
    StringBuilder out = new StringBuilder(names.size() * 16);
    for (String name : names) {
      String plugin = Facts.plugin(Catalogs.require(name));
      out.append(name).append(plugin.isEmpty() ? "" : "  " + plugin).append('\n');
    }
    return out.toString();
  }
}
