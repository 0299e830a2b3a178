package dev.parallax.examples.queue;

import static dev.parallax.elements.std.StdElements.fakeSink;
import static dev.parallax.elements.std.StdElements.fakeSrc;
import static dev.parallax.elements.std.StdElements.identity;
import static dev.parallax.elements.std.StdElements.queue;

import dev.parallax.elements.std.flow.QueueLeaky;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import java.util.concurrent.TimeUnit;

/**
 * A fast source and a slow sink with a queue between them, which is also the border of two threads.
 */
public final class QueueExample {
  private static final int BOUND = 4;

  private QueueExample() {}

  /** Runs the example. */
  public static void main(String... args) {
    System.out.println("back-pressure: the source waits, nothing is lost");
    report(
        Pipeline.parse(
            "fakesrc name=source num-buffers=200"
                + " ! queue max-size-buffers=4"
                + " ! identity sleep-time=500 ! fakesink name=sink"));

    System.out.println("leaky: the source never waits, the oldest are dropped and counted");
    report(
        fakeSrc()
            .named("source")
            .numBuffers(200)
            .via(queue().maxSizeBuffers(BOUND).leaky(QueueLeaky.DOWNSTREAM))
            .via(identity().sleepTime(500))
            .to(fakeSink().named("sink"))
            .pipeline());
  }

  private static void report(Pipeline pipeline) {
    int highest = 0;
    try (pipeline) {
      pipeline.prepare();
      pipeline.activate();
      while (!pipeline.await(1, TimeUnit.MILLISECONDS)) {
        highest = Math.max(highest, link(pipeline.snapshot()).level());
      }
      Snapshot end = pipeline.snapshot();
      long made = element(end, "source").buffersOut();
      long taken = element(end, "sink").buffersIn();
      System.out.println("  made=" + made + " taken=" + taken + " dropped=" + link(end).dropped());
      System.out.println("  bound=" + link(end).bound() + " highest level seen=" + highest);
    }
  }

  private static Snapshot.ElementCounters element(Snapshot snapshot, String name) {
    return snapshot.elements().stream().filter(e -> e.name().equals(name)).findAny().orElseThrow();
  }

  /** The link that the queue became. */
  private static Snapshot.LinkCounters link(Snapshot snapshot) {
    return snapshot.links().stream().filter(l -> !l.queues().isEmpty()).findAny().orElseThrow();
  }
}
