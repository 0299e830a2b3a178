package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of each value of the left input and the latest one of the right input that is not
 * later. It has the left one's times. Ends with the left input.
 */
@Element(
    name = "valuetemporaljoin",
    summary = "Joins each value with the latest one of another stream",
    klass = "Values",
    javaExample =
        """
        ValueStream<String> prices =
            ValueStream.from(List.of("cheap", "dear"), java.time.Duration.ofSeconds(1));
        ValueStream.from(List.of(1, 2, 3), java.time.Duration.ofMillis(600))
            .temporalJoin(prices, (n, price) -> n + " " + price.orElse("free"))
            .forEach(System.out::println)
            .run();
        """)
final class ValueTemporalJoin {
  @Property(doc = "how old the right value may be, in ns; 0: any age", min = 0)
  long maxAge;

  // The right port stands first: of two equal times, its value is taken first.
  @Input
  @EncodedCaps(Values.MEDIA_TYPE)
  @Nullable InputPort<View> right;

  @Input
  @EncodedCaps(Values.MEDIA_TYPE)
  @Nullable InputPort<View> left;

  private final BiFunction<Object, Optional<Object>, ?> code;
  private @Nullable Object latest;
  private long latestPts;

  /**
   * Takes the code.
   *
   * @param code takes a left value and the right one, empty when there is none; runs on the
   *     element's own thread
   * @param <T> the values of the left input; whoever links the element knows that they come
   * @param <U> the values of the right
   */
  @SuppressWarnings("unchecked")
  <T, U> ValueTemporalJoin(BiFunction<? super T, Optional<U>, ?> code) {
    this.code = (BiFunction<Object, Optional<Object>, ?>) (BiFunction<?, ?, ?>) code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform(sync = Sync.ORDERED)
  Flow join(
      InputPort<View> from, View buffer, @Output @EncodedCaps(Values.MEDIA_TYPE) Emitter<View> out)
      throws StreamException {
    long pts = Carried.time(buffer);
    InputPort<View> l = left;
    if (from == l) {
      Object there = latest;
      boolean usable = there != null && (maxAge == 0 || pts - latestPts <= maxAge);
      Optional<Object> value = usable ? Optional.ofNullable(there) : Optional.empty();
      Carried.send(out, code.apply(Carried.in(buffer), value), buffer);
      return Flow.OK;
    }
    latest = Carried.in(buffer);
    latestPts = pts;
    return l != null && l.eos() ? Flow.EOS : Flow.OK;
  }

  @Start
  @Reset
  void reset() {
    latest = null;
  }
}
