package dev.parallax.elements.std.values;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.ToLongFunction;

/** Gives each value the presentation time that code reads from it. */
@Element(
    name = "valuestamp",
    summary = "Gives values their times",
    klass = "Filter/Values",
    javaExample =
        """
        ValueStream.from(List.of(100L, 200L, 900L))
            .stamped(ms -> ms * 1_000_000)
            .window(java.time.Duration.ofMillis(500))
            .forEach(System.out::println)
            .run();
        """)
final class ValueStamp {
  private final ToLongFunction<Object> pts;

  /**
   * Takes the code.
   *
   * @param pts the time of a value in ns; runs on the element's own thread
   * @param <T> the values that come; whoever links the element knows that they do
   */
  @SuppressWarnings("unchecked")
  <T> ValueStamp(ToLongFunction<? super T> pts) {
    this.pts = (ToLongFunction<Object>) pts;
  }

  @Transform
  @EncodedCaps(Values.MEDIA_TYPE)
  @Same("*")
  void apply(@Input View in, @Output Emitter<View> out) {
    out.forward(in, 0, in.size(), pts.applyAsLong(Carried.in(in)), in.duration());
  }
}
