package dev.parallax.runtime.remote;

import dev.parallax.model.descriptor.ElementDescriptor;
import org.jspecify.annotations.Nullable;

/** Says which elements of a pipeline run in other processes. */
@FunctionalInterface
public interface Placement {
  /** All in this process. */
  Placement HERE = (name, element) -> null;

  /**
   * Who starts the element's process, or null when it runs in this one. Asked several times; always
   * answers the same.
   *
   * @param name of the element in its pipeline
   */
  @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element);

  /**
   * Whether all payload that comes from another process is copied, raw pictures and sound as well,
   * and what one such process sends to another.
   */
  default boolean copiesAll() {
    return false;
  }

  /** What is done when the element's process ends by itself. Always the same. */
  default RestartPolicy restarts(String name, ElementDescriptor element) {
    return RestartPolicy.STANDARD;
  }

  /** Whether the user lets an element run here that says itself that it is not to be trusted. */
  default boolean trusts(String name, ElementDescriptor element) {
    return false;
  }
}
