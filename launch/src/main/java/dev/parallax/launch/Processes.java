package dev.parallax.launch;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.ElementSandbox;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.isolation.Quota;
import dev.parallax.runtime.isolation.SandboxProbe;
import dev.parallax.runtime.remote.PeerGroup;
import dev.parallax.runtime.remote.RestartPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which elements of a pipeline have processes, why, and what these may do. */
final class Processes {
  private final Isolated isolated;
  private final Map<String, ElementDescriptor> elements = new TreeMap<>();

  Processes(Isolated isolated) {
    this.isolated = isolated;
  }

  /** As {@link Isolated#isolates}, and remembers it. */
  boolean isolates(String name, ElementDescriptor element) {
    boolean isolates = isolated.isolates(name, element);
    if ((isolates || Isolation.isOfUntrustedPlugin(element)) && !Isolation.isBound(element)) {
      elements.put(name, element);
    }
    return isolates;
  }

  /** Nothing when no element has one. Tries out whether this system can isolate. */
  String text(Isolation isolation) {
    if (elements.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nprocesses\n");
    elements.forEach((name, element) -> text.append(line(isolation, name, element)));
    groups(isolation).forEach((group, members) -> text.append(line(group, members)));
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
    text.append("  sandbox  ").append(sandbox(elements.keySet().iterator().next())).append('\n');
    return text.toString();
  }

  private String line(Isolation isolation, String name, ElementDescriptor element) {
    String group = isolation.groupOf(name, element);
    return "  "
        + name
        + "  element="
        + element.name()
        + " because "
        + isolated.reason(name, element)
        + "; "
        + (group == null
            ? compiler(List.of(new PeerGroup.Member(name, element)))
            : "group=" + group)
        + "; restart="
        + RestartPolicy.kindOf(element)
        + (Isolation.hasNetwork(element) ? "; network: the addresses of its properties" : "")
        + "\n";
  }

  private Map<String, List<PeerGroup.Member>> groups(Isolation isolation) {
    Map<String, List<PeerGroup.Member>> groups = new TreeMap<>();
    elements.forEach((name, element) -> {
      String group = isolation.groupOf(name, element);
      if (group != null) {
        groups
            .computeIfAbsent(group, g -> new ArrayList<>())
            .add(new PeerGroup.Member(name, element));
      }
    });
    return groups;
  }

  private static String line(String group, List<PeerGroup.Member> members) {
    return "  group "
        + group
        + "  one process for "
        + String.join(", ", members.stream().map(PeerGroup.Member::name).toList())
        + "; "
        + compiler(members)
        + "\n";
  }

  private static String compiler(List<PeerGroup.Member> members) {
    return ElementSandbox.Loops.of(members) == ElementSandbox.Loops.JAVA
        ? "optimizing compiler and vectors"
        : "quick compiler only";
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
