package dev.parallax.runtime.spi;

import dev.parallax.annotations.RtTrusted;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.View;

/** What the executor does for the pads of one element. Called on the element's own thread. */
@RtTrusted(reason = "negotiates when a format changes, which is not steady state")
public interface PadHost {
  /** Where the pad gets its buffers, made when it is first needed. */
  BufferSource bufferSource(OutputPad<?> pad);

  /** Announces a pad's format: negotiates what is open, tells downstream in order. */
  void announce(OutputPad<?> pad, Format format);

  /** Whether {@link #announce} of that format would succeed. */
  boolean accepts(OutputPad<?> pad, Format format);

  /** The nearest to {@code wanted} of what may be announced, in size and frame rate. */
  VideoFormat nearest(OutputPad<?> pad, VideoFormat wanted);

  /** Opens a SOMETIMES pad and links it to whoever waits for it. */
  <V extends View> OutputPad<V> open(OutputPads<V> pads, String id, Format format);

  /** No more SOMETIMES pads will be opened. */
  void complete(OutputPads<?> pads);

  /**
   * After {@code AGAIN}: waits for the condition; false when the input is to be given up (stop,
   * flush).
   */
  boolean awaitAgain();
}
