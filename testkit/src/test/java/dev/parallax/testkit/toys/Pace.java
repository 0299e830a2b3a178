package dev.parallax.testkit.toys;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Takes each buffer at its time. */
@Element(name = "pace", summary = "Takes buffers at their times")
public final class Pace {
  private @Nullable Context context;
  private volatile int taken;

  @Start
  void start(Context started) {
    context = started;
    taken = 0;
  }

  @Consume
  Flow take(@Input View in) {
    Context c = context;
    long early = c == null ? 0 : c.runningTime(in.pts()) - c.runningTime();
    if (c != null && early > 0) {
      return c.againAt(c.now() + early);
    }
    taken++;
    return Flow.OK;
  }

  /** Buffers taken. */
  @Action
  int taken() {
    return taken;
  }
}
