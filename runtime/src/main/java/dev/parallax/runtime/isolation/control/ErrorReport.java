package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/**
 * Something went wrong in a child.
 *
 * @param fatal whether the element can't go on
 * @param id id of the diagnostic, or empty
 * @param message text for a person, cut to its room by the sender
 * @param place where in the code, or empty
 */
@Wire
public record ErrorReport(
    boolean fatal,
    @MaxLength(32) String id,
    @MaxLength(3_000) String message,
    @MaxLength(900) String place)
    implements ControlMessage.FromChild {

  /** The message without what would confuse a terminal or a log; a child can't be trusted. */
  public String printable() {
    StringBuilder text = new StringBuilder(message.length());
    message
        .codePoints()
        .forEach(c -> {
          boolean plain = c == '\n' || c == '\t' || !isHidden(c);
          text.appendCodePoint(plain ? c : '\ufffd');
        });
    return text.toString();
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED;
  }
}
