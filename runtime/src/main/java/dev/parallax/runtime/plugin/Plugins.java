package dev.parallax.runtime.plugin;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.Catalogs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Elements in the jars of folders, for all pipelines of this process until it is closed. The
 * folders are looked at when the class path has no element of a name, once. Elements of a jar that
 * is not trusted are described by its data alone; each runs in a process of its own, by an {@link
 * dev.parallax.runtime.isolation.Isolation}, or not at all. Any thread.
 */
public final class Plugins implements AutoCloseable {
  /** More folders, with colons between: before that of the user. */
  public static final String PATH_VARIABLE = "PARALLAX_PLUGIN_PATH";

  private static final int MAX_JARS = 1024;

  private final List<Path> folders;
  private final @Nullable TrustedJars trusted;
  private final Predicate<String> trustedNames;
  private final Consumer<Diagnostic> said;
  private final Catalogs.Addition addition;

  private Plugins(
      List<Path> folders,
      @Nullable TrustedJars trusted,
      Predicate<String> trustedNames,
      Consumer<Diagnostic> said) {
    this.folders = List.copyOf(folders);
    this.trusted = trusted;
    this.trustedNames = trustedNames;
    this.said = said;
    addition = Catalogs.add(this::catalogs);
  }

  /**
   * Adds the plugins of folders to the elements of this process.
   *
   * @param folders in order; those that are not there are skipped
   * @param trusted the jars whose code may run here
   * @param trustedNames names of libraries and elements whose jars may run here whatever is in
   *     them, each if nobody else has the name
   * @param said gets what is wrong with a jar or hidden by another, on the thread that needs the
   *     plugins first
   */
  public static Plugins add(
      List<Path> folders,
      TrustedJars trusted,
      Predicate<String> trustedNames,
      Consumer<Diagnostic> said) {
    return new Plugins(folders, trusted, trustedNames, said);
  }

  /**
   * As {@link #add}, for whoever only wants to know what the elements are: no jar is trusted, so no
   * code of any is loaded.
   */
  public static Plugins describe(List<Path> folders, Consumer<Diagnostic> said) {
    return new Plugins(folders, null, name -> false, said);
  }

  /** The folders of a text with colons between. */
  public static List<Path> named(@Nullable String path) {
    return path == null
        ? List.of()
        : Stream.of(path.split(":")).filter(name -> !name.isEmpty()).map(Path::of).toList();
  }

  /**
   * Where plugins are looked for: in {@code first}, in what {@link #PATH_VARIABLE} names, and in
   * {@code $XDG_DATA_HOME/parallax/plugins} or {@code ~/.local/share/parallax/plugins}.
   *
   * @param first folders with colons between, or null
   */
  public static List<Path> folders(@Nullable String first) {
    Set<Path> all = new LinkedHashSet<>(named(first));
    all.addAll(named(System.getenv(PATH_VARIABLE)));
    all.add(UserFolders.data().resolve("parallax/plugins"));
    return List.copyOf(all);
  }

  // ---- looking

  private List<Catalog> catalogs() {
    Map<String, PluginJar> newest = new LinkedHashMap<>();
    List<PluginJar> all = new ArrayList<>();
    for (Path path : jars()) {
      try {
        PluginJar jar = PluginJar.read(path);
        all.add(jar);
        PluginJar before = newest.get(jar.library());
        if (before == null || jar.replaces(before)) {
          newest.put(jar.library(), jar);
        }
        if (before != null) {
          said.accept(
              older(jar.replaces(before) ? jar : before, jar.replaces(before) ? before : jar));
        }
      } catch (IOException e) {
        said.accept(unreadable(path, e));
      }
    }
    if (newest.isEmpty()) {
      return List.of();
    }
    Set<String> hashes = hashes();
    NamedTrust names = new NamedTrust(trustedNames, all);
    Map<String, Path> owners = new HashMap<>();
    List<Catalog> catalogs = new ArrayList<>();
    for (PluginJar jar : newest.values()) {
      PluginCatalog catalog = catalog(jar, hashes, names);
      for (String name : catalog.names()) {
        Path owner = owners.putIfAbsent(name, jar.path());
        if (Catalogs.findOnPath(name) != null) {
          catalog.hide(name);
          said.accept(hidden(name, jar.path(), "the class path"));
        } else if (owner != null) {
          catalog.hide(name);
          said.accept(hidden(name, jar.path(), shown(owner)));
        }
      }
      catalogs.add(catalog);
    }
    return catalogs;
  }

  private List<Path> jars() {
    List<Path> all = new ArrayList<>();
    for (Path folder : folders) {
      List<Path> here = new ArrayList<>();
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path jar : jars) {
          here.add(jar);
          if (all.size() + here.size() > MAX_JARS) {
            throw new IOException("there are too many jars max=" + MAX_JARS);
          }
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        continue;
      } catch (IOException e) {
        said.accept(unreadable(folder, e));
        continue;
      }
      Collections.sort(here);
      all.addAll(here);
    }
    return all;
  }

  private Set<String> hashes() {
    try {
      return trusted == null ? Set.of() : trusted.hashes();
    } catch (ParallaxException e) {
      said.accept(e.diagnostic());
      return Set.of();
    }
  }

  private PluginCatalog catalog(PluginJar jar, Set<String> hashes, NamedTrust names) {
    try {
      String named = names.own(jar);
      if (named != null || !hashes.isEmpty() && hashes.contains(TrustedJars.hash(jar.path()))) {
        VerifiedJar copy = VerifiedJar.copy(jar.path());
        // The file may have changed since.
        boolean known = hashes.contains(copy.hash());
        if (named != null || known) {
          if (named != null && !known) {
            said.accept(NamedTrust.trusted(named, jar.path(), copy.hash()));
          }
          return PluginCatalog.trusted(jar, copy);
        }
        copy.close();
      }
      String shared = names.shared(jar);
      if (shared != null) {
        said.accept(NamedTrust.refused(shared, jar.path()));
      }
    } catch (IOException e) {
      said.accept(unreadable(jar.path(), e));
    }
    return PluginCatalog.untrusted(jar);
  }

  // ---- messages

  /** A file's name is as little ours as what is in the file. */
  static String shown(Path jar) {
    return ForeignText.line(jar.toString());
  }

  static Diagnostic unreadable(Path jar, IOException why) {
    String text = ForeignText.line(String.valueOf(why.getMessage()));
    return Diagnostic.of(
        DiagnosticId.PLUG_UNREADABLE,
        "plugin is not used jar=" + shown(jar) + ": " + text,
        "jar",
        jar.toString());
  }

  private static Diagnostic older(PluginJar used, PluginJar other) {
    return Diagnostic.of(
        DiagnosticId.PLUG_OLDER,
        "of two versions of a plugin the newer is used library="
            + used.library()
            + " jar="
            + shown(used.path())
            + " version="
            + used.versionText()
            + " unused="
            + shown(other.path())
            + " version="
            + other.versionText(),
        "library",
        used.library(),
        "jar",
        used.path().toString(),
        "unused",
        other.path().toString());
  }

  private static Diagnostic hidden(String element, Path jar, String by) {
    return Diagnostic.of(
        DiagnosticId.PLUG_HIDDEN,
        "element of a plugin is not used element="
            + element
            + " jar="
            + shown(jar)
            + ": "
            + by
            + " has one",
        "element",
        element,
        "jar",
        jar.toString());
  }

  /** Takes them away; what has been made of them goes on. */
  @Override
  public void close() {
    addition.close();
  }
}
