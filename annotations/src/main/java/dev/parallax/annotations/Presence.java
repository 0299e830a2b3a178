package dev.parallax.annotations;

/** When a port exists. */
public enum Presence {
  /** As long as the element. */
  ALWAYS,
  /** When the application or the pipeline string asks for it. */
  REQUEST,
  /** When the stream has it; only the element opens it. */
  SOMETIMES
}
