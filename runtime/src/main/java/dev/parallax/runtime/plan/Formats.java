package dev.parallax.runtime.plan;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.format.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one negotiation decided. It travels with the caps through the links, so that every element
 * sees the decision that belongs to the buffers behind it.
 *
 * @param serial counts up with each negotiation
 * @param caps caps by link id, fixed or still open
 */
public record Formats(long serial, List<MediaCaps> caps) {
  /** Copies the list. */
  public Formats {
    caps = List.copyOf(caps);
  }

  /** Fixed format of a link, or null while open. */
  public @Nullable Format of(GraphLink link) {
    MediaCaps c = caps.get(link.id());
    return c.isFixed() ? Format.of(c) : null;
  }
}
