package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;

/**
 * The input ports of one template.
 *
 * @param <V> view of the ports
 */
@RtSafe
public interface InputPorts<V extends View> extends Iterable<InputPort<V>> {
  /** Number of ports. */
  int count();

  /** Port {@code index}, in order of creation. */
  InputPort<V> get(int index);
}
