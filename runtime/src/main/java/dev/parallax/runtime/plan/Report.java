package dev.parallax.runtime.plan;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.pipeline.Explanation;
import dev.parallax.runtime.spi.SetupValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a preparation into what people read. */
public final class Report {
  private Report() {}

  /** The explanation. */
  public static Explanation of(String name, Preparation prepared) {
    Plan plan = prepared.plan().withLimits(prepared.graph());
    List<Explanation.ElementRow> elements = new ArrayList<>();
    for (GraphNode node : prepared.graph().nodes()) {
      elements.add(
          new Explanation.ElementRow(
              node.name(),
              node.descriptor().name(),
              plan.domainOf(node),
              node.inserted(),
              properties(node)));
    }
    List<Explanation.LinkRow> links = new ArrayList<>();
    for (GraphLink link : prepared.graph().links()) {
      MediaCaps caps = prepared.negotiator().current().caps().get(link.id());
      links.add(
          new Explanation.LinkRow(
              link.from().name(),
              link.fromPort(),
              link.to().name(),
              link.toPort(),
              caps,
              caps.openFields(),
              boundary(plan, link)));
    }
    List<Explanation.DomainRow> domains = new ArrayList<>();
    for (Plan.PlannedDomain domain : plan.domains()) {
      domains.add(
          new Explanation.DomainRow(
              domain.index(),
              domain.virtual() ? "virtual thread" : "platform thread",
              domain.nodes().stream().map(GraphNode::name).toList(),
              domain.reason()));
    }
    return new Explanation(
        name,
        prepared.negotiator().solved(),
        elements,
        links,
        domains,
        pools(plan, prepared.negotiator().current()),
        crossings(prepared));
  }

  private static List<Explanation.CrossingRow> crossings(Preparation prepared) {
    List<Explanation.CrossingRow> rows = new ArrayList<>();
    Crossings crossings = prepared.plan().crossings();
    for (Plan.Joint joint : prepared.plan().joints()) {
      GraphLink link = joint.first();
      if (crossings.isEntry(link)) {
        String type = prepared.negotiator().current().caps().get(link.id()).type();
        rows.add(
            new Explanation.CrossingRow(
                link.from().name() + "." + link.fromPort(), crossings.at(link).of(type)));
      }
    }
    return rows;
  }

  /** Pools of outputs that make buffers; what an element says in its configuration comes on top. */
  private static List<Explanation.PoolRow> pools(Plan plan, Formats formats) {
    List<Explanation.PoolRow> pools = new ArrayList<>();
    for (Plan.Joint joint : plan.joints()) {
      GraphLink link = joint.first();
      Format format = formats.of(link);
      boolean makes =
          link.from().descriptor().outputs().stream()
                  .anyMatch(p -> p.matches(link.fromPort()) && !p.inPlace())
              && !Reach.passesOn(link.from());
      if (makes) {
        long bytes = format == null ? 0 : SetupValues.bufferBytes(format);
        int slots =
            QueueSpec.slotsFor(Reach.of(plan, link).queues(), bytes, format instanceof VideoFormat);
        pools.add(
            new Explanation.PoolRow(link.from().name() + "." + link.fromPort(), slots, bytes));
      }
    }
    return pools;
  }

  private static List<String> properties(GraphNode node) {
    List<String> given = new ArrayList<>();
    for (PropertyDescriptor property : node.descriptor().properties()) {
      Object value = node.property(property.name());
      if (value != null
          && !value.toString().isEmpty()
          && property.def() != null
          && !value.toString().equals(property.def())) {
        given.add(property.name() + "=" + value);
      }
    }
    return given;
  }

  private static @Nullable String boundary(Plan plan, GraphLink link) {
    for (Plan.Joint joint : plan.joints()) {
      QueueSpec queue = joint.queue();
      if (joint.first() == link && queue != null) {
        String leak =
            switch (queue.leak()) {
              case NO -> "";
              case NEWEST -> ", drops the newest";
              case OLDEST -> ", drops the oldest";
            };
        String who =
            queue.names().isEmpty() ? "drawn by the planner" : String.join(", ", queue.names());
        String bytes = queue.maxBytes() == 0 ? "" : ", " + (queue.maxBytes() >> 10) + " KiB";
        String time = queue.maxTime() == 0 ? "" : ", " + queue.maxTime() / 1_000_000 + " ms";
        return who + ": at most " + queue.maxBuffers() + " buffers" + bytes + time + leak;
      }
    }
    return null;
  }
}
