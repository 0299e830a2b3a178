package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings the objects of an iterator into a pipeline, as fast as they are taken. */
@Element(
    name = "valuesrc",
    summary = "Gives the objects of an iterator",
    klass = "Source/Values",
    javaExample =
        """
        ValueStream.from(List.of("a", "b", "c")).forEach(System.out::println).run();
        """)
final class ValueSrc {
  @Property(doc = "time from one value to the next in ns, the first has 0; 0: no times", min = 0)
  long interval;

  private final Supplier<? extends Iterator<?>> values;
  private final Runnable close;
  private @Nullable Iterator<?> iterator;
  private long made;

  /**
   * Takes the iterator.
   *
   * @param values asked once for each run, on the element's own thread
   * @param close runs when the pipeline stops
   */
  ValueSrc(Supplier<? extends Iterator<?>> values, Runnable close) {
    this.values = values;
    this.close = close;
  }

  @Start
  void start() {
    iterator = values.get();
    made = 0;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Produce
  Flow produce(@Output @EncodedCaps(Values.MEDIA_TYPE) Emitter<View> out) {
    Iterator<?> from = iterator;
    if (from == null || !from.hasNext()) {
      return Flow.EOS;
    }
    boolean timed = interval > 0;
    if (timed && made > Long.MAX_VALUE / interval) {
      throw new IllegalArgumentException(
          "time is out of range value=" + made + " interval=" + interval);
    }
    long pts = timed ? made * interval : Buffer.NO_TIME;
    made++;
    return Carried.send(out, from.next(), pts, timed ? interval : Buffer.NO_TIME);
  }

  @Stop
  void stop() {
    iterator = null;
    close.run();
  }
}
