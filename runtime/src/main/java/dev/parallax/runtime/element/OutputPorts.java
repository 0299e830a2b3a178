package dev.parallax.runtime.element;

import dev.parallax.model.format.Format;

/**
 * The output ports of one template.
 *
 * @param <V> view of the ports
 */
public interface OutputPorts<V extends View> extends Iterable<OutputPort<V>> {
  /** Number of ports. */
  int count();

  /** Port {@code index}, in order of creation. */
  OutputPort<V> get(int index);

  /**
   * SOMETIMES ports: opens the next port for the stream {@code id}. It feeds the link that waits
   * for it; without one, buffers are dropped and counted.
   *
   * @param id identity of the stream, unique in the element
   * @param format its format
   */
  OutputPort<V> open(String id, Format format);

  /** SOMETIMES ports: no more ports will be opened; links that still wait get EOS. */
  void complete();
}
