package dev.parallax.launch;

import dev.parallax.model.diag.ForeignText;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the command prints: whatever text comes here, and whoever wrote a part of it, a terminal
 * does not obey it. Only what goes around it, by {@link #raw}, may.
 */
final class HarmlessStream extends PrintStream {
  private final PrintStream to;

  HarmlessStream(PrintStream to) {
    super(to, false, to.charset());
    this.to = to;
  }

  /** Prints what a terminal is to obey. */
  static void raw(PrintStream stream, String text) {
    if (stream instanceof HarmlessStream harmless) {
      harmless.to.print(text);
    } else {
      stream.print(text);
    }
  }

  @Override
  public void print(@Nullable String text) {
    super.print(ForeignText.harmless(String.valueOf(text)));
  }

  @Override
  public void print(@Nullable Object value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char[] text) {
    print(String.valueOf(text));
  }
}
