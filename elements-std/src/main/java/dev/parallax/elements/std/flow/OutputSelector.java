package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.OutputPorts;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * Sends every buffer to one of its outputs. Which one may be changed at any time and takes effect
 * with the next buffer. Formats, segments and the end go to all outputs.
 */
@Element(
    name = "output-selector",
    summary = "Sends to one of several outputs",
    klass = "Generic",
    example =
        "audiotestsrc num-buffers=20 ! output-selector name=s active-pad=out_1  s. !"
            + " queue ! fakesink  s. ! queue ! fakesink")
final class OutputSelector {
  @Property(
      doc = "name of the output that is sent to, for example out_1; empty: the first",
      live = true)
  String activePad = "";

  @Property(doc = "after a switch send the buffer before it again, to the new output")
  boolean resendLatest;

  @Output(name = "out_%u", presence = Presence.REQUEST, doc = "the stream while it is chosen")
  @Same("*")
  @Nullable OutputPorts<View> out;

  private @Nullable OutputPort<View> active;
  private @Nullable View latest;
  private boolean switched;

  @Start
  void start() {
    select();
    switched = false;
  }

  @Changed("active-pad")
  void select() {
    OutputPorts<View> ports = out;
    OutputPort<View> found = null;
    StringBuilder names = new StringBuilder();
    for (int i = 0; ports != null && i < ports.count(); i++) {
      OutputPort<View> port = ports.get(i);
      names.append(i == 0 ? "" : ", ").append(port.name());
      if (port.name().equals(activePad) || activePad.isEmpty() && i == 0) {
        found = port;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException(
          names.isEmpty()
              ? "output-selector has no output; link one"
              : "output-selector has no such output active-pad=" + activePad + " outputs=" + names);
    }
    switched |= found != active;
    active = found;
  }

  @Configure
  void configure(Setup setup) {
    setup.holds(resendLatest ? 1 : 0);
  }

  @Transform
  void send(@Input(volatileOk = true) @AnyCaps View in) {
    OutputPort<View> to = active;
    if (to == null) {
      throw new IllegalStateException("output-selector was not started");
    }
    View before = latest;
    if (switched && before != null) {
      to.forward(before);
    }
    switched = false;
    forget();
    if (resendLatest) {
      latest = in.retain();
    }
    to.forward(in);
  }

  /** Also before a change of format: the buffer has the old one. */
  @Drain
  @Reset
  @Stop
  void forget() {
    View before = latest;
    latest = null;
    if (before != null) {
      before.close();
    }
  }
}
