package dev.parallax.runtime.spi;

import dev.parallax.annotations.RtTrusted;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;

/** Where an output pad's buffers and events go: a fused input or a link. */
@RtTrusted(
    reason =
        "the next element, which is verified by its own mark, or a link to another thread, which"
            + " may wait for room")
public interface Downstream {
  /** Takes the buffer over. {@link Flow#EOS}: no more is wanted. Never {@link Flow#AGAIN}. */
  Flow push(Buffer buffer);

  /**
   * Takes the format of what follows, in order with the buffers.
   *
   * @param format fixed format
   * @param negotiation the executor's result of the negotiation that gave it
   */
  void caps(Format format, Object negotiation);

  /** Takes an event, in order with the buffers. */
  void event(Event.Downstream event);
}
