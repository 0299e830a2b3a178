package dev.parallax.processor;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/**
 * Work that another thread does while the compiler's thread goes on. It must not ask the compiler
 * anything, whose model is for one thread; and since nothing else depends on when it is done, what
 * comes out is the same each time.
 */
final class Aside<T> {
  private final FutureTask<T> task;

  private Aside(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins it, as soon as a thread is free. */
  static <T> Aside<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    ForkJoinPool.commonPool().execute(task);
    return new Aside<>(task);
  }

  /**
   * What came out, or the exception that was thrown. This thread does the work, if no other has
   * begun it.
   */
  T result() {
    task.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
