package dev.parallax.runtime.spi;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;

/** Where an output pad's buffers and events go: a fused input or a link. */
public interface Downstream {
  /** Takes the buffer over. {@link Flow#EOS}: no more is wanted. Never {@link Flow#AGAIN}. */
  Flow push(Buffer buffer);

  /** Takes an event, in order with the buffers. */
  void event(Event.Downstream event);
}
