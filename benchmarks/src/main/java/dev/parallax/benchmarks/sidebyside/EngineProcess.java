package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process in which an engine runs a pipeline; killed when it is closed. */
final class EngineProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;

  private EngineProcess(Process process) {
    this.process = process;
  }

  static EngineProcess start(Side side, String pipeline) {
    try {
      return new EngineProcess(
          new ProcessBuilder(side.launch(pipeline))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start side=" + side.name(), e);
    }
  }

  /**
   * Waits until it has opened something.
   *
   * @param what for the message when it does not
   */
  void awaitOpen(BooleanSupplier isOpen, String what) {
    long begin = System.nanoTime();
    while (!isOpen.getAsBoolean()) {
      if (System.nanoTime() - begin > LIMIT.toNanos() || hasEnded(Duration.ofMillis(2))) {
        throw new IllegalStateException(what + " was not opened");
      }
    }
  }

  /** Waits for its end, which must be a good one. */
  void awaitEnd() {
    if (!hasEnded(LIMIT)) {
      throw new IllegalStateException("process did not end " + process.info().commandLine());
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("process failed exit=" + process.exitValue());
    }
  }

  private boolean hasEnded(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Has it end in order, if it does so in five seconds. */
  void interrupt() {
    if (process.isAlive()) {
      try {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot stop process=" + process.pid(), e);
      }
      boolean unused = hasEnded(Duration.ofSeconds(5));
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
