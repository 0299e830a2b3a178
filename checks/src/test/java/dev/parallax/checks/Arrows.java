package dev.parallax.checks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one direction between the modules: which module may depend on which (section 2 of the
 * design).
 *
 * <p>Beyond the arrows, a module that is built with the processor or the verifier names it with
 * scope {@code provided}, so that the reactor builds it first, and modules above the test kit test
 * with it.
 */
final class Arrows {
  private static final Map<String, Set<String>> TABLE =
      Map.ofEntries(
          Map.entry("annotations", Set.of()),
          Map.entry("model", Set.of("annotations")),
          Map.entry("native-glue", Set.of()),
          Map.entry("memory", Set.of("annotations", "native-glue")),
          Map.entry("stress", Set.of("memory")),
          Map.entry("runtime", Set.of("annotations", "model", "memory")),
          Map.entry("rtcheck", Set.of("annotations", "model")),
          Map.entry("processor", Set.of("annotations", "model", "rtcheck")),
          Map.entry("processor-tests", Set.of("processor", "runtime", "elements-std")),
          Map.entry("elements-std", Set.of("runtime")),
          Map.entry("elements-media", Set.of("runtime", "native-glue")),
          Map.entry("testkit", Set.of("runtime", "rtcheck")),
          // It starts the command; its own classes use none of ours.
          Map.entry("maven-plugin", Set.of("launch")),
          Map.entry(
              "launch",
              Set.of(
                  "annotations",
                  "model",
                  "memory",
                  "runtime",
                  "rtcheck",
                  "elements-std",
                  "elements-media")),
          Map.entry(
              "examples",
              Set.of(
                  "annotations",
                  "model",
                  "memory",
                  "runtime",
                  "elements-std",
                  "elements-media",
                  "maven-plugin")),
          Map.entry(
              "benchmarks",
              Set.of(
                  "annotations", "model", "memory", "runtime", "elements-std", "elements-media")),
          Map.entry("checks", Set.of("model")));

  private static final Set<String> BUILT_WITH_THE_PROCESSOR =
      Set.of(
          "runtime",
          "elements-std",
          "elements-media",
          "testkit",
          "launch",
          "examples",
          "benchmarks");

  private static final Set<String> ABOVE_THE_TESTKIT =
      Set.of(
          "elements-std", "elements-media", "processor-tests", "launch", "examples", "benchmarks");

  private Arrows() {}

  static Set<String> known() {
    return TABLE.keySet();
  }

  /** Modules that this one may depend on directly. */
  static Set<String> of(String module) {
    Set<String> arrows = TABLE.get(module);
    if (arrows == null) {
      throw new IllegalArgumentException("module has no row in Arrows module=" + module);
    }
    return arrows;
  }

  /** Modules whose classes this one may use: those of its arrows and of theirs. */
  static Set<String> closure(String module) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(of(module));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reached.add(next)) {
        open.addAll(of(next));
      }
    }
    return reached;
  }

  static boolean mayUseTheProcessor(String module) {
    return BUILT_WITH_THE_PROCESSOR.contains(module);
  }

  /**
   * To verify its real-time code while it is built; those with the processor have it from there.
   */
  static boolean mayUseTheVerifier(String module) {
    return module.equals("memory");
  }

  static boolean mayUseTheTestkit(String module) {
    return ABOVE_THE_TESTKIT.contains(module);
  }

  /** The module of a Java module or package, given without {@code dev.parallax.}. */
  static String moduleOf(String name) {
    String best = "";
    for (String module : TABLE.keySet()) {
      String prefix = packageOf(module);
      if ((name.equals(prefix) || name.startsWith(prefix + "."))
          && prefix.length() > packageOf(best).length()) {
        best = module;
      }
    }
    if (best.isEmpty()) {
      throw new IllegalArgumentException("name belongs to no module name=" + name);
    }
    return best;
  }

  /** The module's root package below {@code dev.parallax}. */
  static String packageOf(String module) {
    return switch (module) {
      case "native-glue" -> "nativeglue";
      case "maven-plugin" -> "maven";
      case "processor-tests" -> "processortests";
      case "elements-std" -> "elements.std";
      case "elements-media" -> "elements.media";
      default -> module;
    };
  }
}
