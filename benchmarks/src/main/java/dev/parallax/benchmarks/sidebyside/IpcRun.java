package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Sends buffers from one process of an engine to another of the same, without the network. */
final class IpcRun {
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
    try (EngineProcess sending = EngineProcess.start(side, sender + socket)) {
      await(socket, sending);
      long begin = System.nanoTime();
      try (EngineProcess reading = EngineProcess.start(side, reader.formatted(socket))) {
        reading.awaitEnd();
        return System.nanoTime() - begin;
      } finally {
        sending.interrupt(); // in order, since shmsink leaves its memory behind when it is killed
      }
    } finally {
      delete(folder);
    }
  }

  /** Nanoseconds from the sender's start until both have ended. */
  static long socket(Side side, int bytes, long buffers) {
    Path folder = folder();
    Path socket = folder.resolve("s");
    try (EngineProcess reading =
        EngineProcess.start(side, "unixsrc mode=server path=%s ! fakesink".formatted(socket))) {
      await(socket, reading);
      long begin = System.nanoTime();
      try (EngineProcess sending =
          EngineProcess.start(
              side,
              "fakesrc num-buffers=%d sizetype=fixed sizemax=%d filltype=zero ! unixsink path=%s"
                  .formatted(buffers, bytes, socket))) {
        sending.awaitEnd();
        reading.awaitEnd();
        return System.nanoTime() - begin;
      }
    } finally {
      delete(folder);
    }
  }

  private static void await(Path socket, EngineProcess process) {
    process.awaitOpen(() -> Files.exists(socket), "socket path=" + socket);
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
