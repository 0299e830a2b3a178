package dev.parallax.elements.std.values;

import dev.parallax.elements.std.flow.FunnelElement;
import dev.parallax.elements.std.transform.FilterElement;
import dev.parallax.elements.std.transform.InspectElement;
import dev.parallax.elements.std.transform.RangeElement;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.VideoFrame;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.runtime.spi.PortRef;
import dev.parallax.runtime.typed.ByteStream;
import dev.parallax.runtime.typed.Encoded;
import dev.parallax.runtime.typed.Filter;
import dev.parallax.runtime.typed.Into;
import dev.parallax.runtime.typed.Link;
import dev.parallax.runtime.typed.Media;
import dev.parallax.runtime.typed.Out;
import dev.parallax.runtime.typed.RawAudio;
import dev.parallax.runtime.typed.RawVideo;
import dev.parallax.runtime.typed.Same;
import dev.parallax.runtime.typed.Values;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stream of the application's objects, as part of a typed chain. Each operator adds an element to
 * the graph, which runs in the thread that the planner chose; so code given to operators runs
 * there, one call at a time, and must not block for long. Values are handed on, never copied: those
 * that change must not be shared with branches or threads. Null is no value.
 *
 * <p>A chain is built once, by one thread; each operator is linked to what stands before it.
 *
 * @param <T> the objects
 */
public final class ValueStream<T> implements Out<Values<T>> {
  private final PortRef outlet;

  private ValueStream(PortRef outlet) {
    this.outlet = outlet;
  }

  @Override
  public PortRef outlet() {
    return outlet;
  }

  // ---- sources

  /** Every element of a collection, in each run anew; values have no times. */
  public static <T> ValueStream<T> from(Iterable<? extends T> values) {
    return source(values::iterator, () -> {});
  }

  /** What an iterator still has: a second run goes on where the first one ended. */
  public static <T> ValueStream<T> from(Iterator<? extends T> values) {
    return source(() -> values, () -> {});
  }

  /** A stream, endless ones too; it serves one run, and is closed when the pipeline stops. */
  public static <T> ValueStream<T> from(Stream<? extends T> values) {
    return source(values::iterator, values::close);
  }

  /** As {@link #from(Iterable)}; the n-th value has the time n * {@code interval}. */
  public static <T> ValueStream<T> from(Iterable<? extends T> values, Duration interval) {
    ValueSrcElement element = new ValueSrcElement(values::iterator, () -> {});
    return new ValueStream<>(element.interval(interval.toNanos()).outlet());
  }

  private static <T> ValueStream<T> source(
      Supplier<? extends Iterator<? extends T>> values, Runnable close) {
    return new ValueStream<>(new ValueSrcElement(values, close).outlet());
  }

  /** A branch, or another output, with the operators. */
  public static <T> ValueStream<T> of(Out<Values<T>> values) {
    return new ValueStream<>(values.outlet());
  }

  // ---- from media

  /** Makes a value of each block of audio; it has the block's times and must not keep the view. */
  public static <T> Into<RawAudio, ValueStream<T>> ofAudio(
      Function<? super AudioBlock, ? extends T> code) {
    return entry(new AudioValuesElement(code));
  }

  /** Makes a value of each picture; it has the picture's times and must not keep the view. */
  public static <T> Into<RawVideo, ValueStream<T>> ofVideo(
      Function<? super VideoFrame, ? extends T> code) {
    return entry(new VideoValuesElement(code));
  }

  /** Makes a value of each packet; it has the packet's times and must not keep the view. */
  public static <T> Into<Encoded, ValueStream<T>> ofPackets(
      Function<? super Packet, ? extends T> code) {
    return entry(new PacketValuesElement(code));
  }

  /** Makes a value of each buffer of any media; it has its times and must not keep the view. */
  public static <T> Into<Media, ValueStream<T>> ofBytes(Function<? super Bytes, ? extends T> code) {
    return entry(new BytesValuesElement(code));
  }

