package dev.parallax.runtime.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counters of a pipeline at one moment. They are read while elements run, so they may be a few
 * buffers apart.
 *
 * @param pipeline name
 * @param state state
 * @param positionNs presentation time that the slowest branch has reached, or {@code
 *     Buffer.NO_TIME}
 * @param elements elements in order of the graph
 * @param links links in order of the graph
 */
public record Snapshot(
    String pipeline,
    State state,
    long positionNs,
    List<ElementCounters> elements,
    List<LinkCounters> links) {
  /** Copies the lists. */
  public Snapshot {
    elements = List.copyOf(elements);
    links = List.copyOf(links);
  }

  /**
   * Counters of an element by its name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public ElementCounters element(String name) {
    return elements.stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no counters of this element name="
                    + name
                    + " elements="
                    + elements.stream().map(ElementCounters::name).toList()));
  }

  /**
   * An element.
   *
   * @param name name
   * @param element kind of element
   * @param domain thread it runs on
   * @param buffersIn buffers taken
   * @param bytesIn bytes taken
   * @param buffersOut buffers sent
   * @param bytesOut bytes sent
   * @param dropped buffers and units lost at this element: sent to unlinked ports, too late, or by
   *     its own decision
   * @param discarded buffers that came after its end, or waited in it during a flush
   * @param partial inputs lost with a part of what they led to sent, when the process of an
   *     isolated element ended in their midst
   * @param restarts how often the process of an isolated element was started again
   * @param copies buffers copied: before writing, because others held them too, because the element
   *     could not share their bytes, or because another process could still change them
   * @param pools its pools
   */
  public record ElementCounters(
      String name,
      String element,
      String domain,
      long buffersIn,
      long bytesIn,
      long buffersOut,
      long bytesOut,
      long dropped,
      long discarded,
      long partial,
      int restarts,
      long copies,
      List<PoolCounters> pools) {
    /** Copies the list. */
    public ElementCounters {
      pools = List.copyOf(pools);
    }
  }

  /**
   * A pool of an output port.
   *
   * @param port port
   * @param slots slots
   * @param slotBytes bytes of a slot
   * @param available free slots
   * @param waits how often none was free
   * @param generations how many arenas it had
   */
  public record PoolCounters(
      String port, int slots, long slotBytes, int available, long waits, int generations) {}

  /**
   * A link.
   *
   * @param link {@code a.out -> b.in}
   * @param caps caps as they are now
   * @param fused whether it is a direct call
   * @param queues names of queue elements on it
   * @param level entries that wait
   * @param bound entries that may wait; 0 when fused
   * @param grown how often the bound was raised because the pipeline starved
   * @param dropped buffers dropped by policy
   * @param discarded other buffers that were sent and never delivered: flushed, or the receiver had
   *     ended
   */
  public record LinkCounters(
      String link,
      @Nullable String caps,
      boolean fused,
      List<String> queues,
      int level,
      int bound,
      int grown,
      long dropped,
      long discarded) {
    /** Copies the list. */
    public LinkCounters {
      queues = List.copyOf(queues);
    }
  }
}
