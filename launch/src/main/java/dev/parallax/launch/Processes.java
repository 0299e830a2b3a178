package dev.parallax.launch;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.ElementSandbox;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.isolation.Quota;
import dev.parallax.runtime.isolation.SandboxProbe;
import dev.parallax.runtime.remote.RestartPolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which elements of a pipeline have processes of their own, why, and what these may do. */
final class Processes {
  private final Isolated isolated;
  private final Map<String, String> lines = new TreeMap<>();

  Processes(Isolated isolated) {
    this.isolated = isolated;
  }

  /** As {@link Isolated#isolates}, and remembers it. */
  boolean isolates(String name, ElementDescriptor element) {
    boolean isolates = isolated.isolates(name, element);
    if (isolates && !Isolation.isBound(element)) {
      lines.put(
          name,
          "element="
              + element.name()
              + " because "
              + isolated.reason(name, element)
              + "; "
              + (ElementSandbox.Loops.of(element) == ElementSandbox.Loops.JAVA
                  ? "optimizing compiler and vectors"
                  : "quick compiler only")
              + "; restart="
              + RestartPolicy.kindOf(element)
              + (Isolation.hasNetwork(element)
                  ? "; network: the addresses of its properties"
                  : ""));
    }
    return isolates;
  }

  /** Nothing when no element has one. Tries out whether this system can isolate. */
  String text(Isolation isolation) {
    if (lines.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nprocesses\n");
    lines.forEach(
        (name, line) -> text.append("  ").append(name).append("  ").append(line).append('\n'));
    ElementSandbox.Limits limits = ElementSandbox.Limits.ELEMENT;
    text.append("  profile  compute and ")
        .append(String.join(", ", new TreeSet<>(isolation.profile().systemCalls())))
        .append("; heapMiB=")
        .append(limits.heapBytes() >> 20)
        .append(" privateMiB=")
        .append(limits.dataBytes() >> 20)
        .append(" threads=")
        .append(limits.threads())
        .append(quota(isolated.quota()))
        .append('\n');
    text.append("  sandbox  ").append(sandbox(lines.keySet().iterator().next())).append('\n');
    return text.toString();
  }

  private static String quota(Quota quota) {
    return (quota.memoryBytes() > 0 ? " limitMiB=" + (quota.memoryBytes() >> 20) : "")
        + (quota.cpuPercent() > 0 ? " limitCpuPercent=" + quota.cpuPercent() : "");
  }

  private static String sandbox(String element) {
    try {
      SandboxProbe.Result system = SandboxProbe.probe(element);
      return (system.ownUsers() ? "a user for each process" : "the user of this process")
          + ", "
          + (system.landlockAbi() > 0 ? "Landlock " + system.landlockAbi() : "no Landlock")
          + (system.groups().isEmpty()
              ? ", no control groups"
              : ", control groups for " + String.join(", ", system.groups()));
    } catch (ParallaxException e) {
      return "not here: " + e.getMessage();
    }
  }
}
