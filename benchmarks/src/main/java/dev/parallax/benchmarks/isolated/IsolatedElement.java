package dev.parallax.benchmarks.isolated;

import com.sun.management.ThreadMXBean;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Pipelines with an element in a sandboxed process, and the same ones in this process: prints a
 * table in Markdown. Each runs for a while to warm up, then for as long again, which is measured.
 */
public final class IsolatedElement {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private IsolatedElement() {}

  private record Case(String name, String text, String element) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "`identity`, 1 KB",
              "fakesrc sizetype=fixed sizemax=1024 ! identity ! fakesink",
              "identity"),
          new Case(
              "`identity`, 3110400 bytes, not touched",
              "fakesrc sizetype=fixed sizemax=3110400 filltype=nothing ! identity ! fakesink",
              "identity"),
          new Case(
              "`videoconvert`, 1080p I420 to RGBA",
              "videotestsrc ! video/x-raw,format=I420,width=1920,height=1080 ! videoconvert"
                  + " ! video/x-raw,format=RGBA ! fakesink",
              "videoconvert"));

  /** The argument: seconds of each warm-up and each measurement. */
  public static void main(String[] args) {
    long ns = TimeUnit.SECONDS.toNanos(args.length > 0 ? Integer.parseInt(args[0]) : 4);
    System.out.println("| Element | Where | Buffers/s | Heap bytes a buffer, host |");
    System.out.println("|---|---|--:|--:|");
    for (Case one : CASES) {
      print(one, "this process", measure(one, false, ns));
      print(one, "sandboxed process", measure(one, true, ns));
    }
  }

  private record Result(double perSecond, double bytes) {}

  private static void print(Case one, String where, Result result) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.2f |%n",
        one.name,
        where,
        result.perSecond,
        result.bytes);
  }

  private static Result measure(Case one, boolean isolated, long ns) {
    try (Isolation isolation =
            new Isolation(
                (name, element) -> isolated && element.name().equals(one.element),
                (name, element) -> !isolated,
                refused -> System.err.println(refused.text()));
        Pipeline pipeline = Pipeline.parse(one.text)) {
      pipeline.placement(isolation).prepare();
      pipeline.activate();
      pause(ns);
      long buffers = sunk(pipeline);
      long bytes = allocated(pipeline);
      long begin = System.nanoTime();
      pause(ns);
      long time = System.nanoTime() - begin;
      long more = sunk(pipeline) - buffers;
      Result result =
          new Result(more * 1e9 / time, (double) (allocated(pipeline) - bytes) / Math.max(1, more));
      end(pipeline);
      return result;
    }
  }

  private static void pause(long ns) {
    long until = System.nanoTime() + ns;
    while (until - System.nanoTime() > 0) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** All that the source made has come, but what was still to be done when it was told to end. */
  private static void end(Pipeline pipeline) {
    pipeline.requestEos();
    if (!pipeline.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("pipeline does not end");
    }
    Snapshot last = pipeline.snapshot();
    long made =
        last.elements().stream()
            .filter(e -> e.buffersIn() == 0)
            .mapToLong(Snapshot.ElementCounters::buffersOut)
            .sum();
    if (made == 0 || made != sunk(pipeline)) {
      throw new IllegalStateException("buffers are missing: " + last);
    }
  }

  private static long sunk(Pipeline pipeline) {
    return pipeline.snapshot().elements().stream()
        .filter(e -> e.element().equals("fakesink"))
        .mapToLong(Snapshot.ElementCounters::buffersIn)
        .sum();
  }

  private static long allocated(Pipeline pipeline) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith(pipeline.name() + "/"))
        .mapToLong(t -> THREADS.getThreadAllocatedBytes(t.threadId()))
        .sum();
  }
}
