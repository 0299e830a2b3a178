package dev.parallax.benchmarks.isolated;

import com.sun.management.ThreadMXBean;
import dev.parallax.benchmarks.ProcessMemory;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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
              "`queue ! identity`, 1 KB: two host threads",
              "fakesrc sizetype=fixed sizemax=1024 ! queue ! identity ! fakesink",
              "identity"),
          new Case(
              "`videoconvert`, 1080p I420 to RGBA",
              "videotestsrc ! video/x-raw,format=I420,width=1920,height=1080 ! videoconvert"
                  + " ! video/x-raw,format=RGBA ! fakesink",
              "videoconvert"),
          new Case(
              "`videoconvert`, 1080p I420 to NV12",
              "videotestsrc ! video/x-raw,format=I420,width=1920,height=1080 ! videoconvert"
                  + " ! video/x-raw,format=NV12 ! fakesink",
              "videoconvert"),
          new Case(
              "`queue ! videoconvert`, 1080p I420 to RGBA",
              "videotestsrc ! video/x-raw,format=I420,width=1920,height=1080 ! queue"
                  + " max-size-buffers=2 ! videoconvert ! video/x-raw,format=RGBA ! fakesink",
              "videoconvert"),
          // As many pictures under way here as to another process: no one of them stays in a cache.
          new Case(
              "`queue ! videoconvert ! queue`, 1080p I420 to RGBA",
              "videotestsrc ! video/x-raw,format=I420,width=1920,height=1080 ! queue"
                  + " max-size-buffers=2 ! videoconvert ! video/x-raw,format=RGBA ! queue"
                  + " max-size-buffers=2 ! fakesink",
              "videoconvert"));

  /**
   * Up to three arguments: seconds of each warm-up and each measurement, rounds, and a part of the
   * names of what is to be measured. A round measures everything once, so that what disturbs the
   * machine for a while disturbs all.
   */
  public static void main(String[] args) {
    long ns = TimeUnit.SECONDS.toNanos(args.length > 0 ? Integer.parseInt(args[0]) : 4);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    String only = args.length > 2 ? args[2] : "";
    List<Case> chosen = CASES.stream().filter(c -> c.name.contains(only)).toList();
    double[][] isolated = new double[chosen.size()][rounds];
    double[][] here = new double[chosen.size()][rounds];
    double[] bytes = new double[chosen.size()];
    ProcessMemory[] memory = new ProcessMemory[chosen.size()];
    for (int r = 0; r < rounds; r++) {
      for (int c = 0; c < chosen.size(); c++) {
        here[c][r] = measure(chosen.get(c), false, ns).perSecond;
        Result elsewhere = measure(chosen.get(c), true, ns);
        isolated[c][r] = elsewhere.perSecond;
        bytes[c] = Math.max(bytes[c], elsewhere.bytes);
        memory[c] = Objects.requireNonNull(elsewhere.memory);
      }
    }
    System.out.println(
        "| Element | This process, buffers/s | Sandboxed process, buffers/s | Time a buffer, of"
            + " this process's | Heap bytes a buffer, host |");
    System.out.println("|---|--:|--:|--:|--:|");
    for (int c = 0; c < chosen.size(); c++) {
      print(chosen.get(c), here[c], isolated[c], bytes[c]);
    }
    System.out.println();
    System.out.println(
        "| Memory of the process, MiB | Private | Files of the JDK | Pictures and links, shared |"
            + " All |");
    System.out.println("|---|--:|--:|--:|--:|");
    for (int c = 0; c < chosen.size(); c++) {
      print(chosen.get(c), memory[c]);
    }
  }

  /**
   * Of one case.
   *
   * @param bytes of heap that the host allocates for a buffer
   * @param memory of the element's process at the end
   */
  private record Result(double perSecond, double bytes, @Nullable ProcessMemory memory) {}

  private static void print(Case one, ProcessMemory memory) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f | %.0f |%n",
        one.name,
        memory.own(),
        memory.files(),
        memory.shared(),
        memory.all());
  }

  /** Medians, and in brackets the best. */
  private static void print(Case one, double[] here, double[] isolated, double bytes) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.0f (%,.0f) | %,.0f (%,.0f) | %.2f (%.2f) | %.2f |%n",
        one.name,
        median(here),
        best(here),
        median(isolated),
        best(isolated),
        median(here) / median(isolated),
        best(here) / best(isolated),
        bytes);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double best(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
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
          new Result(
              more * 1e9 / time,
              (double) (allocated(pipeline) - bytes) / Math.max(1, more),
              isolation.processes().values().stream()
                  .findFirst()
                  .map(process -> ProcessMemory.of(process.pid()))
                  .orElse(null));
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
