package dev.parallax.memory.link;

/**
 * The peer wrote what no peer that follows the protocol writes. The link is of no use afterwards:
 * {@link Link#recover} it. Whoever owns it kills a peer that is not trusted, and leaves a trusted
 * one.
 */
public final class LinkViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String entry;

  LinkViolation(String reason, String entry) {
    super("peer broke the link's rules: " + reason + (entry.isEmpty() ? "" : " in " + entry));
    this.reason = reason;
    this.entry = entry;
  }

  /** The rule that was broken: a lower-case fact. */
  public String reason() {
    return reason;
  }

  /** The entry as text, empty when it was not in one. */
  public String entry() {
    return entry;
  }
}
