package dev.parallax.launch;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Trust;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.HintsDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import java.util.ArrayList;
import java.util.List;

/** What an element's hints mean for where it runs, in sentences. */
final class DomainAdvice {
  private DomainAdvice() {}

  static List<String> of(ElementDescriptor element) {
    HintsDescriptor h = element.hints();
    List<String> lines = new ArrayList<>();
    lines.add(thread(element));
    if (h.processing() == Processing.CPU_BOUND) {
      lines.add("computes: a queue before it lets it work on another core than its source");
    }
    if (h.latency() == Latency.ULTRA_LOW || h.latency() == Latency.LOW) {
      lines.add(
          "must run soon: keep it behind a queue of its own, away from elements that compute");
    }
    if (h.memory() == MemoryUse.HIGH) {
      lines.add("uses much memory");
    }
    if (h.live()) {
      lines.add(
          "produces in real time: what is too late downstream is lost, so queues after it should"
              + " leak");
    }
    if (h.rtSafe()) {
      lines.add("claims to be real-time safe");
    }
    if (h.nativeCode()) {
      lines.add(
          "calls native code, where a crash ends the process: runs in one of its own, but with"
              + " --trust");
    }
    if (h.trust() == Trust.UNTRUSTED) {
      lines.add("untrusted: runs in the host process only with --trust");
    }
    if (h.hostBound()) {
      lines.add("bound to the host process: it can't be isolated");
    }
    if (h.userCode()) {
      lines.add(
          "takes code of the application: write ${name} in a pipeline string and give the element"
              + " in Java");
    }
    if (h.seekable()) {
      lines.add("handles seeks");
    }
    return lines;
  }

  private static String thread(ElementDescriptor element) {
    if (element.hints().affinity() == Affinity.ASYNC) {
      return "waits only for sockets, timers or the application: may run on a virtual thread";
    }
    if (element.hints().affinity() == Affinity.REAL_TIME) {
      return "wants a real-time thread";
    }
    return switch (element.kind()) {
      case SOURCE ->
          "begins a platform thread of its own, which also runs what follows up to the next queue";
      case TRANSFORM, SINK -> behind(element.inputs());
    };
  }

  private static String behind(List<PortDescriptor> inputs) {
    if (inputs.stream().anyMatch(p -> p.delivery() != Delivery.EVERY)) {
      return "has a thread of its own, since its input drops buffers when it is slow";
    }
    if (inputs.size() > 1 || inputs.stream().anyMatch(p -> p.presence() != Presence.ALWAYS)) {
      return "runs on the thread of the elements before it; on one of its own where they have"
          + " several";
    }
    return "runs on the thread of the element before it, unless there is a queue between them or it"
        + " has a timer (parallax explain shows it)";
  }
}
