package dev.parallax.runtime.exec;

import dev.parallax.model.diag.ParallaxException;

/** What the pipeline hears of its engine. Called on the engine's threads: return soon. */
public interface EngineListener {
  /** Every branch has ended. */
  void eos();

  /**
   * Nothing of the old stream is left after a flush: an end that was told before counts no more.
   */
  void flushed();

  /** The first failure; the domains are stopping. */
  void error(String element, ParallaxException error);

  /** A warning of an element. */
  void warning(String element, String text);

  /** Information of an element. */
  void info(String element, String text);

  /**
   * An application message of an element.
   *
   * @param heapBytes most memory that the payload takes, when another process has posted it; else 0
   */
  void application(String element, Object payload, int heapBytes);
}
