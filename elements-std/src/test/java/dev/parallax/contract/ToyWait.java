package dev.parallax.contract;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import org.jspecify.annotations.Nullable;

/** Waits for a descriptor up to a time, then ends; tells whether its start was interrupted. */
@Element(name = "toywait")
final class ToyWait {
  static volatile boolean interruptedAtStart;

  @Property(doc = "descriptor to wait for", min = 0)
  int fd;

  private @Nullable Context context;
  private long deadline;

  @Start
  void start(Context started) {
    context = started;
    interruptedAtStart = started.interrupted();
    deadline = started.now() + 30_000_000;
  }

  @Produce
  Flow produce(@Output @BytesCaps Bytes out) {
    Context c = context;
    if (c == null || c.now() - deadline >= 0) {
      return Flow.EOS;
    }
    return c.againWhenReadable(fd, deadline);
  }
}
