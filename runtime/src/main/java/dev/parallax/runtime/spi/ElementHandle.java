package dev.parallax.runtime.spi;

/** An element of a pipeline, for generated control interfaces. Any thread. */
public interface ElementHandle {
  /** Name in the pipeline. */
  String name();

  /** Current value of a property. */
  Object get(int property);

  /**
   * Sets a property: at once before the pipeline is prepared, else between two calls on the
   * element's own thread, the latest value winning.
   *
   * @throws dev.parallax.model.diag.ParallaxException when the value is out of range or the
   *     property is not live
   */
  void set(int property, Object value);

  /** The author's object, for actions. */
  Object element();
}
