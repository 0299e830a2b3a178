package dev.parallax.runtime.remote;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Sync;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import java.time.Duration;

/**
 * What is done when the process of an isolated element ends by itself, or hangs.
 *
 * @param restarts how often it is started again within that time, 0 to 1,000; 0: never
 * @param within time that these count in; longer than nothing
 * @param hangLimit how long it may work on one call without a sign of life before it is killed;
 *     zero: for ever. Elements with an {@code @Unblock} may always block.
 * @param afterwards what is done with the element when the restarts are used up
 */
public record RestartPolicy(
    int restarts, Duration within, Duration hangLimit, Afterwards afterwards) {
  private static final int MAX_RESTARTS = 1000;

  /** Five times a minute, then the pipeline fails; a call has 30 seconds. */
  public static final RestartPolicy STANDARD =
      new RestartPolicy(5, Duration.ofSeconds(60), Duration.ofSeconds(30), Afterwards.ERROR);

  /** What is done with an element that can't be started again. */
  public enum Afterwards {
    /** The pipeline fails. */
    ERROR,
    /**
     * Buffers go past the element. Only with one input and one output of the same format; else the
     * pipeline fails.
     */
    BYPASS,
    /** What would go into the element is dropped, and counted. */
    DROP
  }

  /** Checks the ranges. */
  public RestartPolicy {
    if (restarts < 0 || restarts > MAX_RESTARTS) {
      throw new IllegalArgumentException(
          "restarts are out of range restarts=" + restarts + " max=" + MAX_RESTARTS);
    }
    if (within.isNegative() || within.isZero() || hangLimit.isNegative()) {
      throw new IllegalArgumentException(
          "time is negative or nothing within=" + within + " hangLimit=" + hangLimit);
    }
  }

  /** Whether the end of a process is the end of the pipeline. */
  boolean neverGoesOn() {
    return restarts == 0 && afterwards == Afterwards.ERROR;
  }

  /** The same with another number of restarts, 0 to 1,000; 0: never. */
  public RestartPolicy withRestarts(int count) {
    return new RestartPolicy(count, within, hangLimit, afterwards);
  }

  /** The same with another limit of a call; zero: for ever. */
  public RestartPolicy withHangLimit(Duration limit) {
    return new RestartPolicy(restarts, within, limit, afterwards);
  }

  /** The same with something else to do at the end. */
  public RestartPolicy with(Afterwards then) {
    return new RestartPolicy(restarts, within, hangLimit, then);
  }

  /**
   * How an element goes on in a new process: what it declares, or for {@link Restart#AUTO} by its
   * kind. A source or a file would begin anew, a muxer or demuxer has its stream in its memory:
   * these can't.
   *
   * @return not {@link Restart#AUTO}
   */
  public static Restart kindOf(ElementDescriptor element) {
    if (!element.hints().crashSafe()) {
      return Restart.FATAL;
    }
    if (element.hints().restart() != Restart.AUTO) {
      return element.hints().restart();
    }
    return element.kind() == ElementDescriptor.Kind.SOURCE
            || element.sync() != Sync.SINGLE
            || element.hints().processing() == Processing.IO_BOUND
            || element.hints().affinity() == Affinity.ASYNC
            || element.outputs().stream().anyMatch(RestartPolicy::comesWithTheStream)
        ? Restart.FATAL
        : Restart.STATELESS;
  }

  private static boolean comesWithTheStream(PortDescriptor output) {
    return output.presence() == Presence.SOMETIMES;
  }
}
