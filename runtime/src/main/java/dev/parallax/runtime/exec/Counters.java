package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.PoolStats;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.runtime.plan.Graph;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the counters of an engine. */
public final class Counters {
  private Counters() {}

  /** All of them now; {@code state} is the pipeline's. */
  public static Snapshot snapshot(Engine engine, State state) {
    Graph graph = engine.graph();
    return new Snapshot(
        engine.name(), state, position(engine, graph), elements(engine, graph), links(engine));
  }

  /** Counters of all real elements. */
  private static List<Snapshot.ElementCounters> elements(Engine engine, Graph graph) {
    List<Snapshot.ElementCounters> all = new ArrayList<>();
    for (GraphNode graphNode : graph.nodes()) {
      Node node = engine.wiring().node(graphNode);
      if (node != null) {
        all.add(element(node));
      }
    }
    return all;
  }

  private static Snapshot.ElementCounters element(Node node) {
    long in = 0;
    long inBytes = 0;
    for (NodeInput input : List.copyOf(node.inputs().all())) {
      in += input.buffers();
      inBytes += input.bytes();
    }
    long out = 0;
    long outBytes = 0;
    long dropped = node.context().dropped();
    long discarded = node.refused();
    long copies = node.context().copied();
    List<Snapshot.PoolCounters> pools = new ArrayList<>();
    for (NodeOutput output : List.copyOf(node.outputs().all())) {
      out += output.pad().buffers();
      outBytes += output.pad().bytes();
      dropped += output.pad().dropped();
      copies += output.pad().copies();
      addPool(pools, output.pad().name(), output.currentPool());
      addPool(pools, output.pad().name() + " copies", output.currentCopyPool());
    }
    Collector collector = node.collector();
    if (collector != null) {
      dropped += collector.late();
      discarded += collector.discarded();
    }
    return new Snapshot.ElementCounters(
        node.name(),
        node.graph().descriptor().name(),
        node.domain().name(),
        in,
        inBytes,
        out,
        outBytes,
        dropped,
        discarded,
        node.context().partial(),
        node.context().restarts(),
        copies,
        pools);
  }

  private static void addPool(
      List<Snapshot.PoolCounters> pools, String name, @Nullable PortPool pool) {
    if (pool != null) {
      PoolStats s = pool.stats();
      pools.add(
          new Snapshot.PoolCounters(
              name, s.slots(), s.slotBytes(), s.available(), s.waits(), pool.generations()));
    }
  }

  /** Counters of all links between real elements. */
  private static List<Snapshot.LinkCounters> links(Engine engine) {
    List<Snapshot.LinkCounters> all = new ArrayList<>();
    for (Plan.Joint joint : engine.plan().joints()) {
      Channel channel = engine.wiring().channel(joint.last());
      String name =
          joint.first().from().name()
              + "."
              + joint.first().fromPort()
              + " -> "
              + joint.last().to().name()
              + "."
              + joint.last().toPort();
      String caps = String.valueOf(engine.capsOf(joint.last()));
      all.add(
          channel == null
              ? new Snapshot.LinkCounters(
                  name, caps, true, List.of(), 0, 0, grown(engine, joint), 0, 0)
              : new Snapshot.LinkCounters(
                  name,
                  caps,
                  false,
                  channel.spec().names(),
                  channel.level(),
                  channel.bound(),
                  channel.grown() + grown(engine, joint),
                  channel.dropped(),
                  channel.discarded()));
    }
    return all;
  }

  private static int grown(Engine engine, Plan.Joint joint) {
    Node to = engine.wiring().node(joint.last().to());
    Collector collector = to == null ? null : to.collector();
    return collector == null ? 0 : collector.grown();
  }

  /** What the slowest branch has reached, or {@link Buffer#NO_TIME}. */
  private static long position(Engine engine, Graph graph) {
    long position = Long.MAX_VALUE;
    for (GraphNode graphNode : graph.nodes()) {
      Node node = engine.wiring().node(graphNode);
      if (node != null && node.isLeaf()) {
        for (NodeInput input : List.copyOf(node.inputs().all())) {
          if (input.lastPts() != Buffer.NO_TIME) {
            position = Math.min(position, input.lastPts());
          }
        }
      }
    }
    return position == Long.MAX_VALUE ? Buffer.NO_TIME : position;
  }
}
