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
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of each pair with equal keys whose times are at most {@code within} apart. The pair
 * has the later one's time. Both inputs are taken in order of time.
 */
@Element(
    name = "valuejoin",
    summary = "Joins values with equal keys in a window of time",
    klass = "Values",
    javaExample =
        """
        ValueStream<Integer> left = ValueStream.from(List.of(1, 2, 3), java.time.Duration.ofMillis(1));
        ValueStream<Integer> right = ValueStream.from(List.of(3, 2, 1), java.time.Duration.ofMillis(1));
        left.join(right, n -> n, n -> n, java.time.Duration.ofMillis(2), (a, b) -> a + " and " + b)
            .forEach(System.out::println)
            .run();
        """)
final class ValueJoin {
  @Property(doc = "largest distance in time of a pair, in ns", min = 0)
  long within = 1_000_000_000;

  @Input
  @EncodedCaps(Values.MEDIA_TYPE)
  @Nullable InputPort<View> left;

  @Input
  @EncodedCaps(Values.MEDIA_TYPE)
  @Nullable InputPort<View> right;

  private final Function<Object, ?> leftKey;
  private final Function<Object, ?> rightKey;
  private final BiFunction<Object, Object, ?> code;
  private final JoinSide lefts = new JoinSide();
  private final JoinSide rights = new JoinSide();

  /**
   * Takes the code, all of which runs on the element's own thread.
   *
   * @param leftKey key of a value of the left input
   * @param rightKey key of a value of the right input
   * @param code makes a value of a pair
   * @param <T> the values of the left input; whoever links the element knows that they come
   * @param <U> the values of the right
   */
  @SuppressWarnings("unchecked")
  <T, U> ValueJoin(
      Function<? super T, ?> leftKey,
      Function<? super U, ?> rightKey,
      BiFunction<? super T, ? super U, ?> code) {
    this.leftKey = (Function<Object, ?>) leftKey;
    this.rightKey = (Function<Object, ?>) rightKey;
    this.code = (BiFunction<Object, Object, ?>) code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform(sync = Sync.ORDERED)
  void join(
      InputPort<View> from, View buffer, @Output @EncodedCaps(Values.MEDIA_TYPE) Emitter<View> out)
      throws StreamException {
    long pts = Carried.time(buffer);
    Object value = Carried.in(buffer);
    boolean isLeft = from == left;
    Object key = Carried.checked((isLeft ? leftKey : rightKey).apply(value));
    JoinSide others = isLeft ? rights : lefts;
    others.forgetBefore(pts < Long.MIN_VALUE + within ? Long.MIN_VALUE : pts - within);
    for (JoinSide.Item other : others.matches(key)) {
      Object joined = isLeft ? code.apply(value, other.value()) : code.apply(other.value(), value);
      Carried.send(out, joined, buffer);
    }
    if (!other(from).eos()) {
      (isLeft ? lefts : rights).add(new JoinSide.Item(key, value, pts));
    }
  }

  private InputPort<View> other(InputPort<View> from) {
    InputPort<View> l = left;
    InputPort<View> r = right;
    if (l == null || r == null) {
      throw new IllegalStateException("ports are not there");
    }
    return from == l ? r : l;
  }

  @Start
  @Reset
  void reset() {
    lefts.clear();
    rights.clear();
  }
}
