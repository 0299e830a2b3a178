package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes any number of values of each value; all of them have the times of the old one. */
@Element(
    name = "valueflatmap",
    summary = "Makes any number of values of each value",
    klass = "Filter/Values",
    javaExample =
        """
        ValueStream.from(List.of("a b", "c"))
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .forEach(System.out::println)
            .run();
        """)
final class ValueFlatMap {
  private final Function<Object, ? extends Stream<?>> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; its streams are closed
   * @param <T> the values that come; whoever links the element knows that they do
   */
  @SuppressWarnings("unchecked")
  <T> ValueFlatMap(Function<? super T, ? extends Stream<?>> code) {
    this.code = (Function<Object, ? extends Stream<?>>) code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform
  @EncodedCaps(Values.MEDIA_TYPE)
  void apply(@Input View in, @Output Emitter<View> out) {
    try (Stream<?> values = code.apply(Carried.in(in))) {
      Iterator<?> each = values.iterator();
      Flow flow = Flow.OK;
      while (flow != Flow.EOS && each.hasNext()) { // a stream may be endless, take() ends it
        flow = Carried.send(out, each.next(), in);
      }
    }
  }
}
