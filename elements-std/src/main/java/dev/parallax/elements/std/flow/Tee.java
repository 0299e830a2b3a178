package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.OutputPorts;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Sends every buffer to all its outputs, without a copy. */
@Element(
    name = "tee",
    summary = "Sends one stream to several outputs",
    klass = "Generic",
    example =
        "audiotestsrc num-buffers=50 ! tee name=t  t. ! queue ! wavenc ! filesink "
            + "location=tone.wav  t. ! queue ! fakesink")
final class Tee {
  @Property(doc = "keep running while no output is linked, instead of failing")
  boolean allowNotLinked;

  @Output(name = "out_%u", presence = Presence.REQUEST, doc = "a copy of the stream")
  @Same("*")
  @Nullable OutputPorts<View> out;

  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  void send(@Input(volatileOk = true) @AnyCaps View in) {
    OutputPorts<View> ports = out;
    boolean linked = false;
    for (int i = 0; ports != null && i < ports.count(); i++) {
      if (ports.get(i).linked()) {
        linked = true;
        ports.get(i).forward(in);
      }
    }
    if (linked) {
      return;
    }
    if (!allowNotLinked) {
      throw new IllegalStateException(
          "tee has no linked output; link one or set allow-not-linked=true");
    }
    Context c = context;
    if (c != null) {
      c.countDropped(1);
    }
  }
}
