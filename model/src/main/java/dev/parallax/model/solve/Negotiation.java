package dev.parallax.model.solve;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.Diagnostic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Result of a negotiation. */
public sealed interface Negotiation {
  /** Caps by edge id, as far as they are known; none when the negotiation failed. */
  default List<MediaCaps> links() {
    return List.of();
  }

  /** Converters to insert. */
  default List<Insertion> converters() {
    return List.of();
  }

  /**
   * Every link has a fixed format.
   *
   * @param links fixed caps by edge id (of the graph that was given)
   * @param converters converters to insert, in order of edge id
   */
  record Solved(List<MediaCaps> links, List<Insertion> converters) implements Negotiation {}

  /**
   * Nothing contradicts so far, but some fields are known only to the stream.
   *
   * @param links caps by edge id; fields that only the stream knows are unfixed
   * @param openFields names of unfixed fields by edge id; empty sets for fixed links
   * @param converters converters to insert
   */
  record Open(List<MediaCaps> links, List<Set<String>> openFields, List<Insertion> converters)
      implements Negotiation {}

  /**
   * No format fits.
   *
   * @param edge the link where it shows
   * @param diagnostic who offered, who accepted, which field is empty, who fixed it, which
   *     converter would help
   */
  record Failed(int edge, Diagnostic diagnostic) implements Negotiation {}

  /**
   * A chain of converters to insert into a link. The link's caps in {@link Solved} and {@link Open}
   * are those that reach its downstream element, the last of {@code between}; a caps filter of the
   * link stays behind the converters.
   *
   * @param edge id of the link
   * @param elements names of converter elements, upstream first
   * @param between fixed or open caps between them: {@code before the first, ..., after the last}
   */
  record Insertion(int edge, List<String> elements, List<@Nullable MediaCaps> between) {}
}
