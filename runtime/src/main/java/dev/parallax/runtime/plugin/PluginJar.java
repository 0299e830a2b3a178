package dev.parallax.runtime.plugin;

import dev.parallax.model.descriptor.CatalogText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin's jar says of itself. None of its code runs, and none is loaded.
 *
 * @param path the jar
 * @param library its facades, with commas between: the same in each version of it
 * @param version of its manifest, else of its file's name, or null
 * @param elements its elements
 */
record PluginJar(
    Path path, String library, @Nullable Version version, List<PluginElement> elements) {
  private static final int MAX_ELEMENTS = 512;
  private static final int MAX_TEXT = 8 << 20;
  private static final int MAX_MANIFEST = 64 << 10;
  private static final Pattern VERSION_OF_FILE = Pattern.compile(".*?-([0-9][^/]{0,60})\\.jar");

  /**
   * Reads a jar.
   *
   * @throws IOException when it is no plugin, is damaged, or has more than a plugin may have
   */
  static PluginJar read(Path path) throws IOException {
    try (JarData jar = JarData.open(path)) {
      return read(path, jar);
    } catch (RuntimeException e) {
      // Readers of the JDK throw several kinds at damaged files, and the model its own.
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static PluginJar read(Path path, JarData jar) throws IOException {
    byte[] catalog = jar.read(CatalogText.RESOURCE, CatalogText.MAX_LENGTH);
    if (catalog == null) {
      throw new IOException("jar has no " + CatalogText.RESOURCE);
    }
    List<CatalogText.Row> rows = CatalogText.parse(new String(catalog, StandardCharsets.UTF_8));
    if (rows.isEmpty() || rows.size() > MAX_ELEMENTS) {
      throw new IOException("jar has none or too many elements count=" + rows.size());
    }
    GeneratedClasses classes = new GeneratedClasses(jar);
    List<PluginElement> elements = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> facades = new TreeSet<>();
    int length = 0;
    for (CatalogText.Row row : rows) {
      String text = classes.descriptor(row.builderName());
      PluginElement element =
          PluginElement.of(row.name(), text, classes.hasTimer(row.builderName()));
      length += text.length();
      if (length > MAX_TEXT || !names.add(row.name())) {
        throw new IOException("jar has too much text, or two elements of a name=" + row.name());
      }
      facades.add(row.facadeName());
      elements.add(element);
    }
    return new PluginJar(path, String.join(",", facades), version(path, jar), elements);
  }

  private static @Nullable Version version(Path path, JarData jar) throws IOException {
    byte[] bytes = jar.read("META-INF/MANIFEST.MF", MAX_MANIFEST);
    String version = null;
    if (bytes != null) {
      Attributes main = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
      if (main.getValue(Attributes.Name.CLASS_PATH) != null) {
        throw new IOException("jar needs others (Class-Path); a plugin is one jar");
      }
      version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
    if (version == null) {
      Matcher named = VERSION_OF_FILE.matcher(path.getFileName().toString());
      version = named.matches() ? named.group(1) : null;
    }
    return version == null ? null : Version.parse(version);
  }

  /** Whether this is another version of the same library, and is to be used in place of it. */
  boolean replaces(PluginJar other) {
    Version before = other.version;
    return version != null && (before == null || version.compareTo(before) > 0);
  }

  /** For messages. */
  String versionText() {
    return version == null ? "none" : version.toString();
  }
}
