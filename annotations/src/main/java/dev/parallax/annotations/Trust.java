package dev.parallax.annotations;

/** How far the code of an element is trusted. */
public enum Trust {
  /** Runs in the host process. */
  TRUSTED,
  /** As {@link #TRUSTED} today; says that its author would rather have it isolated. */
  SEMI_TRUSTED,
  /** Runs in the host process only where the user trusts it by name. */
  UNTRUSTED
}
