package dev.parallax.elements.std.flow;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.util.Map;

/** One buffer that is due in an hour, and then large events as fast as it can. */
@Element(name = "chatter", summary = "Sends many large events", klass = "Source")
final class Chatter {
  static final long DUE = 3_600_000_000_000L;

  @Property(doc = "events to send", min = 1)
  int events = 1;

  private final String text = "x".repeat(20_000);
  private volatile int sent;

  @Start
  void start() {
    sent = -1;
  }

  @Produce
  Flow produce(@Output @AnyCaps Emitter<Bytes> out) {
    if (sent == events) {
      return Flow.EOS;
    }
    if (sent < 0) {
      Bytes buffer = out.acquire(1);
      buffer.resize(1);
      buffer.set(0, (byte) 7);
      buffer.pts(DUE);
      sent = 0;
      return out.send(buffer);
    }
    out.event(new Event.Tags(Map.of("n" + sent, text)));
    sent++;
    return Flow.OK;
  }

  /** Events for which there was room. */
  @Action
  int sent() {
    return sent;
  }
}
