package dev.parallax.launch;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Trust;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.isolation.Quota;
import dev.parallax.runtime.isolation.SandboxProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which elements run in sandboxed processes: those that are not trusted or call native code, and
 * those that the user names.
 *
 * @param all every element that can
 * @param patterns of names
 * @param groups elements that share a process; all of them are isolated
 * @param trusted patterns of names that run in this process nevertheless
 * @param stableInputs whether all that their processes send is copied
 * @param quota what each of their processes may use
 * @param calls system calls that they may make as well
 */
record Isolated(
    boolean all,
    List<Pattern> patterns,
    List<ElementGroup> groups,
    List<Pattern> trusted,
    boolean stableInputs,
    Quota quota,
    Set<String> calls) {
  private static final int MIB = 20;

  static Isolated of(Arguments given) throws UsageException {
    List<ElementGroup> groups = new ArrayList<>();
    for (String each : given.values("--group")) {
      groups.add(ElementGroup.of(given.command(), each));
    }
    return new Isolated(
        given.has("--isolated"),
        patterns(given.value("--isolate")),
        List.copyOf(groups),
        patterns(given.value("--trust")),
        given.has("--stable-inputs"),
        quota(given),
        calls(given));
  }

  private static Set<String> calls(Arguments given) throws UsageException {
    String names = given.value("--allow-calls");
    if (names == null) {
      return Set.of();
    }
    try {
      Set<String> calls = Set.of(names.strip().split("\\s*,\\s*"));
      SandboxProfile.ofElements(calls);
      return calls;
    } catch (IllegalArgumentException e) {
      throw new UsageException(given.command(), "--allow-calls: " + e.getMessage());
    }
  }

  private static Quota quota(Arguments given) throws UsageException {
    String memory = given.value("--limit-memory");
    String cpu = given.value("--limit-cpu");
    if (memory != null && !memory.matches("[1-9][0-9]{0,6}")
        || memory != null && Long.parseLong(memory) < Quota.LEAST_MEMORY >> MIB) {
      throw new UsageException(
          given.command(), "--limit-memory is a number of MiB from 64 to 9999999, not " + memory);
    }
    if (cpu != null && !cpu.matches("[1-9][0-9]{0,4}|100000")) {
      throw new UsageException(
          given.command(),
          "--limit-cpu is a percentage of one processor from 1 to 100000, not " + cpu);
    }
    return new Quota(
        memory == null ? 0 : Long.parseLong(memory) << MIB,
        cpu == null ? 0 : Integer.parseInt(cpu));
  }

  /**
   * Puts elements into processes.
   *
   * @param which as {@link #isolates}, of whoever wants to hear of it, too
   * @param said gets what a process tried and was refused
   */
  Isolation placement(BiPredicate<String, ElementDescriptor> which, Consumer<Diagnostic> said) {
    Isolation isolation =
        new Isolation(which, this::trusts, said).groups(this::groupOf).quota(quota);
    if (!calls.isEmpty()) {
      isolation.systemCalls(calls);
    }
    return stableInputs ? isolation.stableInputs() : isolation;
  }

  /** For a run to learn from: what the user names, or every element that can. */
  static Isolated learning(Arguments given) {
    String names = given.value("--isolate");
    return new Isolated(
        names == null,
        patterns(names),
        List.of(),
        patterns(given.value("--trust")),
        false,
        Quota.NONE,
        Set.of());
  }

  private static List<Pattern> patterns(@Nullable String list) {
    return list == null ? List.of() : patterns(list, name -> true);
  }

  /** Those of a list that are wanted. */
  static List<Pattern> patterns(String list, Predicate<String> wanted) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && wanted.test(name))
        .map(name -> Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q")))
        .toList();
  }

  static boolean matches(List<Pattern> any, String name, ElementDescriptor element) {
    return any.stream()
        .anyMatch(p -> p.matcher(name).matches() || p.matcher(element.name()).matches());
  }

  boolean trusts(String name, ElementDescriptor element) {
    return matches(trusted, name, element);
  }

  /** Whether the jar of a plugin may run here, by the name of its library or of an element. */
  boolean trusts(String ofPlugin) {
    return trusted.stream().anyMatch(p -> p.matcher(ofPlugin).matches());
  }

  boolean isolates(String name, ElementDescriptor element) {
    return !trusts(name, element)
        && (all && !opensFiles(element)
            || element.hints().trust() == Trust.UNTRUSTED
            || element.hints().nativeCode()
            || matches(patterns, name, element)
            || groupOf(name, element) != null);
  }

  /** The group of an element, or null. */
  @Nullable String groupOf(String name, ElementDescriptor element) {
    if (trusts(name, element)) {
      return null;
    }
    for (ElementGroup group : groups) {
      if (group.names(name, element)) {
        return group.name();
      }
    }
    return opensFiles(element) || Isolation.isOfUntrustedPlugin(element)
        ? null // only when they are named
        : groups.stream()
            .filter(group -> group.includes(name, element))
            .map(ElementGroup::name)
            .findFirst()
            .orElse(null);
  }

  /** Why it isolates an element. */
  String reason(String name, ElementDescriptor element) {
    if (Isolation.isOfUntrustedPlugin(element)) {
      return "its jar is not trusted";
    }
    if (element.hints().trust() == Trust.UNTRUSTED) {
      return "it is untrusted";
    }
    if (element.hints().nativeCode()) {
      return "it calls native code";
    }
    if (matches(patterns, name, element)) {
      return "--isolate names it";
    }
    return groupOf(name, element) != null ? "of --group" : "of --isolated";
  }

  /**
   * A sandbox has no files for elements that open some, and those for the network are to be asked
   * for.
   */
  private static boolean opensFiles(ElementDescriptor element) {
    return element.hints().processing() == Processing.IO_BOUND
        || element.hints().affinity() == Affinity.ASYNC;
  }
}
