package dev.parallax.runtime.isolation;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the libraries of this process say of elements that use the network. */
final class NetworkUses {
  /** By names of elements. */
  private static final Map<String, NetworkUse> USES = load();

  private NetworkUses() {}

  private static Map<String, NetworkUse> load() {
    Map<String, NetworkUse> uses = new HashMap<>();
    for (NetworkUse each : ServiceLoader.load(NetworkUse.class)) {
      each.elements().forEach(name -> uses.putIfAbsent(name, each));
    }
    return Map.copyOf(uses);
  }

  static boolean knows(String element) {
    return USES.containsKey(element);
  }

  /** Null when the element is not known to use the network. */
  static SandboxProfile.@Nullable WithNetwork of(
      String element, Function<String, @Nullable Object> property) {
    NetworkUse use = USES.get(element);
    return use == null ? null : use.of(element, property);
  }
}
