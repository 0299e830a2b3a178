package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.View;
import java.util.function.Consumer;

/** Shows every buffer to code of the application, which does not change it. */
@Element(
    name = "inspect",
    summary = "Shows every buffer to code",
    klass = "Filter",
    javaExample =
        """
        audioTestSrc().numBuffers(10)
            .via(inspect(buffer -> System.out.println(buffer.pts())))
            .to(fakeSink())
            .run();
        """)
final class Inspect {
  private final Consumer<? super View> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is read-only and valid during the call
   */
  Inspect(Consumer<? super View> code) {
    this.code = code;
  }

  @Transform
  @Same("*")
  void show(@InOut(readOnly = true) @AnyCaps View buffer) {
    code.accept(buffer);
  }
}
