package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.BiFunction;

/**
 * Makes one value of the n-th values of two streams, with the times of the first; ends with the
 * shorter one.
 */
@Element(
    name = "valuezip",
    summary = "Joins the n-th values of two streams",
    klass = "Values",
    javaExample =
        """
        ValueStream<String> names = ValueStream.from(List.of("one", "two"));
        ValueStream.from(List.of(1, 2, 3))
            .zip(names, (n, name) -> name + " is " + n)
            .forEach(System.out::println)
            .run();
        """)
final class ValueZip {
  private final BiFunction<Object, Object, ?> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread
   * @param <T> the values of the first input; whoever links the element knows that they come
   * @param <U> the values of the second
   */
  @SuppressWarnings("unchecked")
  <T, U> ValueZip(BiFunction<? super T, ? super U, ?> code) {
    this.code = (BiFunction<Object, Object, ?>) code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform(sync = Sync.ZIPPED)
  @EncodedCaps(Values.MEDIA_TYPE)
  void zip(@Input View left, @Input View right, @Output Emitter<View> out) {
    Carried.send(out, code.apply(Carried.in(left), Carried.in(right)), left);
  }
}
