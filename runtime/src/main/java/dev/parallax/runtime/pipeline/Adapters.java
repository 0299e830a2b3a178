package dev.parallax.runtime.pipeline;

import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.plan.Plan;
import dev.parallax.runtime.remote.Launchers;
import dev.parallax.runtime.remote.PeerGroup;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.RemoteAdapter;
import dev.parallax.runtime.spi.ElementAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What drives each element in one run: its own adapter, or one of an element that runs elsewhere.
 */
final class Adapters implements Function<GraphNode, ElementAdapter> {
  private final Placement placement;
  private final Clock clock;
  private final Launchers launchers;

  Adapters(Placement placement, Clock clock, Plan plan) {
    this.placement = placement;
    this.clock = clock;
    List<PeerGroup.Member> elements = new ArrayList<>();
    for (Plan.PlannedDomain domain : plan.domains()) {
      for (GraphNode node : domain.nodes()) {
        elements.add(new PeerGroup.Member(node.name(), node.descriptor()));
      }
    }
    launchers = new Launchers(placement, elements);
  }

  @Override
  public ElementAdapter apply(GraphNode node) {
    PeerLauncher launcher = launchers.of(node.name());
    if (launcher == null) {
      return node.adapter();
    }
    if (clock != Clock.MONOTONIC) {
      throw new IllegalStateException(
          "element can't run elsewhere by a clock that is only here element="
              + node.name()
              + "\n  fix: leave out Pipeline.clock, or the placement");
    }
    return new RemoteAdapter(
        node.adapter(),
        node.descriptor(),
        node.name(),
        launcher,
        placement.restarts(node.name(), node.descriptor()));
  }
}
