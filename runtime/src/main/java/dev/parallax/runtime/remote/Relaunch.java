package dev.parallax.runtime.remote;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.SetupValues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes processes for an element, and tells a later one what the first was told in its time. */
final class Relaunch {
  /** Makes a process, and the session with it. */
  interface Maker {
    HostSession make() throws Exception;
  }

  /** Whoever holds the lock may wait itself for the one who wants it, so nobody insists. */
  private static final long PATIENCE_MS = 250;

  private final Maker maker;
  private final @Nullable Lock suspects;
  private final StickyEvents sticky = new StickyEvents();
  private boolean configured;
  private boolean configuring;

  /**
   * @param suspects of {@link PeerLauncher#suspects}
   */
  Relaunch(Maker maker, @Nullable Lock suspects) {
    this.maker = maker;
    this.suspects = suspects;
  }

  StickyEvents sticky() {
    return sticky;
  }

  /** The element was configured. */
  void configured() {
    configured = true;
  }

  /** While this holds somebody else configures it. */
  void configuring(boolean now) {
    configuring = now;
  }

  /** Offers an input at which a process has ended, if possible while nobody else does so. */
  void offerSuspect(HostSession to, InFlight input) throws Exception {
    Lock lock = suspects;
    boolean alone = lock != null && take(lock);
    try {
      to.offer(input);
    } finally {
      if (alone && lock != null) {
        lock.unlock();
      }
    }
  }

  private static boolean take(Lock lock) {
    try {
      return lock.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  HostSession launch() throws Exception {
    return maker.make();
  }

  /**
   * Starts the element in a process, and tells it ports, properties, formats, and the events that
   * hold. Nothing that it sends meanwhile goes on: all of that has been sent.
   */
  void begin(HostSession made) throws Exception {
    made.quiet(true);
    made.start();
    tell(made, event -> event instanceof Event.StreamStart);
    if (configured && !configuring) {
      made.configure(firstFormatted(made), new SetupValues());
    }
    tell(made, event -> !(event instanceof Event.StreamStart));
    made.quiet(false);
  }

  private static @Nullable InputPad<?> firstFormatted(HostSession made) {
    for (InputPad<?> input : made.inputs()) {
      if (input.format() != null) {
        return input;
      }
    }
    return null;
  }

  private void tell(HostSession made, Predicate<Event> which) throws Exception {
    List<InputPad<?>> inputs = new ArrayList<>(made.inputs());
    for (InputPad<?> input : inputs) {
      for (Event.Downstream event : sticky.of(input)) {
        if (which.test(event)) {
          boolean handled = made.event(input, event);
          if (!handled && !(event instanceof Event.Eos)) {
            handled = made.event(null, event);
          }
        }
      }
    }
  }
}
