package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.Diagnostic;

/**
 * What is told about one child, on the thread that watches it: be quick, and do not wait for the
 * child here.
 */
public interface SandboxListener {
  /** It is locked in and its task runs. */
  default void ready() {}

  /** Bytes that its task sent; not trusted. */
  default void message(byte[] bytes) {}

  /** A line that it wrote, escaped; not trusted. */
  default void output(String line) {}

  /** It tried what it may not, or broke the protocol. Once for each kind of attempt. */
  default void diagnostic(Diagnostic diagnostic) {}

  /** It has ended; nothing follows. */
  default void ended(ChildExit exit) {}
}
