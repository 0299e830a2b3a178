package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import java.util.function.Consumer;

/** Runs code of the application on every buffer, as bytes, in place. */
@Element(
    name = "map",
    summary = "Runs code on every buffer",
    klass = "Filter",
    javaExample =
        """
        audioTestSrc().numBuffers(10)
            .to(map(bytes -> bytes.set(0, (byte) 1)))
            .to(fakeSink())
            .run();
        """)
final class Map {
  private final Consumer<? super Bytes> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is valid during the call
   */
  Map(Consumer<? super Bytes> code) {
    this.code = code;
  }

  @Transform
  @Same("*")
  void apply(@InOut @AnyCaps Bytes buffer) {
    code.accept(buffer);
  }
}
