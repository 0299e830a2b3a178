package dev.parallax.rtcheck;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All classes of a run, closed: an interface or open class is implemented by those that are here
 * and by nothing else. Methods are resolved and overriding ones are found as the virtual machine
 * does.
 */
final class World {
  private final Map<String, ClassInfo> given = new HashMap<>();
  private final Map<String, List<ClassInfo>> below = new HashMap<>();
  private final Map<String, List<Facts.Lambda>> lambdas = new HashMap<>();
  private final Map<String, Set<Target>> dispatched = new HashMap<>();
  private final Map<String, Set<String>> together = new HashMap<>();
  private final Set<MethodRef> underWay = new HashSet<>();
  private final Function<String, @Nullable ClassInfo> beyond;

  /**
   * What a call may run.
   *
   * @param receiver class on which the method is called again, virtually; empty: this very method
   */
  record Target(MethodInfo method, String receiver) {
    boolean isExact() {
      return receiver.isEmpty();
    }
  }

  /**
   * A world.
   *
   * @param classes those that are given; of two with one name the first counts
   * @param beyond finds others: the JDK's
   */
  World(Collection<ClassInfo> classes, Function<String, @Nullable ClassInfo> beyond) {
    this.beyond = beyond;
    classes.forEach(type -> given.putIfAbsent(type.name, type));
    for (ClassInfo type : given.values()) {
      for (String ancestor : ancestors(type)) {
        below.computeIfAbsent(ancestor, n -> new ArrayList<>()).add(type);
      }
    }
    for (ClassInfo type : given.values()) {
      for (Facts.Lambda lambda : callable(type)) {
        lambdas.computeIfAbsent(lambda.method().owner(), n -> new ArrayList<>()).add(lambda);
      }
    }
  }

  /** Those function objects that code can call that is here: their interface is, too. */
  private List<Facts.Lambda> callable(ClassInfo type) {
    return makesCallable(type) ? lambdasOf(type) : List.of();
  }

  /** Whether code of the class may make function objects whose interface is here. */
  boolean makesCallable(ClassInfo type) {
    if (type.lambdas != null) {
      return true;
    }
    for (String name : type.linked()) {
      if (find(name) != null) {
        return true;
      }
    }
    return false;
  }

  /** All function objects that the code of a class makes. */
  List<Facts.Lambda> lambdasOf(ClassInfo type) {
    List<Facts.Lambda> known = type.lambdas;
    if (known != null) {
      return known;
    }
    List<Facts.Lambda> all = new ArrayList<>();
    type.methods.values().forEach(method -> all.addAll(lambdasOf(method)));
    return all;
  }

  /** All function objects that the code of a method makes; most make none, which is soon seen. */
  List<Facts.Lambda> lambdasOf(MethodInfo method) {
    return method.facts == null && !method.mayLink() ? List.of() : facts(method).lambdas();
  }

  Collection<ClassInfo> given() {
    return Collections.unmodifiableCollection(given.values());
  }

  boolean isGiven(ClassInfo type) {
    return given.get(type.name) == type;
  }

  @Nullable ClassInfo find(String name) {
    ClassInfo found = given.get(name);
    return found != null ? found : beyond.apply(name);
  }

  /** Its own facts; read once. */
  Facts facts(MethodInfo method) {
    Facts facts = method.facts;
    if (facts == null) {
      underWay.add(method.ref);
      facts = FactsReader.read(method.model, call -> neverReturns(method, call));
      underWay.remove(method.ref);
      method.facts = facts;
    }
    return facts;
  }

