package dev.parallax.elements.std.flow;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down everything that comes, one line each. */
@Element(name = "journal", summary = "Writes down what comes", klass = "Sink")
final class Journal {
  @Property(doc = "write times in running time")
  boolean running;

  @Property(doc = "take each buffer at its time")
  boolean sync;

  private final List<String> lines = new ArrayList<>();
  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
    forget();
  }

  @Consume
  Flow take(@Input @AnyCaps Bytes in) {
    Context c = context;
    if (sync && c != null && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    long pts = in.pts();
    if (running && c != null) {
      pts = c.runningTime(pts);
    }
    add(
        (in.size() == 0 ? "" : in.get(0) + " ")
            + "pts="
            + (pts == Buffer.NO_TIME ? "none" : pts)
            + ((in.flags() & Buffer.DISCONT) != 0 ? " discont" : ""));
    return Flow.OK;
  }

  @OnEvent
  boolean on(Event.Downstream event) {
    add(
        switch (event) {
          case Event.StreamStart s -> "start " + s.id().substring(s.id().lastIndexOf('/') + 1);
          case Event.Segment s -> "segment start=" + s.start() + " base=" + s.base();
          case Event.Tags t -> "tags " + t.tags();
          case Event.Gap g -> "gap pts=" + g.pts() + " duration=" + g.duration();
          case Event.Custom c -> "custom " + c.name();
          case Event.Eos e -> "eos";
        });
    return true;
  }

  @Reset
  void reset() {
    add("reset");
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  private synchronized void forget() {
    lines.clear();
  }

  /** What came. */
  @Action
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
