package dev.parallax.rtcheck;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges class initialisers. One that computes and allocates can run early, from the prewarm list;
 * one that waits, or reads files or sockets, by itself or through another, would surprise there and
 * is refused.
 */
final class Initialisers {
  private static final Set<String> HARMFUL_PACKAGES =
      Set.of(
          "java/io/",
          "java/net/",
          "java/nio/file/",
          "java/nio/channels/",
          "java/util/concurrent/locks/");
  private static final Set<String> HARMFUL_METHODS =
      Set.of(
          "java/lang/Thread.sleep",
          "java/lang/Thread.join",
          "java/lang/Thread.start",
          "java/lang/System.load",
          "java/lang/System.loadLibrary",
          "java/lang/Object.wait",
          "java/lang/ProcessBuilder.start",
          "java/lang/invoke/MethodHandle.invoke",
          "java/lang/invoke/MethodHandle.invokeExact");

  private final World world;
  private final Map<String, Optional<String>> known = new HashMap<>();

  Initialisers(World world) {
    this.world = world;
  }

  /** What the initialiser does that should not come early; null for nothing. */
  @Nullable String harm(ClassInfo type) {
    return known.computeIfAbsent(type.name, name -> Optional.ofNullable(find(type))).orElse(null);
  }

  private @Nullable String find(ClassInfo type) {
    Set<MethodInfo> seen = new HashSet<>();
    Deque<MethodInfo> open = new ArrayDeque<>();
    add(type, open);
    for (MethodInfo method = open.poll(); method != null; method = open.poll()) {
      if (!seen.add(method)) {
        continue;
      }
      if (method.isNative()) {
        return method.ref.words();
      }
      Facts facts = world.facts(method);
      for (Facts.Own own : facts.effects()) {
        if (own.effect() == Effect.BLOCKS) {
          return own.what();
        }
      }
      for (Facts.Use use : facts.initialised()) {
        for (ClassInfo used : world.initialised(use, method.owner)) {
          if (world.isGiven(used)) {
            add(used, open);
          }
        }
      }
      for (Facts.Call call : facts.calls()) {
        if (isHarmful(call.target())) {
          return call.target().words();
        }
        MethodInfo target = world.resolve(call.target());
        if (target != null && world.isGiven(target.owner)) {
          open.add(target);
          if (!call.exact()) {
            world
                .implementations(call.target().owner(), target)
                .forEach(t -> {
                  if (world.isGiven(t.method().owner)) {
                    open.add(t.method());
                  }
                });
          }
        }
      }
    }
    return null;
  }

  private static void add(ClassInfo type, Deque<MethodInfo> open) {
    MethodInfo initialiser = type.methods.get(MethodRef.INITIALISER + "()V");
    if (initialiser != null) {
      open.add(initialiser);
    }
  }

  private static boolean isHarmful(MethodRef ref) {
    return HARMFUL_METHODS.contains(ref.owner() + "." + ref.name())
        || HARMFUL_PACKAGES.stream().anyMatch(ref.owner()::startsWith);
  }
}
