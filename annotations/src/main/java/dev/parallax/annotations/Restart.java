package dev.parallax.annotations;

/** What to do after a crash of an element's process. */
public enum Restart {
  /** {@link #FATAL} when output is delayed, else {@link #STATELESS}. */
  AUTO,
  /** Start again with the inputs that had no output yet. */
  STATELESS,
  /** Start again at the next key frame. */
  RESYNC,
  /** The pipeline fails. */
  FATAL
}
