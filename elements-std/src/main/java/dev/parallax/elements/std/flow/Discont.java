package dev.parallax.elements.std.flow;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.View;

/** Marks the first buffer behind a cut, without a copy of its bytes. */
final class Discont {
  private Discont() {}

  /** Sends a buffer on, marked as not continuous with what was sent before. */
  static void send(View in, Emitter<View> out) {
    if ((in.flags() & Buffer.DISCONT) != 0) {
      out.forward(in);
      return;
    }
    View marked = out.share(in);
    marked.flags(in.flags() | Buffer.DISCONT);
    out.send(marked);
  }
}
