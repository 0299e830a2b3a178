package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.Function;

/** Makes one value of each value; the new one has the times of the old one. */
@Element(
    name = "valuemap",
    summary = "Makes a value of each value",
    klass = "Filter/Values",
    javaExample =
        """
        ValueStream.from(List.of(1, 2, 3)).map(n -> n * n).forEach(System.out::println).run();
        """)
final class ValueMap {
  private final Function<Object, ?> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread
   * @param <T> the values that come; whoever links the element knows that they do
   */
  @SuppressWarnings("unchecked")
  <T> ValueMap(Function<? super T, ?> code) {
    this.code = (Function<Object, ?>) code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform
  @EncodedCaps(Values.MEDIA_TYPE)
  void apply(@Input View in, @Output Emitter<View> out) {
    Carried.send(out, code.apply(Carried.in(in)), in);
  }
}
