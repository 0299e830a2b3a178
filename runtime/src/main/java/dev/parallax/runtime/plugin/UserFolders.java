package dev.parallax.runtime.plugin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this user keeps things: XDG base directories. */
final class UserFolders {
  private UserFolders() {}

  static Path data() {
    return of(System.getenv("XDG_DATA_HOME"), ".local/share");
  }

  static Path config() {
    return of(System.getenv("XDG_CONFIG_HOME"), ".config");
  }

  /** A variable that is no absolute path counts as unset, says the specification. */
  private static Path of(@Nullable String variable, String otherwise) {
    return variable != null && variable.startsWith("/")
        ? Path.of(variable)
        : Path.of(System.getProperty("user.home", "/nonexistent"), otherwise);
  }
}
