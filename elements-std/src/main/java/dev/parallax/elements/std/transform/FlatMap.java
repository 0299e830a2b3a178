package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import java.util.function.BiConsumer;

/** Lets code make any number of buffers of each buffer. */
@Element(
    name = "flatmap",
    summary = "Lets code make any number of buffers of each",
    klass = "Filter",
    javaExample =
        """
        fakeSrc().numBuffers(10)
            .via(
                flatMap(
                    (in, out) -> {
                      out.forward(in);
                      out.forward(in); // everything twice
                    }))
            .to(fakeSink())
            .run();
        """)
final class FlatMap {
  private final BiConsumer<? super Bytes, ? super Emitter<Bytes>> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is read-only and valid during the call,
   *     times of what it sends are its part
   */
  FlatMap(BiConsumer<? super Bytes, ? super Emitter<Bytes>> code) {
    this.code = code;
  }

  @Transform
  @AnyCaps
  @Same("*")
  void apply(@Input Bytes in, @Output Emitter<Bytes> out) {
    code.accept(in, out);
  }
}
