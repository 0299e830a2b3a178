package dev.parallax.runtime.exec;

import dev.parallax.model.diag.ParallaxException;

/** What the pipeline hears of its engine. Called on the engine's threads: return soon. */
public interface EngineListener {
  /** A flush: streams that had ended go on. */
  void flushed();

  /** Every branch has ended. */
  void eos();

  /** The first failure; the domains are stopping. */
  void error(String element, ParallaxException error);

  /** A warning of an element. */
  void warning(String element, String text);

  /** Information of an element. */
  void info(String element, String text);

  /** An application message of an element. */
  void application(String element, Object payload);
}
