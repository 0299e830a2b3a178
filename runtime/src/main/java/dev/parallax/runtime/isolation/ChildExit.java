package dev.parallax.runtime.isolation;

/**
 * How a child has ended.
 *
 * @param kind who ended it
 * @param status exit code, or number of the signal for {@link Kind#SIGNALLED} and {@link
 *     Kind#KILLED}
 * @param reason a few words: what its task threw (not trusted, escaped), or why it was killed
 */
public record ChildExit(Kind kind, int status, String reason) {
  /** Who ended it. */
  public enum Kind {
    /** Its task returned. */
    DONE,
    /** Its task threw, or it left with another exit code. */
    FAILED,
    /** A signal: a crash, or the first filter. */
    SIGNALLED,
    /** We, on request or for what it did. */
    KILLED
  }
}
