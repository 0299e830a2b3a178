package dev.parallax.model.solve;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the search tries, and in which order: the transform's input first, then preference. */
final class Candidates {
  private static final int MAX_VALUES = 8;

  private final Constraints constraints;
  private final Domains domains;
  private final Openness openness;

  Candidates(Constraints constraints, Domains domains, Openness openness) {
    this.constraints = constraints;
    this.domains = domains;
    this.openness = openness;
  }

  /**
   * Fields to fix: those that the type needs, and others that the producer can choose. A consumer's
   * wish about a field of which the producer says nothing stays open to both.
   */
  List<String> fields(int var, MediaCaps media) {
    List<String> fields = new ArrayList<>();
    for (String field : Openness.mentioned(media)) {
      if (!openness.isOpen(var, field)
          && (isNeeded(media, field) || producerChooses(var, media, field))) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static boolean isNeeded(MediaCaps media, String field) {
    return !media.type().equals(MediaCaps.ANY_TYPE)
        && MediaCaps.neededFields(media.type()).contains(field);
  }

  private boolean producerChooses(int var, MediaCaps media, String field) {
    for (int edge : domains.edges(var)) {
      for (MediaCaps offered : constraints.outputs().get(edge).caps().alternatives()) {
        if (offered.fields().containsKey(field)
            && MediaCaps.intersectTypes(offered.type(), media.type()) != null) {
          return true;
        }
      }
    }
    return false;
  }

  /** Alternatives that let the transform pass its input through come first. */
  List<List<MediaCaps>> order(int var, List<List<MediaCaps>> groups) {
    MediaCaps input = input(var);
    if (input == null) {
      return groups;
    }
    List<List<MediaCaps>> first = new ArrayList<>();
    List<List<MediaCaps>> rest = new ArrayList<>();
    for (List<MediaCaps> group : groups) {
      (group.stream().anyMatch(m -> m.intersect(input) != null) ? first : rest).add(group);
    }
    first.addAll(rest);
    return first;
  }

  /** Values to try for an unfixed field, the best first; at least one. */
  List<Object> values(int var, String field, CapsValue value) {
    Set<Object> values = new LinkedHashSet<>();
    Object hint = hint(var, field);
    if (hint != null && value.accepts(hint)) {
      values.add(hint);
    }
    if (value instanceof OneOf o) {
      values.addAll(o.values().subList(0, Math.min(MAX_VALUES, o.values().size())));
    } else if (value instanceof IntRange r) {
      values.add(
          r.prefer() == null && hint instanceof Integer i ? (Object) r.nearest(i) : fixed(r));
    } else if (value instanceof FractionRange r) {
      values.add(r.prefer() == null && hint instanceof Fraction f ? r.nearest(f) : fixed(r));
    } else if (value instanceof Fixed f) {
      values.add(f.value());
    } else {
      values.add(smallest(domains.get(var).getFirst().type(), field));
    }
    if (!(value instanceof OneOf)) {
      addNeighbours(var, field, value, values);
    }
    return List.copyOf(values);
  }

  private static Object fixed(CapsValue value) {
    Fixed fixed = value.fixate();
    if (fixed == null) {
      throw new IllegalStateException("not a range value=" + value);
    }
    return fixed.value();
  }

  /** Values that alternatives of other links with this field would take. */
  private void addNeighbours(int var, String field, CapsValue value, Set<Object> values) {
    for (int other : domains.neighbours(var, field)) {
      for (MediaCaps media : domains.get(other)) {
        CapsValue both = value.intersect(media.field(field));
        Fixed fixed = both == null ? null : both.fixate();
        if (fixed != null && values.size() < MAX_VALUES) {
          values.add(fixed.value());
        }
      }
    }
  }

  /** What nobody restricts gets the smallest value, or the first format. */
  private static Object smallest(String type, String field) {
    return switch (field) {
      case MediaCaps.FRAMED -> false;
      case "framerate" -> Fraction.ZERO;
      case "format" ->
          type.equals(MediaCaps.AUDIO_RAW)
              ? SampleFormat.values()[0].name()
              : PixelFormat.values()[0].name();
      default -> 1;
    };
  }

  private @Nullable Object hint(int var, String field) {
    MediaCaps input = input(var);
    return input != null
            && input.type().equals(domains.get(var).getFirst().type())
            && input.field(field) instanceof Fixed f
        ? f.value()
        : null;
  }

  /**
   * Caps of the only input of the element that feeds the variable; null if there is no such input.
   */
  private @Nullable MediaCaps input(int var) {
    int node = constraints.graph().edges().get(domains.edges(var).getFirst()).from();
    List<Integer> incoming = constraints.incoming().get(node);
    if (incoming.size() != 1) {
      return null;
    }
    List<MediaCaps> domain = domains.get(domains.variable(incoming.getFirst()));
    return domain.size() == 1 ? domain.getFirst() : null;
  }
}
