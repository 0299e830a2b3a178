package dev.parallax.rtcheck;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a run needs on a thread of its own, while somebody still writes classes: a compiler
 * uses one core. One thread begins, adds and takes; {@link RtCheck#readAhead} takes.
 */
public final class ReadAhead {
  /** Who began may never come back: the compilation was broken off. */
  private static final int MOST_IDLE_SECONDS = 30;

  private static final Path END = Path.of("");

  private final BlockingQueue<Path> files = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::read, "parallax-rtcheck");

  // Of the thread, until it has ended.
  private final Map<Path, ClassInfo> classes = new HashMap<>();
  private @Nullable JdkTable table;
  private @Nullable RuntimeException failure;

  /** Begins to read the table for the JDK. */
  public ReadAhead() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads a class file that is complete. What can't be read is left to the run, which tells. */
  public void add(Path classFile) {
    files.add(classFile);
  }

  private void read() {
    try {
      table = JdkTable.load();
      Path file = next();
      while (file != null && file != END) {
        ClassInfo type = read(file);
        if (type != null) {
          classes.put(file, type);
        }
        file = next();
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      // What is not read yet is read by the run.
    }
  }

  private @Nullable Path next() throws InterruptedException {
    return files.poll(MOST_IDLE_SECONDS, TimeUnit.SECONDS);
  }

  private static @Nullable ClassInfo read(Path file) {
    try {
      return new ClassFiles().read(file).classes().getFirst();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Waits until all is read. Idempotent. */
  public void end() {
    files.add(END);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The table, as {@link JdkTable#load()}. */
  JdkTable table() {
    end();
    if (failure != null) {
      throw failure;
    }
    return table == null ? JdkTable.load() : table;
  }

  /** A class that was read, or null. */
  @Nullable ClassInfo classOf(Path file) {
    end();
    return classes.get(file);
  }
}
