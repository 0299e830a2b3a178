package dev.parallax.launch;

import dev.parallax.runtime.pipeline.Pipeline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at the counters now and then, on a thread of its own, while a pipeline runs. */
final class ProgressMeter {
  private static final long REDRAW_MS = 200;
  private static final long LINES_MS = 1000;

  private final Pipeline pipeline;
  private final Reporter reporter;
  private final long start;
  private final LaunchOptions options;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "parallax-progress");
  private Measure before = Measure.START;
  private boolean shown;

  ProgressMeter(Pipeline pipeline, Reporter reporter, long start, LaunchOptions options) {
    this.pipeline = pipeline;
    this.reporter = reporter;
    this.start = start;
    this.options = options;
    thread.setDaemon(true);
  }

  void begin() {
    if (options.json()
        || options.progress()
        || options.verbosity() != ConsoleReporter.Verbosity.QUIET) {
      thread.start();
    }
  }

  /** The last measure; its speed is the mean of the whole run. */
  void end(Measure last) {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (shown || options.progress() && !options.json()) {
      reporter.progress(last, Measure.START);
    }
  }

  private void run() {
    try {
      if (ended.await(REDRAW_MS, TimeUnit.MILLISECONDS) || !wanted()) {
        return;
      }
      boolean redraws = !options.json() && Terminal.is(Terminal.ERR);
      do {
        Measure now = Measure.of(pipeline.snapshot(), System.nanoTime() - start);
        reporter.progress(now, before);
        before = now;
        shown = true;
      } while (!ended.await(redraws ? REDRAW_MS : LINES_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean wanted() {
    return options.json()
        || options.progress()
        || Terminal.is(Terminal.OUT) && Terminal.is(Terminal.ERR);
  }
}
