package dev.parallax.elements.std.values;

import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.Consumer;

/** Gives each value to code of the application. */
@Element(
    name = "valuesink",
    summary = "Gives values to code",
    klass = "Sink/Values",
    javaExample =
        """
        ValueStream.from(List.of(1, 2, 3)).forEach(System.out::println).run();
        """)
final class ValueSink {
  private final Runnable begin;
  private final Consumer<Object> each;
  private final Runnable end;

  /**
   * Takes the code.
   *
   * @param each runs on the element's own thread
   * @param <T> the values that come; whoever links the element knows that they do
   */
  <T> ValueSink(Consumer<? super T> each) {
    this(() -> {}, each, () -> {});
  }

  /**
   * Takes the code, all of which runs on the element's own thread.
   *
   * @param begin runs when the pipeline starts
   * @param each takes a value
   * @param end runs at the end of the stream, not when the pipeline is stopped before
   * @param <T> the values that come; whoever links the element knows that they do
   */
  @SuppressWarnings("unchecked")
  <T> ValueSink(Runnable begin, Consumer<? super T> each, Runnable end) {
    this.begin = begin;
    this.each = (Consumer<Object>) each;
    this.end = end;
  }

  @Start
  void start() {
    begin.run();
  }

  @Consume
  void take(@Input @EncodedCaps(Values.MEDIA_TYPE) View in) {
    each.accept(Carried.in(in));
  }

  @OnEvent
  boolean ended(Event.Eos eos) {
    end.run();
    return true;
  }
}
