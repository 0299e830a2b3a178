package dev.parallax.runtime.pipeline;

import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.diag.ParallaxException;

/** What a pipeline tells the application, in order. */
public sealed interface Message {
  /** Name of the element or of the pipeline that it comes from. */
  String from();

  /**
   * Every branch has ended.
   *
   * @param from pipeline
   */
  record Eos(String from) implements Message {}

  /**
   * An element failed; the pipeline stops.
   *
   * @param from element
   * @param error what is wrong
   */
  record Failure(String from, ParallaxException error) implements Message {}

  /**
   * Something is odd, but the pipeline goes on.
   *
   * @param from element
   * @param text message, {@linkplain ForeignText#harmless harmless}
   */
  record Warning(String from, String text) implements Message {
    /** Makes the text harmless: it may quote a stream or a peer. */
    public Warning {
      text = ForeignText.harmless(text);
    }
  }

  /**
   * Something to know.
   *
   * @param from element
   * @param text message, {@linkplain ForeignText#harmless harmless}
   */
  record Info(String from, String text) implements Message {
    /** Makes the text harmless: it may quote a stream or a peer. */
    public Info {
      text = ForeignText.harmless(text);
    }
  }

  /**
   * The state changed.
   *
   * @param from pipeline
   * @param before state before
   * @param now state now
   */
  record StateChanged(String from, State before, State now) implements Message {}

  /**
   * A message of an element to the application.
   *
   * @param from element
   * @param payload value
   */
  record Application(String from, Object payload) implements Message {}
}
