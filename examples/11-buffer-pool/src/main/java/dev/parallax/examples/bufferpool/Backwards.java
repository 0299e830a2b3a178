package dev.parallax.examples.bufferpool;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import java.util.ArrayDeque;

/**
 * Sends groups of buffers last one first, and before each a list of their sizes. The buffers are
 * kept and passed on without a copy; the list is written into a buffer of the element's own pool.
 */
@Element(name = "backwards", summary = "Turns the order of buffers around")
final class Backwards {
  @Property(doc = "buffers of a group", min = 1, max = 1000, def = "4")
  int group = 4;

  @Property(
      doc = "tell the runtime how many buffers are kept; only to see what happens if not",
      def = "true")
  boolean tell = true;

  private final ArrayDeque<View> kept = new ArrayDeque<>();

  @Configure
  void configure(Setup setup) {
    setup.outputBytes((long) group * Integer.BYTES); // the largest buffer that acquire gives
    if (tell) {
      setup.holds(group); // the pool that the input comes from gets so many more
    }
  }

  @Transform
  void turn(@Input @BytesCaps Bytes in, @Output @BytesCaps Emitter<Bytes> out) {
    kept.push(in.retain()); // still there after this call, until it is closed
    if (kept.size() == group) {
      send(out);
    }
  }

  @Drain
  void send(Emitter<Bytes> out) {
    if (kept.isEmpty()) {
      return;
    }
    Bytes sizes = out.acquire(); // of the pool; waits if everything is under way
    sizes.resize((long) kept.size() * Integer.BYTES);
    long at = 0;
    for (View view : kept) {
      sizes.set(at + 3, (byte) view.size());
      sizes.set(at + 2, (byte) (view.size() >> 8));
      sizes.set(at + 1, (byte) (view.size() >> 16));
      sizes.set(at, (byte) (view.size() >> 24));
      at += Integer.BYTES;
    }
    out.send(sizes);
    while (!kept.isEmpty()) {
      try (View view = kept.pop()) { // close gives it back to the pool it came from
        out.forward(view);
      }
    }
  }

  @Reset
  @Stop
  void forget() {
    kept.forEach(View::close);
    kept.clear();
  }
}
