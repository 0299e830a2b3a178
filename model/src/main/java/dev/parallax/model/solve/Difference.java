package dev.parallax.model.solve;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What two lists of alternatives differ in.
 *
 * @param field name of a caps field, {@code type} or {@code memory}
 * @param left values of the first list
 * @param right values of the second
 */
record Difference(String field, String left, String right) {
  static final String TYPE = "type";
  static final String MEMORY = "memory";

  /**
   * The first difference of the pair of alternatives that is nearest to fitting; null if one pair
   * fits.
   */
  static @org.jspecify.annotations.Nullable Difference of(
      List<MediaCaps> left, List<MediaCaps> right) {
    boolean typesMeet = false;
    boolean memoryMeets = false;
    Set<String> fields = new LinkedHashSet<>();
    for (MediaCaps a : left) {
      for (MediaCaps b : right) {
        if (a.intersect(b) != null) {
          return null;
        }
        if (MediaCaps.intersectTypes(a.type(), b.type()) != null) {
          typesMeet = true;
          memoryMeets |= a.memory().intersect(b.memory()) != null;
          a.fields().keySet().stream()
              .filter(f -> a.field(f).intersect(b.field(f)) == null)
              .forEach(fields::add);
        }
      }
    }
    if (!typesMeet) {
      return new Difference(TYPE, types(left), types(right));
    }
    if (!memoryMeets || fields.isEmpty()) {
      return new Difference(MEMORY, memories(left), memories(right));
    }
    String field = fields.iterator().next();
    return new Difference(field, values(left, field), values(right, field));
  }

  private static String types(List<MediaCaps> caps) {
    return caps.stream()
        .map(MediaCaps::type)
        .distinct()
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String memories(List<MediaCaps> caps) {
    return caps.stream().map(CapsBrief::memory).distinct().collect(Collectors.joining(" "));
  }

  private static String values(List<MediaCaps> caps, String field) {
    return caps.stream()
        .map(m -> m.field(field))
        .filter(v -> !(v instanceof CapsValue.Any))
        .map(CapsBrief::set)
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
