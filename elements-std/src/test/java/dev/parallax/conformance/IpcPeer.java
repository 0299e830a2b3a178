package dev.parallax.conformance;

import dev.parallax.runtime.pipeline.Pipeline;
import java.nio.file.Path;

/** A program with an {@code ipcsink}: one stream after the other, each for one reader. */
final class IpcPeer implements AutoCloseable {
  private final Path path;
  private final Thread thread = Thread.ofPlatform().name("ipc-peer").unstarted(this::serve);
  private volatile boolean ended;
  private volatile Pipeline pipeline;

  IpcPeer(Path path) {
    this.path = path;
    pipeline = stream();
    thread.start();
  }

  private Pipeline stream() {
    Pipeline made =
        Pipeline.parse(
            "audiotestsrc num-buffers=20 ! audio/x-raw,format=S16LE,rate=8000,channels=1 !"
                + " ipcsink sync=false delivery=every wait-for-connection=true path="
                + path);
    made.prepare();
    made.activate();
    return made;
  }

  private void serve() {
    while (!ended) {
      try (Pipeline running = pipeline) {
        running.await();
      } catch (RuntimeException e) {
        if (!ended) {
          throw e;
        }
      }
      if (!ended) {
        pipeline = stream();
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    while (thread.isAlive()) {
      pipeline.close();
      try {
        thread.join(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    pipeline.close();
  }
}
