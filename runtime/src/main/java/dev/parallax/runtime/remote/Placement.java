package dev.parallax.runtime.remote;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which elements of a pipeline run in other processes. */
@FunctionalInterface
public interface Placement {
  /** All in this process. */
  Placement HERE = (name, element) -> null;

  /**
   * All in this process, also those elements of these names that are untrusted or call native code.
   *
   * @param names of elements in their pipeline, or of what they are
   */
  static Placement trusting(String... names) {
    Set<String> trusted = Set.of(names);
    return new Placement() {
      @Override
      public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
        return null;
      }

      @Override
      public boolean trusts(String name, ElementDescriptor element) {
        return trusted.contains(name) || trusted.contains(element.name());
      }
    };
  }

  /**
   * Who starts a process for the element alone, or null when it runs in this one, and has no group.
   * Asked several times; always answers the same.
   *
   * @param name of the element in its pipeline
   */
  @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element);

  /**
   * Which elements share a process: those that run elsewhere, and for which this names the same
   * group. Null: the element has a process of its own, or none. Always the same.
   */
  default @Nullable String groupOf(String name, ElementDescriptor element) {
    return null;
  }

  /**
   * Who starts the process of a group, for one run of a pipeline. Asked only when {@link #groupOf}
   * names groups.
   *
   * @param members all of that group in the pipeline, in the order of the stream
   */
  default PeerLauncher launcherOf(String group, List<PeerGroup.Member> members) {
    throw new UnsupportedOperationException("placement has no groups group=" + group);
  }

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

  /**
   * Whether the user lets an element run here that says itself that it is not to be trusted, or
   * that it calls native code.
   */
  default boolean trusts(String name, ElementDescriptor element) {
    return false;
  }
}
