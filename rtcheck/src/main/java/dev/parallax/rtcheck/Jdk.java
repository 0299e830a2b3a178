package dev.parallax.rtcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classes of the running JDK, read from its image one by one. Never from a compiler's file manager:
 * with {@code --release} that has stubs without code.
 */
final class Jdk {
  /** Modules that the table covers; a class of another one is unknown. */
  static final List<String> MODULES = List.of("java.base", "jdk.incubator.vector");

  private final Map<String, @Nullable ClassInfo> read = new HashMap<>();
  private final FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));

  @Nullable ClassInfo find(String name) {
    if (!read.containsKey(name)) {
      read.put(name, load(name));
    }
    return read.get(name);
  }

  private @Nullable ClassInfo load(String name) {
    for (String module : MODULES) {
      Path file = root(module).resolve(name + ".class");
      if (Files.exists(file)) {
        try {
          return ClassFiles.parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return null;
  }

  Path root(String module) {
    return image.getPath("/modules", module);
  }
}
