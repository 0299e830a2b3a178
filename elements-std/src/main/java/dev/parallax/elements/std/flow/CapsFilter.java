package dev.parallax.elements.std.flow;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.View;

/** A constraint for negotiation; at run time the planner leaves it out. */
@Element(
    name = "capsfilter",
    summary = "Restricts the format of a link",
    klass = "Generic",
    example =
        "videotestsrc num-buffers=10 ! capsfilter "
            + "caps=video/x-raw,format=RGB,width=320,height=240 ! fakesink")
@RtSafe
final class CapsFilter {
  @Property(doc = "caps that may pass, for example video/x-raw,format=I420; empty: any")
  String caps = "";

  @Transform
  @Same("*")
  void pass(@InOut(readOnly = true, volatileOk = true) View buffer) {}
}
