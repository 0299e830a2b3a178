package dev.parallax.runtime.plan;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.remote.Placement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which outputs copy payload that somebody outside of this process can still change. A copy is made
 * once, where the payload comes in, when anybody behind that output needs it to stay as it is: one
 * who takes apart bytes or packets, or calls native code. Raw pictures and sound are looked at as
 * they are, in whatever way they change: none of their bytes is a length or a place.
 *
 * <p>Processes of this pipeline all have the same rights, so none of them needs to be protected
 * from what another one sends.
 *
 * @param needs by the first link behind an output, for those outputs that may have to copy
 * @param writers nodes whose output is written by another process
 */
public record Crossings(Map<GraphLink, Need> needs, Set<GraphNode> writers) {
  /** The element whose output is another program's memory. */
  private static final String OTHER_PROGRAM = "ipcsrc";

  /** Copies both. */
  public Crossings {
    needs = Map.copyOf(needs);
    writers = Set.copyOf(writers);
  }

  /**
   * What must not change while those behind an output look at it.
   *
   * @param raw raw pictures and sound
   * @param other all other media
   */
  public record Need(boolean raw, boolean other) {
    /** Anything may change. */
    public static final Need NONE = new Need(false, false);

    private static final Need OTHER = new Need(false, true);
    private static final Need ALL = new Need(true, true);

    private Need and(Need more) {
      return raw || more.raw ? ALL : other ? this : more;
    }

    /** Whether anything may change. */
    public boolean isNone() {
      return !raw && !other;
    }

    /** Whether it includes a format; null: not known yet. */
    public boolean of(@Nullable Format format) {
      return format instanceof VideoFormat || format instanceof AudioFormat ? raw : other;
    }

    /** Whether it includes a media type. */
    boolean of(String mediaType) {
      return mediaType.equals(MediaCaps.VIDEO_RAW) || mediaType.equals(MediaCaps.AUDIO_RAW)
          ? raw
          : other;
    }
  }

  static Crossings of(List<Plan.Joint> joints, Placement placement) {
    Set<GraphNode> writers = new HashSet<>();
    for (Plan.Joint joint : joints) {
      GraphNode from = joint.first().from();
      if (isElsewhere(from, placement) || from.descriptor().name().equals(OTHER_PROGRAM)) {
        writers.add(from);
      }
    }
    Map<GraphLink, Need> needs = new HashMap<>();
    if (!writers.isEmpty()) {
      for (Plan.Joint joint : joints) {
        Need need = behind(joint.first(), joints, placement, new HashSet<>());
        if (!need.isNone()) {
          needs.put(joint.first(), need);
        }
      }
    }
    return new Crossings(needs, writers);
  }

  private static boolean isElsewhere(GraphNode node, Placement placement) {
    return placement.launcherOf(node.name(), node.descriptor()) != null;
  }

  /** What those need who may get the buffers of an output, however many pass them on. */
  private static Need behind(
      GraphLink first, List<Plan.Joint> joints, Placement placement, Set<GraphLink> seen) {
    Need need = Need.NONE;
    for (Plan.Joint joint : joints) {
      if (joint.first() != first || !seen.add(joint.last())) {
        continue;
      }
      GraphNode to = joint.last().to();
      need = need.and(of(joint.last(), placement));
      if (Reach.passesOn(to) && !isElsewhere(to, placement)) {
        for (Plan.Joint next : joints) {
          if (next.first().from() == to) {
            need = need.and(behind(next.first(), joints, placement, seen));
          }
        }
      }
    }
    return need;
  }

  private static Need of(GraphLink last, Placement placement) {
    if (placement.copiesAll()) {
      return Need.ALL;
    }
    GraphNode to = last.to();
    if (isElsewhere(to, placement)) {
      return Need.NONE;
    }
    if (to.descriptor().hints().nativeCode()) {
      return Need.ALL;
    }
    return takesVolatile(last) ? Need.NONE : Need.OTHER;
  }

  private static boolean takesVolatile(GraphLink last) {
    for (PortDescriptor port : last.to().descriptor().inputs()) {
      if (port.matches(last.toPort())) {
        return port.volatileOk();
      }
    }
    return false;
  }

  /** What must be copied at the output that a link comes from. */
  public Need at(GraphLink first) {
    return needs.getOrDefault(first, Need.NONE);
  }

  /** Whether payload of that link comes from a writer outside. */
  boolean isEntry(GraphLink first) {
    return writers.contains(first.from());
  }
}
