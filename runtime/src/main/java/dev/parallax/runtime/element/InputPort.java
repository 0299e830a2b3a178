package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;
import dev.parallax.model.format.Format;
import org.jspecify.annotations.Nullable;

/**
 * One input port of an element with several.
 *
 * @param <V> view of the port
 */
@RtSafe
public interface InputPort<V extends View> {
  /** Name, for example {@code video_0}. */
  String name();

  /** Index among the ports of its field, from 0, stable while the port exists. */
  int index();

  /** Format, or null before the first caps. */
  @Nullable Format format();

  /** Whether the stream of this port has ended. */
  boolean eos();

  /**
   * The settings of this port, that {@code @Input(settings = ...)} names. They change only between
   * two calls of the element, and stay the same object.
   *
   * @throws IllegalStateException when the port has none of this type
   */
  <S> S settings(Class<S> type);

  /**
   * ALIGNED: the buffer that covers the current time, or null (end, gap, or an optional port
   * without data).
   */
  @Nullable V head();

  /**
   * SELECTED: whether buffers and events of this port wait from now on, and whoever sends them.
   * Ports begin, and begin anew after a flush, without it. A stream of which every port that is
   * left is held stands still, and fails as starved once a link is full.
   *
   * @throws IllegalStateException in an element that is not SELECTED
   */
  void hold(boolean held);
}
