package dev.parallax.runtime.plugin;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.runtime.spi.Catalogs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trust by a name. A jar chooses its names itself, so a name trusts a jar only if it is that jar's
 * alone: neither the class path nor another jar has it.
 */
final class NamedTrust {
  private final Predicate<String> trusted;
  private final Map<String, Integer> jarsOf = new HashMap<>();

  /**
   * Counts names.
   *
   * @param trusted the names that trust
   * @param all every jar that was found, also those that others replace
   */
  NamedTrust(Predicate<String> trusted, List<PluginJar> all) {
    this.trusted = trusted;
    for (PluginJar jar : all) {
      names(jar).forEach(name -> jarsOf.merge(name, 1, Integer::sum));
    }
  }

  /** The name that trusts a jar, or null. */
  @Nullable String own(PluginJar jar) {
    return first(jar, false);
  }

  /** A name that would trust the jar if nobody else had it, or null. */
  @Nullable String shared(PluginJar jar) {
    return first(jar, true);
  }

  private @Nullable String first(PluginJar jar, boolean shared) {
    return names(jar).stream()
        .filter(trusted)
        .filter(name -> isShared(name, jar) == shared)
        .sorted()
        .findFirst()
        .orElse(null);
  }

  private boolean isShared(String name, PluginJar jar) {
    return jarsOf.getOrDefault(name, 0) > 1
        || (name.equals(jar.library())
            ? Arrays.stream(name.split(","))
                .map(facade -> facade.substring(facade.lastIndexOf('.') + 1))
                .anyMatch(Catalogs::hasLibraryOnPath)
            : Catalogs.findOnPath(name) != null);
  }

  private static Set<String> names(PluginJar jar) {
    Set<String> names = new HashSet<>();
    names.add(jar.library());
    jar.elements().forEach(element -> names.add(element.descriptor().name()));
    return names;
  }

  static Diagnostic trusted(String name, Path jar, String hash) {
    return Diagnostic.of(
        DiagnosticId.PLUG_TRUSTED_BY_NAME,
        "plugin runs in the host process, trusted by a name="
            + name
            + " jar="
            + Plugins.shown(jar)
            + " sha256="
            + hash,
        "name",
        name,
        "jar",
        jar.toString(),
        "sha256",
        hash);
  }

  static Diagnostic refused(String name, Path jar) {
    return Diagnostic.of(
        DiagnosticId.PLUG_NAME_SHARED,
        "plugin is not trusted by a name that others have too name="
            + name
            + " jar="
            + Plugins.shown(jar)
            + "\n  fix      parallax trust "
            + Plugins.shown(jar),
        "name",
        name,
        "jar",
        jar.toString());
  }
}
