package dev.parallax.rtcheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the calls of marked methods, breadth first, so that the chain of a violation is a
 * shortest one. It ends at the methods that the run verifies, which are looked at themselves;
 * marked ones of the class path are looked into, since a mark alone proves nothing.
 */
final class Search {
  /** How a method was reached: from where, by the call in which line. */
  private record Step(@Nullable MethodInfo caller, int line) {}

  private final World world;
  private final JdkCalls jdk;
  private final Initialisers initialisers;
  private final Map<String, Violation> violations = new LinkedHashMap<>();
  private final Set<String> unsafe = new TreeSet<>();
  private final Set<String> verified = new TreeSet<>();
  private final Map<String, String> trusted = new TreeMap<>();

  /** All edges of the run, for recursion through marked methods. */
  private final Map<MethodInfo, List<MethodInfo>> links = new LinkedHashMap<>();

  private final Set<String> prewarm = new TreeSet<>();

  /** Methods that the run verifies: each is looked at itself, wherever it is called. */
  private final Set<MethodInfo> roots;

  private final Set<MethodInfo> looked = new LinkedHashSet<>();

  // Of the current root.
  private Map<MethodInfo, Step> reached = new HashMap<>();
  private Map<MethodInfo, List<MethodInfo>> edges = new LinkedHashMap<>();
  private Deque<MethodInfo> open = new ArrayDeque<>();

  Search(World world, JdkCalls jdk, Set<MethodInfo> roots) {
    this.world = world;
    this.jdk = jdk;
    this.roots = roots;
    this.initialisers = new Initialisers(world);
  }

  /** All methods that marked code reaches. */
  Set<MethodInfo> looked() {
    return looked;
  }

  /** Verifies all methods that it was made for. */
  RtReport verify(List<RtReport.Summary> summaries) {
    roots.forEach(this::from);
    reached = new HashMap<>();
    for (MethodInfo method : onCycles(links)) {
      if (roots.contains(method)) {
        recursive(method);
      }
    }
    return new RtReport(
        List.copyOf(violations.values()),
        List.copyOf(verified),
        List.copyOf(unsafe),
        trusted.entrySet().stream()
            .map(e -> new RtReport.Trusted(e.getKey(), e.getValue()))
            .toList(),
        List.copyOf(prewarm),
        summaries);
  }

  /** Verifies a marked method, or counts it when it is trusted as well. */
  private void from(MethodInfo root) {
    if (root.trusted != null) {
      trust(root, root.trusted);
      return;
    }
    verified.add(root.ref.words());
    reached = new HashMap<>(Map.of(root, new Step(null, 0)));
    edges = new LinkedHashMap<>();
    open = new ArrayDeque<>(List.of(root));
    for (MethodInfo method = open.poll(); method != null; method = open.poll()) {
      look(method);
    }
    onCycles(edges).stream().findFirst().ifPresent(this::recursive);
    edges.forEach((from, to) -> links.computeIfAbsent(from, m -> new ArrayList<>()).addAll(to));
  }

  private void look(MethodInfo method) {
    edges.put(method, new ArrayList<>());
    looked.add(method);
    if (method.isNative()) {
      add(method, 0, EnumSet.of(Effect.NATIVE), "calls native code: " + method.ref.words());
      return;
    }
    Facts facts = world.facts(method);
    for (Facts.Own own : facts.effects()) {
      add(method, own.line(), EnumSet.of(own.effect()), own.effect().words() + ": " + own.what());
    }
    facts.initialised().forEach(use -> use(method, use));
    facts.calls().forEach(call -> call(method, call));
  }

  private void use(MethodInfo method, Facts.Use use) {
    for (ClassInfo type : world.initialised(use, method.owner)) {
      if (jdk.isInitialised(type.name)) {
        continue;
      }
      String harm = world.isGiven(type) ? initialisers.harm(type) : null;
      if (harm == null) {
        prewarm.add(MethodRef.words(type.name));
      } else {
        String name = MethodRef.words(type.name);
        add(
            method,
            use.line(),
            EnumSet.of(Effect.CLASS_INIT),
            "may initialise: class " + name + ", whose initialiser calls " + harm);
      }
    }
  }

  private void call(MethodInfo method, Facts.Call call) {
    MethodRef ref = call.target();
    if (ref.name().equals("<init>")) {
      return; // what made the object has been seen
    }
    MethodInfo target = world.resolve(ref);
    if (target == null) {
      target = jdk.polymorphic(ref);
      if (target != null && JdkCalls.mayBox(ref)) {
        String what = "calls " + ref.words() + ", which allocates: it may box what it returns";
        add(method, call.line(), EnumSet.of(Effect.ALLOCATES), what);
        return;
      }
    }
    if (target == null) {
      String why = world.find(ref.owner()) == null ? ", whose class is not given" : "";
      add(
          method,
          call.line(),
          EnumSet.of(Effect.UNKNOWN),
          "calls what is not verified: " + ref.words() + why);
      return;
    }
    follow(method, call.line(), target, ref.owner(), call.exact() || target.isExact());
  }

