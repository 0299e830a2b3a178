package dev.parallax.elements.std.util;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.View;

/** Passes every buffer on, and has no properties: the cheapest element there is. */
@Element(
    name = "passthrough",
    summary = "Passes buffers on",
    klass = "Generic",
    example = "testsrc num-buffers=20 ! passthrough ! testsink")
@RtSafe
final class PassThrough {
  @Transform
  @Same("*")
  void pass(@InOut(readOnly = true, volatileOk = true) View buffer) {}
}
