package dev.parallax.model.caps;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.diag.ParallaxException;
import java.util.Map;

/** A text that is not caps. */
public final class CapsParseException extends ParallaxException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  private final String reason;
  private final int offset;

  CapsParseException(String text, int offset, String reason) {
    super(diagnostic(text, offset, reason));
    this.reason = reason;
    this.offset = offset;
  }

  /** What is wrong, without the place and the text. */
  public String reason() {
    return reason;
  }

  /** Place in the text in chars, 0 to its length. */
  public int offset() {
    return offset;
  }

  private static Diagnostic diagnostic(String text, int offset, String reason) {
    String near = ForeignText.line(text.substring(offset, Math.min(text.length(), offset + SHOWN)));
    String fact =
        reason + " offset=" + offset + (near.isEmpty() ? " (end)" : " at \"" + near + "\"");
    return new Diagnostic(
        DiagnosticId.CAPS_SYNTAX,
        fact,
        Map.of("offset", Integer.toString(offset), "reason", reason));
  }
}
