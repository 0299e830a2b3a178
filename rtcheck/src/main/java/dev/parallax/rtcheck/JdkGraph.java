package dev.parallax.rtcheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Effects of all methods of the JDK. A node is a method, or a call that some overriding method may
 * answer; effects flow from what is called to what calls.
 */
final class JdkGraph {
  private final World world;
  private final Seeds seeds;
  private final Set<String> initialised;
  private final Set<String> exported;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<EnumSet<Effect>> effects = new ArrayList<>();
  private final List<List<Integer>> callees = new ArrayList<>();

  /**
   * Computes the effects.
   *
   * @param initialised classes that are initialised before real-time code runs
   * @param exported packages whose classes anybody may extend
   */
  JdkGraph(World world, Seeds seeds, Set<String> initialised, Set<String> exported) {
    this.exported = exported;
    this.world = world;
    this.seeds = seeds;
    this.initialised = initialised;
    for (ClassInfo type : world.given()) {
      for (MethodInfo method : type.methods.values()) {
        exact(method);
        if (!method.isExact()) {
          virtual(type.name, method);
        }
      }
    }
    for (int node : Cycles.of(callees)) {
      effects.get(node).add(Effect.UNBOUNDED);
    }
    spread();
  }

  /** Effects of the very method. */
  EnumSet<Effect> ofExact(MethodInfo method) {
    return effects.get(number(method.ref.owner() + "!" + method.ref.signature()));
  }

  /** Effects of a call that any overriding method of the JDK may answer. */
  EnumSet<Effect> ofVirtual(MethodInfo method) {
    return method.isExact()
        ? ofExact(method)
        : effects.get(number(method.ref.owner() + "?" + method.ref.signature()));
  }

  private int number(String key) {
    Integer number = numbers.get(key);
    if (number == null) {
      throw new IllegalArgumentException("method is not in the graph method=" + key);
    }
    return number;
  }

  private int add(String key) {
    numbers.put(key, effects.size());
    effects.add(EnumSet.noneOf(Effect.class));
    callees.add(new ArrayList<>());
    return effects.size() - 1;
  }

  private final Deque<Runnable> later = new ArrayDeque<>();
  private boolean running;

  /** Fills nodes one after the other, not one within the other: chains of calls are long. */
  private void fill(Runnable work) {
    later.add(work);
    if (!running) {
      running = true;
      while (!later.isEmpty()) {
        later.pop().run();
      }
      running = false;
    }
  }

  private int exact(MethodInfo method) {
    String key = method.ref.owner() + "!" + method.ref.signature();
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int node = add(key);
    fill(() -> fillExact(node, method));
    return node;
  }

  private int virtual(String receiver, MethodInfo method) {
    String key = receiver + "?" + method.ref.signature();
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int node = add(key);
    fill(() -> {
      Set<World.Target> targets = world.implementations(receiver, method);
      if (!method.isAbstract() && targets.isEmpty()) {
        callees.get(node).add(exact(method));
      }
      for (World.Target target : targets) {
        callees
            .get(node)
            .add(
                target.isExact()
                    ? exact(target.method())
                    : virtual(target.receiver(), target.method()));
      }
      EnumSet<Effect> seed = seeds.of(method.ref);
      if (method.isAbstract() && seed != null) {
        effects.get(node).addAll(seed);
      } else if (method.isAbstract() && targets.isEmpty() && !isOpen(receiver, method)) {
        effects.get(node).add(Effect.UNKNOWN); // another module of the JDK implements it
      }
    });
    return node;
  }

  private void fillExact(int node, MethodInfo method) {
    EnumSet<Effect> own = effects.get(node);
    EnumSet<Effect> seed = seeds.of(method.ref);
    if (seed != null) {
      own.addAll(seed);
      return;
    }
    if (method.isNative()) {
      own.add(Effect.NATIVE);
      return;
    }
    Facts facts = world.facts(method);
    facts.effects().forEach(effect -> own.add(effect.effect()));
    for (Facts.Use use : facts.initialised()) {
      for (ClassInfo type : world.initialised(use, method.owner)) {
        if (!initialised.contains(type.name)) {
          own.add(Effect.CLASS_INIT);
        }
      }
    }
    for (Facts.Call call : facts.calls()) {
      MethodInfo target = world.resolve(call.target());
      if (target == null) {
        own.addAll(unresolved(call.target()));
      } else if (call.exact() || target.isExact()) {
        callees.get(node).add(exact(target));
      } else {
        callees.get(node).add(virtual(call.target().owner(), target));
        if (isOpen(call.target().owner(), target)) {
          own.add(Effect.UNKNOWN);
        }
      }
    }
  }

  /**
   * Whether the effects of a method say nothing of what runs when it is called: it is abstract, a
   * class outside the JDK may implement it, and nobody has reviewed it.
   */
  boolean isLeftOpen(String receiver, MethodInfo method) {
    return method.isAbstract() && isOpen(receiver, method) && seeds.of(method.ref) == null;
  }

  /** Whether a class outside the JDK may answer the call. */
  private boolean isOpen(String receiver, MethodInfo method) {
    ClassInfo type = world.find(receiver);
    int slash = receiver.lastIndexOf('/');
    return type != null
        && slash > 0
        && exported.contains(receiver.substring(0, slash))
        && type.isExtensible()
        && method.isOpen();
  }

  /**
   * Methods with polymorphic signatures are declared with another descriptor than they are called.
   */
  private EnumSet<Effect> unresolved(MethodRef target) {
    EnumSet<Effect> seed = seeds.of(target);
    return seed != null ? seed : EnumSet.of(Effect.UNKNOWN);
  }

  private void spread() {
    List<List<Integer>> callers = new ArrayList<>();
    callees.forEach(c -> callers.add(new ArrayList<>()));
    for (int node = 0; node < callees.size(); node++) {
      for (int callee : callees.get(node)) {
        callers.get(callee).add(node);
      }
    }
    Deque<Integer> open = new ArrayDeque<>();
    for (int node = 0; node < effects.size(); node++) {
      open.add(node);
    }
    for (@Nullable Integer node = open.poll(); node != null; node = open.poll()) {
      for (int caller : callers.get(node)) {
        if (effects.get(caller).addAll(effects.get(node))) {
          open.add(caller);
        }
      }
    }
  }
}