  private void follow(
      MethodInfo method, int line, MethodInfo target, String receiver, boolean exact) {
    if (target.trusted != null) {
      trust(target, target.trusted);
      return;
    }
    boolean given = world.isGiven(target.owner);
    if (!given && !isSafe(method, line, target, exact)) {
      return; // one message is enough: what overrides it would only add to it
    }
    if (exact) {
      if (given) {
        visit(method, line, target);
      }
      return;
    }
    Set<World.Target> targets = world.implementations(receiver, target);
    if (targets.isEmpty()) {
      if (given && !target.isAbstract()) {
        visit(method, line, target);
      } else if (given ? !target.safe : jdk.isOpen(target)) {
        add(
            method,
            line,
            EnumSet.of(Effect.UNKNOWN),
            "calls what is not verified: "
                + target.ref.words()
                + ", of which no implementation is given");
      }
    }
    for (World.Target t : targets) {
      boolean same = t.method().equals(target);
      if (!same || given) {
        follow(method, line, t.method(), t.receiver(), t.isExact() || same);
      }
    }
  }

  private void trust(MethodInfo method, String reason) {
    boolean byClass = method.owner.trusted != null;
    trusted.put(byClass ? MethodRef.words(method.owner.name) : method.ref.words(), reason);
  }

  /** Whether a method of the JDK is safe; what is wrong has been reported when it is not. */
  private boolean isSafe(MethodInfo method, int line, MethodInfo target, boolean exact) {
    Set<Effect> effects = jdk.of(target, exact);
    String name = target.ref.words();
    if (effects == null) {
      add(
          method,
          line,
          EnumSet.of(Effect.UNKNOWN),
          "calls what is not verified: " + name + ", which the table for the JDK does not have");
      return false;
    }
    if (!effects.isEmpty()) {
      String words =
          effects.stream().limit(2).map(Effect::words).collect(Collectors.joining(", "))
              + (effects.size() > 2 ? " and more" : "");
      add(method, line, effects, "calls " + name + ", which " + words);
    }
    return effects.isEmpty();
  }

  /** Goes on with code that runs next, unless the run verifies it anyway. */
  private void visit(MethodInfo method, int line, MethodInfo target) {
    if (roots.contains(target)) {
      links.computeIfAbsent(method, m -> new ArrayList<>()).add(target);
      return;
    }
    List<MethodInfo> next = edges.get(method);
    if (next != null) {
      next.add(target);
    }
    if (reached.putIfAbsent(target, new Step(method, line)) == null) {
      open.add(target);
    }
  }

  private void recursive(MethodInfo method) {
    add(
        method,
        method.line(),
        EnumSet.of(Effect.UNBOUNDED),
        "has no bound: " + method.ref.words() + " is recursive");
  }

  /** Methods that may call themselves, in the order in which they were reached. */
  private static List<MethodInfo> onCycles(Map<MethodInfo, List<MethodInfo>> edges) {
    List<MethodInfo> methods = List.copyOf(edges.keySet());
    Map<MethodInfo, Integer> numbers = new HashMap<>();
    methods.forEach(method -> numbers.put(method, numbers.size()));
    List<List<Integer>> next = new ArrayList<>();
    for (MethodInfo method : methods) {
      List<Integer> to = new ArrayList<>();
      for (MethodInfo target : edges.getOrDefault(method, List.of())) {
        Integer number = numbers.get(target);
        if (number != null) {
          to.add(number);
        }
      }
      next.add(to);
    }
    return Cycles.of(next).stream().sorted().map(methods::get).toList();
  }

  private void add(MethodInfo method, int line, Set<Effect> effects, String what) {
    List<Violation.Frame> chain = chain(method, line);
    unsafe.add(chain.getFirst().type() + "." + chain.getFirst().method());
    String key = method.ref + ":" + line + " " + what;
    if (!violations.containsKey(key)) {
      violations.put(key, new Violation(effects.iterator().next(), what, chain));
    }
  }

  private List<Violation.Frame> chain(MethodInfo method, int line) {
    List<Violation.Frame> frames = new ArrayList<>();
    MethodInfo at = method;
    int where = line;
    while (at != null) {
      frames.add(
          new Violation.Frame(
              MethodRef.words(at.owner.name), at.ref.name(), at.owner.source, where));
      Step step = reached.get(at);
      at = step == null ? null : step.caller();
      where = step == null ? 0 : step.line();
    }
    return frames.reversed();
  }
}