  private static <I extends Media, T> Into<I, ValueStream<T>> entry(Filter<I, Values<?>> element) {
    return new Into<>() {
      @Override
      public PortRef inlet() {
        return element.inlet();
      }

      @Override
      public ValueStream<T> next() {
        return new ValueStream<>(element.next().outlet());
      }
    };
  }

  // ---- one value at a time

  /** Makes one value of each. */
  public <R> ValueStream<R> map(Function<? super T, ? extends R> code) {
    return through(new ValueMapElement(code));
  }

  /** Makes a value of each that gives one. */
  public <R> ValueStream<R> filterMap(Function<? super T, Optional<R>> code) {
    return flatMap(value -> code.apply(value).stream());
  }

  /**
   * Makes any number of values of each; the streams may be endless when a {@link #take} follows.
   */
  public <R> ValueStream<R> flatMap(Function<? super T, ? extends Stream<? extends R>> code) {
    return through(new ValueFlatMapElement(code));
  }

  /** Keeps the values that pass the test; the others count as dropped. */
  public ValueStream<T> filter(Predicate<? super T> test) {
    return via(new FilterElement(view -> test.test(Carried.<T>in(view))));
  }

  /** Shows every value to code. */
  public ValueStream<T> inspect(Consumer<? super T> code) {
    return via(new InspectElement(view -> code.accept(Carried.<T>in(view))));
  }

  /** The first values; then the stream ends, and what stands before is told so. */
  public ValueStream<T> take(long values) {
    return via(new RangeElement().take(values));
  }

  /** Leaves out the first values. */
  public ValueStream<T> skip(long values) {
    return via(new RangeElement().skip(values));
  }

  /** Gives each value the time, in nanoseconds, that code reads from it. */
  public ValueStream<T> stamped(ToLongFunction<? super T> pts) {
    return via(new ValueStampElement(pts));
  }

  /** Passes through an element that keeps what flows: a queue, an identity, a valve. */
  @Override
  public ValueStream<T> via(Same<? super Values<T>> passthrough) {
    outlet.link(passthrough.inlet());
    return new ValueStream<>(passthrough.outlet());
  }

  /** Names the last operator of the chain, for {@code Pipeline.find} and counters. */
  public ValueStream<T> named(String name) {
    node().named(name);
    return this;
  }

  /** The last operator of the chain as an element, for {@code ${name}} in a pipeline string. */
  public ElementNode<?> node() {
    return outlet.node();
  }

  // ---- groups

  /** Lists of {@code size} values, the last one of what is left. */
  public ValueStream<List<T>> batch(int size) {
    return window(size, size);
  }

  /** Lists of {@code size} values, one beginning with every {@code step}-th value. */
  public ValueStream<List<T>> window(int size, int step) {
    return grouped(WindowUnit.COUNT, size, step);
  }

  /** Lists of the values of each {@code size} of time; windows without values are left out. */
  public ValueStream<List<T>> window(Duration size) {
    return window(size, size);
  }

  /** As {@link #window(Duration)}, one beginning every {@code step}. */
  public ValueStream<List<T>> window(Duration size, Duration step) {
    return grouped(WindowUnit.TIME, size.toNanos(), step.toNanos());
  }

  private ValueStream<List<T>> grouped(WindowUnit unit, long size, long step) {
    return through(new ValueWindowElement().unit(unit).size(size).step(step));
  }

  // ---- several streams

  /** The values of both streams as they come. */
  public ValueStream<T> merge(Out<? extends Values<? extends T>> other) {
    FunnelElement funnel = new FunnelElement();
    outlet.link(funnel.in().inlet());
    other.outlet().link(funnel.in().inlet());
    return new ValueStream<>(funnel.out().outlet());
  }

