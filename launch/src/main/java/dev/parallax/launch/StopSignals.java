package dev.parallax.launch;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGINT, SIGTERM and SIGHUP: the first ends the streams, so that files are finished; the second
 * stops at once.
 *
 * <p>{@code sun.misc.Signal} is the only way to see a second signal: shutdown hooks run once. A
 * signal that the parent told us to ignore (nohup, background jobs of scripts) stays ignored.
 */
final class StopSignals {
  private static final String[] NAMES = {"INT", "TERM", "HUP"};
  private static final int TERM = 15;

  private final AtomicInteger count = new AtomicInteger();
  private final Runnable first;
  private final Runnable second;

  private StopSignals(Runnable first, Runnable second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Begins to listen, until the process ends.
   *
   * @param first called on the first signal, on a thread of the JVM
   * @param second called on the second, just before the process is halted
   */
  static StopSignals listen(Runnable first, Runnable second) {
    StopSignals signals = new StopSignals(first, second);
    for (String name : NAMES) {
      Signal signal = new Signal(name);
      SignalHandler before = Signal.handle(signal, signals::arrived);
      if (before == SignalHandler.SIG_IGN) {
        Signal.handle(signal, SignalHandler.SIG_IGN);
      }
    }
    return signals;
  }

  /** Whether one has come. */
  boolean any() {
    return count.get() > 0;
  }

  private void arrived(Signal signal) {
    if (count.incrementAndGet() == 1) {
      first.run();
    } else {
      second.run();
      Runtime.getRuntime()
          .halt(
              signal.getNumber() == TERM
                  ? ExitCode.TERMINATED.code()
                  : ExitCode.INTERRUPTED.code());
    }
  }
}
