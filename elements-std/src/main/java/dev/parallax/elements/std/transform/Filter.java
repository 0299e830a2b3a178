package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.View;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the buffers that code of the application wants; the others are dropped and counted. */
@Element(
    name = "filter",
    summary = "Keeps the buffers that code wants",
    klass = "Filter",
    javaExample =
        """
        audioTestSrc().numBuffers(10)
            .to(filter(buffer -> buffer.pts() >= 100_000_000))
            .to(fakeSink())
            .run();
        """)
final class Filter {
  private final Predicate<? super View> wanted;
  private @Nullable Context context;

  /**
   * Takes the code.
   *
   * @param wanted runs on the element's own thread; the view is read-only and valid during the call
   */
  Filter(Predicate<? super View> wanted) {
    this.wanted = wanted;
  }

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @Same("*")
  void filter(@Input @AnyCaps View in, @Output Emitter<View> out) {
    Context c = context;
    if (wanted.test(in)) {
      out.forward(in);
    } else if (c != null) {
      c.countDropped(1);
    }
  }
}
