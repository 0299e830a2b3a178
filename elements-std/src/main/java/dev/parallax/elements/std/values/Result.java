package dev.parallax.elements.std.values;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.typed.Link;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a chain that makes one result of all values.
 *
 * @param <R> the result
 */
public final class Result<R> {
  /** Results of the runs so far; an object around each, because a result may be null. */
  private record Done<R>(@Nullable R result) {}

  /** What collects during one run. Only the sink's own thread. */
  interface Collecting<T, R> extends Consumer<T> {
    /** The result of what came. */
    R finish();
  }

  private final AtomicReference<@Nullable Done<R>> done;
  private final Link link;

  private Result(AtomicReference<@Nullable Done<R>> done, Link link) {
    this.done = done;
    this.link = link;
  }

  /** Ends a stream with a sink that begins a new collection in each run. */
  static <T, R> Result<R> of(
      ValueStream<T> stream, java.util.function.Supplier<? extends Collecting<T, R>> begin) {
    AtomicReference<@Nullable Done<R>> done = new AtomicReference<>();
    Run<T, R> run = new Run<>(begin, done);
    return new Result<>(
        done, stream.to(new ValueSinkElement(run::begin, run::accept, run::finish)));
  }

  private static final class Run<T, R> {
    private final java.util.function.Supplier<? extends Collecting<T, R>> begin;
    private final AtomicReference<@Nullable Done<R>> done;
    private @Nullable Collecting<T, R> collecting;

    Run(
        java.util.function.Supplier<? extends Collecting<T, R>> begin,
        AtomicReference<@Nullable Done<R>> done) {
      this.begin = begin;
      this.done = done;
    }

    void begin() {
      done.set(null);
      collecting = begin.get();
    }

    void accept(T value) {
      Collecting<T, R> c = collecting;
      if (c != null) {
        c.accept(value);
      }
    }

    void finish() {
      Collecting<T, R> c = collecting;
      collecting = null;
      if (c != null) {
        done.set(new Done<>(c.finish()));
      }
    }
  }

  /** The end of the chain, for a pipeline with further branches. */
  public Link link() {
    return link;
  }

  /** The pipeline of everything linked to this chain. */
  public Pipeline pipeline() {
    return link.pipeline();
  }

  /** Runs the pipeline to its end and gives the result. */
  public R run() {
    link.run();
    return get();
  }

  /**
   * The result of the last run. Any thread.
   *
   * @throws IllegalStateException when the stream has not ended, or never ran
   */
  @SuppressWarnings("NullAway") // null only where the collector gives null
  public R get() {
    Done<R> d = done.get();
    if (d == null) {
      throw new IllegalStateException("there is no result before the end of the stream");
    }
    return d.result();
  }
}
