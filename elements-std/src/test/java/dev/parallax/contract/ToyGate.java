package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.View;
import java.util.concurrent.CountDownLatch;

/** Passes buffers on once the gate is open. */
@Element(name = "toygate", summary = "Works on its first buffer until it may go on")
final class ToyGate {
  /** Of all elements of this kind. */
  static volatile CountDownLatch gate = new CountDownLatch(0);

  @Transform
  @Same("*")
  void pass(@InOut(readOnly = true) @AnyCaps View in) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted at the gate pts=" + in.pts(), e);
    }
  }
}
