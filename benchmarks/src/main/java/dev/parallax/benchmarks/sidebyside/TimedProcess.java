package dev.parallax.benchmarks.sidebyside;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end and tells the wall-clock time from start to exit. */
final class TimedProcess {
  /** More output than this is cut off: only an error message is ever read. */
  private static final int MAX_OUTPUT_BYTES = 1 << 20;

  private TimedProcess() {}

  /**
   * What a finished command left behind.
   *
   * @param nanos from before its start to after its exit
   * @param output standard output and error together, at most 1 MiB
   */
  record Outcome(long nanos, String output) {}

  /**
   * Runs the command.
   *
   * @throws IllegalStateException when it fails or does not end within the limit; the message has
   *     the command and what it printed
   */
  static Outcome run(List<String> command, Duration limit) {
    return run(command, limit, new byte[0], 0);
  }

  /**
   * Runs the command with bytes on its standard input, a number of times one after the other.
   *
   * @throws IllegalStateException as above; not when it ends without having read them all
   */
  static Outcome run(List<String> command, Duration limit, byte[] input, long times) {
    Process process = null;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      if (times == 0) {
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      }
      long start = System.nanoTime();
      process = builder.start();
      if (times > 0) {
        OutputStream to = process.getOutputStream();
        Thread.ofPlatform().daemon().start(() -> feed(to, input, times));
      }
      InputStream stream = process.getInputStream();
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> drain(stream));
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "command did not end limitSeconds=" + limit.toSeconds() + " command=" + join(command));
      }
      long nanos = System.nanoTime() - start;
      String text = output.join();
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "command failed exit="
                + process.exitValue()
                + " command="
                + join(command)
                + "\n"
                + text);
      }
      return new Outcome(nanos, text);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start command=" + join(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted command=" + join(command), e);
    } finally {
      if (process != null && process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static void feed(OutputStream to, byte[] input, long times) {
    try (to) {
      for (long i = 0; i < times; i++) {
        to.write(input);
      }
    } catch (IOException e) {
      // It has ended: whether it should have, its exit code and its output say.
    }
  }

  private static String drain(InputStream stream) {
    try (stream) {
      byte[] kept = stream.readNBytes(MAX_OUTPUT_BYTES);
      stream.transferTo(OutputStream.nullOutputStream());
      return new String(kept, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "output was lost: " + e.getMessage();
    }
  }

  private static String join(List<String> command) {
    return String.join(" ", command);
  }
}
