package dev.parallax.launch;

import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.runtime.plugin.Plugins;
import dev.parallax.runtime.plugin.TrustedJars;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pipeline to its end and tells the user of it.
 *
 * <p>Threads: {@link #run} on the main thread, which waits; signals on a thread of the JVM;
 * progress on a thread of its own. What they share is the volatile pipeline and the reporter.
 */
final class Launch {
  private static final Set<String> STDOUT = Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");
  private static final Snapshot NOTHING =
      new Snapshot("", State.SUSPENDED, Measure.START.positionNs(), List.of(), List.of());

  private final LaunchOptions options;
  private final Reporter reporter;
  private volatile @Nullable Pipeline running;

  Launch(LaunchOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    reporter =
        options.json()
            ? new JsonReporter(writesStdout(options.pipeline()) ? err : out)
            : new ConsoleReporter(err, options.verbosity());
  }

  /** Whether an element of the string writes its data to standard output; then nothing else may. */
  static boolean writesStdout(String pipeline) {
    PipelineText text;
    try {
      text = PipelineParser.parse(pipeline);
    } catch (RuntimeException e) {
      // The pipeline is never going to run, and the error is told when it is parsed for good.
      return false;
    }
    return text.elements().stream().anyMatch(Launch::writesStdout);
  }

  private static boolean writesStdout(PipelineText.Element element) {
    if (element.factory().equals("fdsink")) {
      // Standard output is the default of fd.
      return element.properties().stream().noneMatch(p -> p.property().equals("fd"))
          || element.properties().stream()
              .anyMatch(p -> p.property().equals("fd") && p.value().strip().equals("1"));
    }
    return element.properties().stream()
        .anyMatch(p -> p.property().equals("location") && STDOUT.contains(p.value()));
  }

  ExitCode run() throws UsageException {
    Isolated isolated = options.isolation();
    try (Plugins plugins =
            Plugins.add(
                options.plugins(),
                TrustedJars.ofUser(),
                isolated::trusts,
                told -> reporter.note("warning: " + told));
        Isolation isolation =
            isolated.placement(isolated::isolates, refused -> reporter.note(refused.text()));
        Pipeline pipeline = Pipeline.parse(options.pipeline())) {
      options.words().check(pipeline);
      pipeline.placement(isolation.restarts(options.restarts()));
      pipeline.converters(options.convert() ? ConverterPolicy.ALLOW : ConverterPolicy.DENY);
      pipeline.bus().listen(this::tell);
      return run(pipeline, isolation);
    } catch (RuntimeException | Error e) {
      return failed(e, Measure.START, NOTHING);
    }
  }

  private ExitCode run(Pipeline pipeline, Isolation isolation) {
    StopSignals signals = StopSignals.listen(this::endStreams, this::stopping);
    pipeline.prepare();
    if (reporter.wantsExplanation()) {
      reporter.prepared(pipeline.explain());
    }
    long start = System.nanoTime();
    ProgressMeter meter = new ProgressMeter(pipeline, reporter, start, options);
    StatusSource source = new StatusSource(pipeline, isolation, options.pipeline());
    StatusServer status = new StatusServer(source::now);
    Throwable error = null;
    try {
      activate(pipeline);
      running = pipeline;
      if (signals.any()) {
        // It came before there was anything to end.
        pipeline.requestEos();
      }
      meter.begin();
      status.begin();
      pipeline.await();
    } catch (RuntimeException e) {
      error = e;
    }
    running = null;
    Snapshot snapshot = pipeline.snapshot();
    Measure last = Measure.of(snapshot, System.nanoTime() - start);
    meter.end(last);
    status.end();
    pipeline.suspend();
    if (error != null) {
      return failed(error, last, snapshot);
    }
    reporter.ended(ExitCode.OK, last, snapshot);
    return ExitCode.OK;
  }

  /** A part is looked for first, which a signal can cut short. */
  private void activate(Pipeline pipeline) {
    StreamPart part = options.part();
    if (part == null) {
      pipeline.activate();
      return;
    }
    running = pipeline;
    pipeline.activate(part.startNs(), part.stopNs());
  }

  private ExitCode failed(Throwable error, Measure last, Snapshot snapshot) {
    Failure failure = Failure.of(error);
    reporter.failed(failure);
    reporter.ended(failure.exit(), last, snapshot);
    return failure.exit();
  }

  private void tell(Message message) {
    reporter.message(message);
  }

  // ---- signals

  private void endStreams() {
    reporter.note("interrupted: ending the streams; interrupt again to stop at once");
    Pipeline pipeline = running;
    if (pipeline != null) {
      pipeline.requestEos();
    }
    if (options.eosTimeoutMs() > 0) {
      Thread timer = new Thread(this::giveUp, "parallax-eos-timeout");
      timer.setDaemon(true);
      timer.start();
    }
  }

  private void giveUp() {
    try {
      TimeUnit.MILLISECONDS.sleep(options.eosTimeoutMs());
    } catch (InterruptedException e) {
      return;
    }
    reporter.note(
        "streams have not ended in time, stopping at once timeoutMs=" + options.eosTimeoutMs());
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }

  private void stopping() {
    reporter.note("interrupted again: stopping at once");
  }
}
