package dev.parallax.runtime.element;

/**
 * One output port.
 *
 * @param <V> view of the port
 */
public interface OutputPort<V extends View> extends Emitter<V> {
  /** Name, for example {@code video_0}. */
  String name();

  /** Ends the stream of this port: sends EOS and, for a SOMETIMES port, takes the port away. */
  void end();
}
