package dev.parallax.examples.bufferpool;

import dev.parallax.runtime.pipeline.Explanation;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;

/** Every output has a pool of buffers that is made once; an element says what it needs of them. */
public final class BufferPoolExample {
  private static final String SOURCE =
      "fakesrc name=source num-buffers=200 sizetype=fixed sizemax=1000";

  private BufferPoolExample() {}

  /** Runs the example. */
  public static void main(String... args) {
    System.out.println("an element that keeps 16 buffers and says so");
    run(SOURCE + " ! backwards name=turn group=16 ! fakesink");
    System.out.println("one that does not say so");
    run(SOURCE + " ! backwards name=turn group=16 tell=false ! fakesink");
    System.out.println("a queue of 50 on the way");
    run(SOURCE + " ! queue max-size-buffers=50 ! fakesink");
  }

  private static void run(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      for (Explanation.PoolRow pool : pipeline.explain().pools()) {
        System.out.println("  planned " + pool.port() + " buffers=" + pool.buffers());
      }
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      // before suspend, which gives the pools back
      for (Snapshot.ElementCounters element : pipeline.snapshot().elements()) {
        for (Snapshot.PoolCounters pool : element.pools()) {
          System.out.println(
              "  in use  %s.%s buffers=%d bytes=%d arenas=%d; sent=%d copies=%d"
                  .formatted(
                      element.name(),
                      pool.port(),
                      pool.slots(),
                      pool.slotBytes(),
                      pool.generations(),
                      element.buffersOut(),
                      element.copies()));
        }
      }
    }
  }
}
