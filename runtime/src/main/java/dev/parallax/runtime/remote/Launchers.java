package dev.parallax.runtime.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who starts the processes of a pipeline's elements, in one run of it. */
public final class Launchers {
  private final Map<String, PeerLauncher> byName = new HashMap<>();

  /**
   * Asks a placement.
   *
   * @param elements all that run, in the order of the stream
   */
  public Launchers(Placement placement, List<PeerGroup.Member> elements) {
    Map<String, List<PeerGroup.Member>> groups = new LinkedHashMap<>();
    for (PeerGroup.Member each : elements) {
      PeerLauncher own = placement.launcherOf(each.name(), each.element());
      if (own != null) {
        String group = placement.groupOf(each.name(), each.element());
        if (group == null) {
          byName.put(each.name(), own);
        } else {
          groups.computeIfAbsent(group, g -> new ArrayList<>()).add(each);
        }
      }
    }
    groups.forEach((group, members) -> {
      PeerLauncher shared = placement.launcherOf(group, members);
      members.forEach(member -> byName.put(member.name(), shared));
    });
  }

  /** Null: the element runs in this process. */
  public @Nullable PeerLauncher of(String name) {
    return byName.get(name);
  }
}
