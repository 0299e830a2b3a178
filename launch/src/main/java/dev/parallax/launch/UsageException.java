package dev.parallax.launch;

import org.jspecify.annotations.Nullable;

/** The words of the command line make no sense. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;
  private final @Nullable Command command;

  UsageException(@Nullable Command command, String message) {
    super(message);
    this.command = command;
  }

  /** Whose help would help; null: that of all. */
  @Nullable Command command() {
    return command;
  }
}
