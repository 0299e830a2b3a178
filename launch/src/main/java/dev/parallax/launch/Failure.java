package dev.parallax.launch;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.nativeglue.linux.NativeAccessException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why the command ends without success.
 *
 * @param exit exit code
 * @param id id of the diagnostic, or null
 * @param text whole message without the id, several lines allowed
 * @param data the diagnostic's data
 * @param cause for {@code -v}
 */
record Failure(
    ExitCode exit,
    @Nullable DiagnosticId id,
    String text,
    Map<String, String> data,
    Throwable cause) {
  static Failure of(Throwable cause) {
    return switch (cause) {
      case ParallaxException e -> {
        Diagnostic d = e.diagnostic();
        yield new Failure(ExitCode.of(d.id()), d.id(), d.text(), d.data(), e);
      }
      case NativeAccessException e -> new Failure(ExitCode.SETUP, null, message(e), Map.of(), e);
      default ->
          new Failure(
              ExitCode.INTERNAL,
              null,
              "internal: " + cause + "\n" + stack(cause).strip(),
              Map.of(),
              cause);
    };
  }

  /** As printed after {@code error: }. */
  String line() {
    return id == null ? text : "[" + id.code() + "] " + text;
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  static String stack(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