  private boolean neverReturns(MethodInfo caller, InvokeInstruction call) {
    MethodRef ref =
        new MethodRef(
            call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
    if (call.opcode() == Opcode.INVOKEINTERFACE || ref.name().startsWith("<")) {
      return false;
    }
    ClassInfo type = given.get(ref.owner());
    MethodInfo method = type == null ? null : type.methods.get(ref.signature());
    boolean known =
        method != null
            && method.model.code().isPresent()
            && (call.opcode() == Opcode.INVOKESPECIAL || method.isExact());
    if (!known || method == null || underWay.contains(ref) || facts(method).returns()) {
      return false;
    }
    caller.endsIn.add(ref.owner());
    caller.endsIn.addAll(method.endsIn);
    return true;
  }

  /** The class and everything above it. */
  Set<String> ancestors(ClassInfo type) {
    Set<String> all = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(type.name));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (all.add(name)) {
        ClassInfo next = name.equals(type.name) ? type : find(name);
        if (next != null) {
          open.addAll(next.parents());
        }
      }
    }
    return all;
  }

  /** Classes with initialisers that run when code of a class is the first to use another. */
  List<ClassInfo> initialised(Facts.Use use, ClassInfo by) {
    ClassInfo type = use.field().isEmpty() ? find(use.type()) : declaring(use.type(), use.field());
    if (type == null) {
      return List.of();
    }
    Set<String> ready = initialisedWith(by);
    return initialisedWith(type).stream()
        .filter(name -> !ready.contains(name))
        .map(this::find)
        .filter(found -> found != null && found.hasInitialiser())
        .toList();
  }

  /**
   * The class, those above it, and of their interfaces those with default methods: a constant of
   * any other interface is not there before somebody asks for it.
   */
  private Set<String> initialisedWith(ClassInfo type) {
    Set<String> known = together.get(type.name);
    if (known == null) {
      known = new LinkedHashSet<>();
      for (ClassInfo c = type; c != null && known.add(c.name); c = above(c)) {
        if (!type.isInterface()) {
          for (String name : ancestors(c)) {
            ClassInfo above = find(name);
            if (above != null && above.isInterface() && above.hasDefaults()) {
              known.add(name);
            }
          }
        }
      }
      together.put(type.name, known);
    }
    return known;
  }

  /** The class to which a static field belongs, as the virtual machine looks for it. */
  @Nullable ClassInfo declaring(String type, String field) {
    for (ClassInfo c = find(type); c != null; c = above(c)) {
      if (c.declares(field)) {
        return c;
      }
      for (String name : c.interfaces) {
        ClassInfo found = declaring(name, field);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** The method that a reference names: in the class, above it, in its interfaces. */
  @Nullable MethodInfo resolve(MethodRef ref) {
    ClassInfo type = find(ref.owner());
    return type == null ? null : lookUp(type, ref.signature(), false);
  }

  private @Nullable MethodInfo lookUp(ClassInfo type, String signature, boolean concrete) {
    Set<String> seen = new HashSet<>();
    for (ClassInfo c = type; c != null && seen.add(c.name); c = above(c)) {
      MethodInfo method = c.methods.get(signature);
      if (method != null && !(concrete && method.isAbstract())) {
        return method;
      }
    }
    MethodInfo best = null;
    for (String name : ancestors(type)) {
      ClassInfo c = find(name);
      MethodInfo method = c == null ? null : c.methods.get(signature);
      if (method != null && !method.isPrivate() && !(concrete && method.isAbstract())) {
        if (best == null || ancestors(method.owner).contains(best.owner.name)) {
          best = method;
        }
      }
    }
    return best;
  }

  private @Nullable ClassInfo above(ClassInfo type) {
    return type.superName == null ? null : find(type.superName);
  }

  /** Methods of given classes that may run when {@code method} is called on a {@code receiver}. */
  Set<Target> implementations(String receiver, MethodInfo method) {
    return dispatched.computeIfAbsent(
        receiver + " " + method.ref.signature(), key -> findImplementations(receiver, method));
  }

  private Set<Target> findImplementations(String receiver, MethodInfo method) {
    Set<Target> found = new LinkedHashSet<>();
    List<ClassInfo> types = below.getOrDefault(receiver, List.of());
    for (ClassInfo type : types) {
      if (!type.isInterface() && !type.isAbstract()) {
        MethodInfo chosen = lookUp(type, method.ref.signature(), true);
        if (chosen != null && isGiven(chosen.owner)) {
          found.add(new Target(chosen, ""));
        }
      }
    }
    if (method.owner.isInterface() && method.isAbstract()) {
      Set<String> interfaces = new LinkedHashSet<>(List.of(receiver));
      types.forEach(type -> interfaces.add(type.name));
      for (String name : interfaces) {
        for (Facts.Lambda lambda : lambdas.getOrDefault(name, List.of())) {
          MethodInfo target = resolve(lambda.target());
          if (target != null && lambda.method().name().equals(method.ref.name())) {
            boolean exact = lambda.exact() || target.isExact();
            found.add(new Target(target, exact ? "" : lambda.target().owner()));
          }
        }
      }
    }
    return found;
  }
}
