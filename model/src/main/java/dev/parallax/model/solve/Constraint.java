package dev.parallax.model.solve;

import dev.parallax.model.caps.Caps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What restricts the caps of links. */
sealed interface Constraint {
  /** Where the caps of an {@link Own} come from. */
  enum Kind {
    /** Caps of the output port. */
    OFFER,
    /** A property of the upstream element. */
    PROPERTY,
    /** Told by a probe or by the stream. */
    ANNOUNCED,
    /** A caps filter. */
    FILTER,
    /** Caps of the input port. */
    ACCEPT
  }

  /**
   * The caps of one link are within {@code caps}.
   *
   * @param property {@code name=value} for {@link Kind#PROPERTY}, else null
   */
  record Own(int edge, Kind kind, Caps caps, @Nullable String property) implements Constraint {}

  /**
   * Fields of an input and of an output of a node are the same; no fields: everything is.
   *
   * @param in id of the link into the node
   * @param out id of the link out of it
   */
  record Tie(int node, int in, int out, List<String> fields) implements Constraint {
    boolean whole() {
      return fields.isEmpty();
    }
  }
}
