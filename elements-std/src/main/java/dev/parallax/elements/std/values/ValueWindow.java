package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import org.jspecify.annotations.Nullable;

/**
 * Groups values into lists. A window has the time of its beginning; what is not full at the end of
 * the stream is sent as it is. Values that come too late for their window are dropped and counted.
 */
@Element(
    name = "valuewindow",
    summary = "Groups values into lists",
    klass = "Filter/Values",
    javaExample =
        """
        ValueStream.from(List.of(1, 2, 3, 4)).window(2, 1).forEach(System.out::println).run();
        """)
@HostBound
final class ValueWindow {
  @Property(doc = "what size and step count: values, or nanoseconds of presentation time")
  WindowUnit unit = WindowUnit.COUNT;

  @Property(doc = "size of a window; by count at most 1048576", min = 1)
  long size = 1;

  @Property(
      doc =
          "from the beginning of a window to that of the next; 0: the size, so that windows"
              + " neither overlap nor leave gaps; at least size / 1024",
      min = 0)
  long step;

  private @Nullable Context context;
  private @Nullable Windows windows;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Reset
  void reset() {
    long by = step == 0 ? size : step;
    if (unit == WindowUnit.COUNT && Math.max(size, by) > Windows.MOST) {
      throw new IllegalArgumentException(
          "window is too large size=" + size + " step=" + by + " max=" + Windows.MOST);
    }
    if (size / by > 1024) {
      throw new IllegalArgumentException(
          "windows overlap too much size=" + size + " step=" + by + " max=1024 at a time");
    }
    windows =
        unit == WindowUnit.COUNT
            ? new CountWindows((int) size, (int) by)
            : new TimeWindows(size, by);
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform
  @EncodedCaps(Values.MEDIA_TYPE)
  void group(@Input View in, @Output Emitter<View> out) throws StreamException {
    Windows w = windows;
    Context c = context;
    if (w != null && !w.add(Carried.in(in), in.pts(), in.duration(), taker(out)) && c != null) {
      c.countDropped(1);
    }
  }

  @Drain
  void drain(Emitter<View> out) {
    Windows w = windows;
    if (w != null) {
      w.finish(taker(out));
    }
  }

  private static Windows.Taker taker(Emitter<View> out) {
    return (values, pts, duration) -> Carried.send(out, values, pts, duration);
  }
}
