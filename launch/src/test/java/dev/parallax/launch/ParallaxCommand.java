package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The real command as a process of its own; whatever happens, it ends within the time limit. */
final class ParallaxCommand implements AutoCloseable {
  static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> err;

  /**
   * How it ended.
   *
   * @param exit exit code
   * @param out standard output
   * @param err standard error
   */
  record Result(int exit, String out, String err) {}

  private ParallaxCommand(Process process, boolean readOut) {
    this.process = process;
    out = readOut ? all(process.getInputStream()) : CompletableFuture.completedFuture("");
    err = all(process.getErrorStream());
  }

  static Path root() {
    Path at = Path.of(System.getProperty("parallax.root", "")).toAbsolutePath();
    while (at != null && !Files.isRegularFile(at.resolve("parallax"))) {
      at = at.getParent();
    }
    assertThat(at).as("directory with the parallax script").isNotNull();
    return at;
  }

  static Path script() {
    return root().resolve("parallax");
  }

  /** Lines of the command file that the package phase has made. */
  static Map<String, String> dist() {
    Map<String, String> values = new java.util.HashMap<>();
    try {
      for (String line : Files.readAllLines(root().resolve("launch/target/dist/command"))) {
        int equals = line.indexOf('=');
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  static Result run(String... arguments) {
    List<String> words = new ArrayList<>(List.of(script().toString()));
    words.addAll(List.of(arguments));
    return runWords(words);
  }

  static Result runWords(List<String> words) {
    try (ParallaxCommand command = start(builder(words), true)) {
      command.process.getOutputStream().close();
      return command.result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ProcessBuilder builder(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("PARALLAX_BUILD", "never");
    builder
        .environment()
        .keySet()
        .removeAll(
            List.of(
                "JDK_JAVA_OPTIONS",
                "JAVA_TOOL_OPTIONS",
                "PARALLAX_JAVA_OPTS",
                "PARALLAX_CLASSPATH"));
    return builder;
  }

  static ParallaxCommand start(ProcessBuilder builder, boolean readOut) {
    try {
      return new ParallaxCommand(builder.start(), readOut);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process() {
    return process;
  }

  /** Sends a signal by name. */
  void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      assertThat(exit).as("kill -%s", name).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal again and again, since two that wait together are one. */
  void signalUntilDead(String name) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** What has come on standard error is not known before the end; so conditions look at files. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as("still running while waiting for %s", what).isTrue();
      assertThat(System.nanoTime()).as("time limit of waiting for %s", what).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Waits for the end; the largest resident memory that was seen meanwhile, in KiB. */
  long peakKib() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    long peak = 0;
    try {
      while (!process.waitFor(2, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
        peak = Math.max(peak, PeakMemory.kib(process.pid()));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return peak;
  }

  Result result() {
    try {
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      Result result = new Result(process.waitFor(), out.join(), err.join());
      assertThat(ended).as("ended within the time limit: %s", result).isTrue();
      return result;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static CompletableFuture<String> all(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            text.complete("unreadable: " + e);
          }
        });
    return text;
  }
}