  /** Makes a value of the n-th values of both streams; ends with the shorter one. */
  public <U, R> ValueStream<R> zip(
      Out<Values<U>> other, BiFunction<? super T, ? super U, ? extends R> code) {
    ValueZipElement zip = new ValueZipElement(code);
    return pair(zip.left().inlet(), zip.right().inlet(), zip.out(), other);
  }

  /**
   * Makes a value of each pair with equal keys whose times are at most {@code within} apart. Both
   * streams must have times, and each in order.
   */
  public <U, R> ValueStream<R> join(
      Out<Values<U>> other,
      Function<? super T, ?> key,
      Function<? super U, ?> otherKey,
      Duration within,
      BiFunction<? super T, ? super U, ? extends R> code) {
    ValueJoinElement join = new ValueJoinElement(key, otherKey, code).within(within.toNanos());
    return pair(join.left().inlet(), join.right().inlet(), join.out(), other);
  }

  /**
   * Makes a value of each value and the latest one of another stream that is not later, if there is
   * one. Both streams must have times, and each in order.
   */
  public <U, R> ValueStream<R> temporalJoin(
      Out<Values<U>> other, BiFunction<? super T, Optional<U>, ? extends R> code) {
    return temporalJoin(other, Duration.ZERO, code);
  }

  /** As above, with a value of the other stream that is at most so old; zero: of any age. */
  public <U, R> ValueStream<R> temporalJoin(
      Out<Values<U>> other, Duration maxAge, BiFunction<? super T, Optional<U>, ? extends R> code) {
    ValueTemporalJoinElement join = new ValueTemporalJoinElement(code).maxAge(maxAge.toNanos());
    return pair(join.left().inlet(), join.right().inlet(), join.out(), other);
  }

  private <R> ValueStream<R> pair(PortRef left, PortRef right, Out<?> out, Out<?> other) {
    outlet.link(left);
    other.outlet().link(right);
    return new ValueStream<>(out.outlet());
  }

  private <R> ValueStream<R> through(Filter<Values<?>, Values<?>> element) {
    outlet.link(element.inlet());
    return new ValueStream<>(element.next().outlet());
  }

  // ---- ends

  /** All values as a list. Bound an endless stream with {@link #take}. */
  public Result<List<T>> toList() {
    return collect(Collectors.toList());
  }

  /** All values as a collector of {@code java.util.stream} takes them, on one thread. */
  public <A, R> Result<R> collect(Collector<? super T, A, R> collector) {
    return Result.of(
        this,
        () -> {
          A container = collector.supplier().get();
          return new Result.Collecting<>() {
            @Override
            public void accept(T value) {
              collector.accumulator().accept(container, value);
            }

            @Override
            public R finish() {
              return collector.finisher().apply(container);
            }
          };
        });
  }

  /** Combines all values, in order. */
  public Result<T> reduce(T identity, BinaryOperator<T> code) {
    return fold(() -> identity, code);
  }

  /** Combines all values, in order; empty when there is none. */
  public Result<Optional<T>> reduce(BinaryOperator<T> code) {
    return fold(
        Optional::empty,
        (Optional<T> sum, T value) ->
            Optional.of(sum.isPresent() ? code.apply(sum.get(), value) : value));
  }

  /** Goes through all values with a state: the first is {@code initial}'s, the last the result. */
  public <A> Result<A> fold(
      Supplier<? extends A> initial, BiFunction<? super A, ? super T, ? extends A> code) {
    return Result.of(
        this,
        () ->
            new Result.Collecting<T, A>() {
              private A state = initial.get();

              @Override
              public void accept(T value) {
                state = code.apply(state, value);
              }

              @Override
              public A finish() {
                return state;
              }
            });
  }

  /** Gives every value to code. */
  public Link forEach(Consumer<? super T> code) {
    return to(new ValueSinkElement(code));
  }

  /** Writes each value as bytes, with its times; what follows is a byte stream. */
  public Out<ByteStream> toBytes(Function<? super T, byte[]> code) {
    return to(new ValueBytesElement(code));
  }
}
