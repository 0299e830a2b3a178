package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Sends the buffers of all its inputs to one output, as they come. */
@Element(
    name = "funnel",
    summary = "Sends several streams to one output",
    klass = "Generic",
    example =
        "funnel name=f ! fakesink  audiotestsrc num-buffers=50 ! f.  audiotestsrc "
            + "freq=880 num-buffers=50 ! f.")
final class Funnel {
  @Input(name = "in_%u", presence = Presence.REQUEST, doc = "a stream; all have the same format")
  @AnyCaps
  @Nullable InputPorts<View> in;

  @Transform(sync = Sync.SINGLE)
  @Same("*")
  void pass(InputPort<View> from, View buffer, @Output Emitter<View> out) {
    out.forward(buffer);
  }
}
