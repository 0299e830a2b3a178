package dev.parallax.contract;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what came: the time in toy frames, the first byte, and the size. */
@Element(name = "toysink", summary = "Toy sink")
public final class ToySink {
  /**
   * What came.
   *
   * @param frame time in toy frames
   * @param value first byte
   * @param size bytes
   */
  public record Seen(long frame, int value, long size) {}

  @Property(doc = "stop after so many", min = -1)
  int numBuffers = -1;

  @Property(doc = "take nothing for so many ns before each buffer", min = 0)
  long delay;

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<String> formats = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Context context;

  private long due;

  @Start
  void start(Context ctx) {
    context = ctx;
    due = 0;
    seen.clear();
  }

  @OnEvent
  boolean on(Event.Segment segment) {
    formats.add("segment " + segment.start() / ToySrc.FRAME_NS);
    return false;
  }

  @Consume
  Flow consume(@Input @AnyCaps Bytes in) {
    if (delay > 0) {
      if (due == 0) {
        due = context.now() + delay;
      }
      if (context.now() < due) {
        return context.againAt(due);
      }
      due = 0;
    }
    seen.add(
        new Seen(
            in.pts() < 0 ? -1 : in.pts() / ToySrc.FRAME_NS,
            in.size() == 0 ? -1 : in.get(0) & 0xff,
            in.size()));
    return seen.size() == numBuffers ? Flow.EOS : Flow.OK;
  }

  /** What came so far. */
  @Action
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Segments that came so far. */
  @Action
  public List<String> segments() {
    return List.copyOf(formats);
  }
}
