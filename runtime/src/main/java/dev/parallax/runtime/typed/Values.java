package dev.parallax.runtime.typed;

/**
 * Objects of the application, one with each buffer. They stay in this process; what the objects are
 * is known to the compiler only.
 *
 * @param <T> type of the objects
 */
public interface Values<T> extends Media {
  /** Media type of links that carry objects. */
  String MEDIA_TYPE = "application/x-java-object";
}
