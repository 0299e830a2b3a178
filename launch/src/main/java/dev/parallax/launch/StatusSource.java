package dev.parallax.launch;

import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what a running pipeline is doing. One thread. */
final class StatusSource {
  private final Pipeline pipeline;
  private final Isolation isolation;
  private final String text;

  StatusSource(Pipeline pipeline, Isolation isolation, String text) {
    this.pipeline = pipeline;
    this.isolation = isolation;
    this.text = text;
  }

  Status now() {
    long pid = Unistd.getpid();
    Snapshot snapshot = pipeline.snapshot();
    Map<String, Long> threads = cpuOfThreads();
    Map<String, Isolation.Process> processes = isolation.processes();
    Map<Long, Usage> usages = new HashMap<>(); // one look at a process that elements share
    List<Status.Element> elements = new ArrayList<>();
    for (Snapshot.ElementCounters e : snapshot.elements()) {
      Isolation.Process process = processes.get(e.name());
      Usage usage =
          process == null
              ? new Usage(threads.getOrDefault(e.domain(), -1L), 0, 0)
              : usages.computeIfAbsent(process.pid(), Usage::of);
      elements.add(element(e, process, usage));
    }
    List<Status.Queue> queues = new ArrayList<>();
    for (Snapshot.LinkCounters link : snapshot.links()) {
      if (!link.fused()) {
        queues.add(
            new Status.Queue(
                link.link(), link.level(), link.bound(), link.dropped() + link.discarded()));
      }
    }
    return new Status(pid, System.nanoTime(), text, Usage.of(pid).rssBytes(), elements, queues);
  }

  private static Status.Element element(
      Snapshot.ElementCounters e, Isolation.@Nullable Process process, Usage own) {
    return new Status.Element(
        e.name(),
        e.element(),
        e.domain(),
        process == null ? 0 : process.pid(),
        own.cpuNs(),
        own.rssBytes(),
        own.privateBytes(),
        e.buffersIn(),
        e.buffersOut(),
        e.dropped() + e.discarded(),
        e.partial(),
        e.restarts());
  }

  /** By name; virtual threads have none. Stops no thread. */
  private static Map<String, Long> cpuOfThreads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread[] all = new Thread[group.activeCount() + 64];
    int count = group.enumerate(all, true);
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    Map<String, Long> byName = new HashMap<>();
    for (int i = 0; i < count; i++) {
      byName.put(all[i].getName(), times.getThreadCpuTime(all[i].threadId()));
    }
    return byName;
  }
}
