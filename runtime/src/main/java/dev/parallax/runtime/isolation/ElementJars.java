package dev.parallax.runtime.isolation;

import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.Catalogs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a child gets of the host's class path and module path: the jar of its element, and the jars
 * that this one declares, in its module descriptor ({@code requires}) or in its manifest ({@code
 * Class-Path}), and so on. A jar that declares nothing is alone.
 *
 * <p>Classes in a directory declare nothing that can be trusted to be complete while they are under
 * development: their child gets everything.
 */
final class ElementJars {
  private static final String OURS = "dev.parallax.";
  private static final int MAX_JARS = 1000;

  private final List<Path> host;

  private ElementJars(List<Path> host) {
    this.host = host;
  }

  /** Of an element of a catalog; everything when no catalog has it. */
  static List<Path> of(String element) {
    List<Path> host = hostPath();
    for (Catalog catalog : Catalogs.all()) {
      if (catalog.find(element) != null) {
        return of(fileOf(catalog.getClass()), host);
      }
    }
    return host;
  }

  /**
   * Those that a jar needs, itself first.
   *
   * @param jar null when it is not known
   * @param host jars and directories to choose from
   */
  static List<Path> of(@Nullable Path jar, List<Path> host) {
    return jar == null || !Files.isRegularFile(jar) ? host : new ElementJars(host).closure(jar);
  }

  private List<Path> closure(Path first) {
    Set<Path> needed = new LinkedHashSet<>();
    ArrayDeque<Path> left = new ArrayDeque<>(List.of(first));
    for (Path jar = left.poll(); jar != null && needed.size() < MAX_JARS; jar = left.poll()) {
      if (needed.add(jar)) {
        try {
          left.addAll(ofManifest(jar));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        left.addAll(ofModule(jar));
      }
    }
    return List.copyOf(needed);
  }

  private static List<Path> ofManifest(Path jar) throws IOException {
    String declared;
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      declared =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    }
    List<Path> found = new ArrayList<>();
    for (String each : declared == null ? new String[0] : declared.strip().split(" +")) {
      try {
        Path path = Path.of(jar.toUri().resolve(each));
        if (Files.isRegularFile(path)) {
          found.add(path.toRealPath());
        }
      } catch (RuntimeException e) {
        // No file of ours, as the JVM's own class path has it too.
      }
    }
    return found;
  }

  private List<Path> ofModule(Path jar) {
    ModuleReference module = module(jar, null);
    if (module == null || module.descriptor().isAutomatic()) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    for (Requires each : module.descriptor().requires()) {
      String name = each.name();
      boolean wanted =
          !each.modifiers().contains(Requires.Modifier.STATIC)
              && !name.startsWith("java.")
              && !name.startsWith("jdk.")
              && !isOurs(name);
      Path provider = wanted ? provider(name) : null;
      if (provider != null) {
        found.add(provider);
      }
    }
    return found;
  }

  /** Every child has these. */
  private static boolean isOurs(String module) {
    return Stream.of("annotations", "model", "nativeglue", "memory", "runtime")
        .anyMatch(each -> module.equals(OURS + each));
  }

  private @Nullable Path provider(String name) {
    for (Path entry : host) {
      ModuleReference module = module(entry, name);
      if (module != null && module.location().isPresent()) {
        return Path.of(module.location().get());
      }
    }
    return null;
  }

  /** A module of a jar, or of a directory: that of a name, or any. */
  private static @Nullable ModuleReference module(Path entry, @Nullable String name) {
    try {
      ModuleFinder finder = ModuleFinder.of(entry);
      return name == null
          ? finder.findAll().stream().findFirst().orElse(null)
          : finder.find(name).orElse(null);
    } catch (FindException e) {
      // A jar whose name can't be one of a module, or no jar.
      return null;
    }
  }

  /** Everything that this process has. */
  static List<Path> hostPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .flatMap(path -> Stream.of(System.getProperty(path, "").split(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(Files::exists)
        .distinct()
        .toList();
  }

  private static @Nullable Path fileOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try {
      return Path.of(source.getLocation().toURI()).toRealPath();
    } catch (URISyntaxException | IOException | RuntimeException e) {
      return null;
    }
  }
}
