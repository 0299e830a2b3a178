package dev.parallax.annotations;

/** Where an element wants to run. */
public enum Affinity {
  /** Where the planner puts it. */
  AUTO,
  /** On a virtual thread: it waits only for sockets, timers or the application. */
  ASYNC,
  /** On a real-time thread. */
  REAL_TIME
}
