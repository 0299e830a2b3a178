package dev.parallax.annotations;

/** How far the code of an element is trusted. */
public enum Trust {
  /** Runs in the host process. */
  TRUSTED,
  /** Runs in the host process unless asked otherwise. */
  SEMI_TRUSTED,
  /** Never runs in the host process. */
  UNTRUSTED
}
