package dev.parallax.runtime.pipeline;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.runtime.plan.Preparation;
import dev.parallax.runtime.plan.Report;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline would do, as data: elements, links with caps, domains and the reasons.
 *
 * @param pipeline name
 * @param solved whether every format is known before the stream begins
 * @param elements elements in order
 * @param links links in order
 * @param domains threads in order
 * @param pools pools of outputs, without what elements add in their configuration
 * @param crossings where payload comes in that another process writes
 */
public record Explanation(
    String pipeline,
    boolean solved,
    List<ElementRow> elements,
    List<LinkRow> links,
    List<DomainRow> domains,
    List<PoolRow> pools,
    List<CrossingRow> crossings) {
  /** Copies the lists. */
  public Explanation {
    elements = List.copyOf(elements);
    links = List.copyOf(links);
    domains = List.copyOf(domains);
    pools = List.copyOf(pools);
    crossings = List.copyOf(crossings);
  }

  /**
   * Payload that comes from another process.
   *
   * @param port output that it comes from
   * @param stable copied once, before anybody looks at it; else read where its writer could still
   *     change it
   */
  public record CrossingRow(String port, boolean stable) {}

  /**
   * A pool.
   *
   * @param port output that it serves
   * @param buffers number of buffers: what may wait in the links behind it, and those being made
   *     and consumed
   * @param bytes bytes of a buffer unless the element declares another size; 0 while the format is
   *     open
   */
  public record PoolRow(String port, int buffers, long bytes) {}

  /**
   * An element.
   *
   * @param name name
   * @param element kind
   * @param domain index of its domain; -1 for queues and caps filters, which exist only as part of
   *     a link
   * @param inserted added by negotiation
   * @param properties properties that differ from their defaults, as {@code name=value}
   */
  public record ElementRow(
      String name, String element, int domain, boolean inserted, List<String> properties) {
    /** Copies the list. */
    public ElementRow {
      properties = List.copyOf(properties);
    }
  }

  /**
   * A link of the graph.
   *
   * @param from upstream element
   * @param fromPort its output
   * @param to downstream element
   * @param toPort its input
   * @param caps negotiated caps
   * @param open names of fields that only the stream knows
   * @param boundary how the domains on both sides are joined; null when fused
   */
  public record LinkRow(
      String from,
      String fromPort,
      String to,
      String toPort,
      MediaCaps caps,
      Set<String> open,
      @Nullable String boundary) {
    /** Copies the set. */
    public LinkRow {
      open = Set.copyOf(open);
    }
  }

  /**
   * A thread.
   *
   * @param index index
   * @param thread kind of thread
   * @param elements its elements
   * @param reason why
   */
  public record DomainRow(int index, String thread, List<String> elements, String reason) {
    /** Copies the list. */
    public DomainRow {
      elements = List.copyOf(elements);
    }
  }

  static Explanation of(String name, Preparation prepared) {
    return Report.of(name, prepared);
  }

  /** As text for people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("negotiation  ")
        .append(
            solved
                ? "solved: every format is known"
                : "open: the stream decides what is marked with ?")
        .append('\n');
    for (LinkRow link : links) {
      out.append("  ")
          .append(link.from)
          .append('.')
          .append(link.fromPort)
          .append(" -> ")
          .append(link.to)
          .append('.')
          .append(link.toPort);
      out.append("  ").append(link.caps);
      if (!link.open.isEmpty()) {
        out.append("  ?").append(String.join(" ?", link.open.stream().sorted().toList()));
      }
      out.append('\n');
    }
    out.append("domains\n");
    for (DomainRow domain : domains) {
      out.append("  ")
          .append(domain.index)
          .append("  ")
          .append(String.join(" ! ", domain.elements))
          .append("\n     ")
          .append(domain.reason)
          .append('\n');
    }
    List<LinkRow> boundaries = links.stream().filter(l -> l.boundary != null).toList();
    if (!boundaries.isEmpty()) {
      out.append("boundaries\n");
      for (LinkRow link : boundaries) {
        out.append("  ")
            .append(link.from)
            .append(" -> ")
            .append(link.to)
            .append("  ")
            .append(link.boundary)
            .append('\n');
      }
    }
    out.append("pools\n");
    for (PoolRow pool : pools) {
      out.append("  ").append(pool.port).append("  ").append(pool.buffers).append(" buffers");
      out.append(pool.bytes == 0 ? "" : " of " + pool.bytes + " bytes").append('\n');
    }
    if (!crossings.isEmpty()) {
      out.append("crossings\n");
      for (CrossingRow crossing : crossings) {
        out.append("  ")
            .append(crossing.port)
            .append(
                crossing.stable
                    ? "  stable: copied once when it comes in\n"
                    : "  volatile: read where its process could still change it\n");
      }
    }
    for (ElementRow element : elements) {
      if (element.inserted) {
        out.append("inserted     ").append(element.name).append('\n');
      }
    }
    return out.toString();
  }

  /** As a Graphviz picture. */
  public String dot() {
    StringBuilder out =
        new StringBuilder(
            "digraph pipeline {\n"
                + "  rankdir=LR;\n"
                + "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
                + "  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (DomainRow domain : domains) {
      out.append("  subgraph cluster_")
          .append(domain.index)
          .append(" {\n    label=")
          .append(quoted("domain " + domain.index + ", " + domain.thread))
          .append(";\n    color=gray;\n");
      for (ElementRow element : elements) {
        if (element.domain == domain.index) {
          out.append("    ").append(dotNode(element));
        }
      }
      out.append("  }\n");
    }
    for (ElementRow element : elements) {
      if (element.domain < 0) {
        out.append("  ").append(dotNode(element));
      }
    }
    for (LinkRow link : links) {
      out.append("  ")
          .append(quoted(link.from))
          .append(" -> ")
          .append(quoted(link.to))
          .append(" [label=")
          .append(quoted(label(link)))
          .append("];\n");
    }
    return out.append("}\n").toString();
  }

  private static String dotNode(ElementRow element) {
    String shape = element.element.equals("queue") ? ", shape=cds" : "";
    return quoted(element.name)
        + " [label="
        + quoted(String.join("\n", title(element)))
        + shape
        + "];\n";
  }

  private static List<String> title(ElementRow element) {
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    lines.add(element.name);
    if (!element.name.startsWith(element.element)) {
      lines.add(element.element);
    }
    lines.addAll(element.properties);
    return lines;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** Caps in lines short enough for a picture. */
  private static String label(LinkRow link) {
    return link.caps.toString().replace(", ", ",").replace(",", "\n");
  }

  /** As a Mermaid flow chart. */
  public String mermaid() {
    StringBuilder out = new StringBuilder("flowchart LR\n");
    for (DomainRow domain : domains) {
      out.append("  subgraph d")
          .append(domain.index)
          .append("[\"domain ")
          .append(domain.index)
          .append(", ")
          .append(domain.thread)
          .append("\"]\n");
      for (ElementRow element : elements) {
        if (element.domain == domain.index) {
          out.append("    ").append(mermaidNode(element));
        }
      }
      out.append("  end\n");
    }
    for (ElementRow element : elements) {
      if (element.domain < 0) {
        out.append("  ").append(mermaidNode(element));
      }
    }
    for (LinkRow link : links) {
      out.append("  ")
          .append(id(link.from))
          .append(" -->|\"")
          .append(escaped(label(link)))
          .append("\"| ")
          .append(id(link.to))
          .append('\n');
    }
    return out.toString();
  }

  private String mermaidNode(ElementRow element) {
    return id(element.name) + "[\"" + escaped(String.join("\n", title(element))) + "\"]\n";
  }

  private String id(String name) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).name.equals(name)) {
        return "n" + i;
      }
    }
    throw new IllegalStateException("no such element name=" + name);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br/>");
  }
}
