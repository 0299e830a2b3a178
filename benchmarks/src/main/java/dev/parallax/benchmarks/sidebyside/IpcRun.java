package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends buffers from one process of an engine to another of the same, without the network. */
final class IpcRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private IpcRun() {}

  /**
   * Nanoseconds from the reader's start until it has ended, after so many buffers. The sender waits
   * for it, and sends until then.
   */
  static long shared(Side side, int bytes, long buffers) {
    return between(
        side,
        "fakesrc sizetype=fixed sizemax=%d filltype=zero ! %s".formatted(bytes, sink(side)),
        source(side) + " num-buffers=" + buffers + " ! fakesink");
  }

  /** The sink of an engine, that waits for its reader and loses nothing; its path follows. */
  private static String sink(Side side) {
    return side.isGstreamer()
        ? "shmsink sync=false wait-for-connection=true socket-path="
        : "ipcsink sync=false wait-for-connection=true delivery=every path=";
  }

  private static String source(Side side) {
    return side.isGstreamer() ? "shmsrc socket-path=%s" : "ipcsrc path=%s";
  }

  /**
   * Has a picture sent again and again, and puts the first so many into a file.
   *
   * @param picture elements that make the pictures
   */
  static void record(Side side, String picture, int buffers, Path file) {
    long unused =
        between(
            side,
            picture + " ! " + sink(side),
            source(side) + " num-buffers=" + buffers + " ! filesink location=" + file);
  }

  /**
   * Starts a sender, and a reader when that has its socket, and stops it when the reader has ended.
   *
   * @param sender whose last word is the path
   * @param reader with {@code %s} for the path
   */
  private static long between(Side side, String sender, String reader) {
    Path folder = folder();
    Path socket = folder.resolve("s");
    Process sending = start(side, sender + socket);
    try {
      await(socket, sending);
      long begin = System.nanoTime();
      Process reading = start(side, reader.formatted(socket));
      try {
        end(reading);
        return System.nanoTime() - begin;
      } finally {
        kill(reading);
      }
    } finally {
      interrupt(sending);
      delete(folder);
    }
  }

  /** Nanoseconds from the sender's start until both have ended. */
  static long socket(Side side, int bytes, long buffers) {
    Path folder = folder();
    Path socket = folder.resolve("s");
    Process reading = start(side, "unixsrc mode=server path=%s ! fakesink".formatted(socket));
    try {
      await(socket, reading);
      long begin = System.nanoTime();
      Process sending =
          start(
              side,
              "fakesrc num-buffers=%d sizetype=fixed sizemax=%d filltype=zero ! unixsink path=%s"
                  .formatted(buffers, bytes, socket));
      try {
        end(sending);
        end(reading);
        return System.nanoTime() - begin;
      } finally {
        kill(sending);
      }
    } finally {
      kill(reading);
      delete(folder);
    }
  }

  private static Process start(Side side, String pipeline) {
    try {
      return new ProcessBuilder(side.launch(pipeline))
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start side=" + side.name(), e);
    }
  }

  private static void await(Path socket, Process process) {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(socket)) {
      if (!process.isAlive() || System.nanoTime() > limit) {
        throw new IllegalStateException("nobody has made the socket path=" + socket);
      }
      pause(Duration.ofMillis(2));
    }
    pause(Duration.ofMillis(20)); // from the file to listening at it
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void end(Process process) {
    if (!hasEnded(process, LIMIT)) {
      throw new IllegalStateException("process did not end " + process.info().commandLine());
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("process failed exit=" + process.exitValue());
    }
  }

  private static boolean hasEnded(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** In order, since {@code shmsink} leaves its memory behind when it is killed. */
  private static void interrupt(Process process) {
    if (process.isAlive()) {
      try {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        boolean unused = hasEnded(kill, LIMIT);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot stop process=" + process.pid(), e);
      }
      boolean unused = hasEnded(process, Duration.ofSeconds(5));
    }
    kill(process);
  }

  private static void kill(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("side-by-side");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder", e);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("s"));
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete folder=" + folder, e);
    }
  }
}
