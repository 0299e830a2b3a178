package dev.parallax.examples.tee;

import static dev.parallax.elements.std.StdElements.fakeSink;
import static dev.parallax.elements.std.StdElements.map;
import static dev.parallax.elements.std.StdElements.queue;
import static dev.parallax.elements.std.StdElements.videoTestSrc;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import java.util.Map;
import java.util.TreeMap;

/** One stream in two branches: they share the bytes, until one of them writes. */
public final class TeeExample {
  private TeeExample() {}

  /** Runs the example. */
  public static void main(String... args) {
    // Each branch begins with a queue, so that it runs on a thread of its own.
    System.out.println("string: two branches that only look");
    run(
        Pipeline.parse(
            "videotestsrc num-buffers=30 ! tee name=t"
                + "  t. ! queue ! fakesink name=left"
                + "  t. ! queue ! fakesink name=right"));

    System.out.println("builders: the left branch writes into its pictures");
    run(
        videoTestSrc()
            .numBuffers(30)
            .tee()
            .branch(b ->
                b.via(queue())
                    .via(map(picture -> picture.set(0, (byte) 0)).named("writer"))
                    .to(fakeSink().named("left")))
            .branch(b -> b.via(queue()).to(fakeSink().named("right")))
            .end()
            .pipeline());
  }

  private static void run(Pipeline pipeline) {
    try (pipeline) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      Snapshot end = pipeline.snapshot(); // before suspend, which gives the counters back
      long copies = end.elements().stream().mapToLong(Snapshot.ElementCounters::copies).sum();
      Map<String, Long> taken = new TreeMap<>();
      end.elements().stream()
          .filter(e -> e.element().equals("fakesink"))
          .forEach(e -> taken.put(e.name(), e.buffersIn()));
      System.out.println("  pictures " + taken + " copies=" + copies);
    }
  }
}
