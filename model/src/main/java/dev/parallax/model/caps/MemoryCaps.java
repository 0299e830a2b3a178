package dev.parallax.model.caps;

import dev.parallax.annotations.MemoryKind;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of memory that go with an alternative.
 *
 * @param kinds allowed kinds, most preferred first; never empty, each once
 */
public record MemoryCaps(List<MemoryKind> kinds) {
  /** Memory of the processor only. */
  public static final MemoryCaps CPU = new MemoryCaps(List.of(MemoryKind.CPU));

  /** Every kind, memory of the processor preferred. */
  public static final MemoryCaps ALL = new MemoryCaps(List.of(MemoryKind.values()));

  /** Checks and copies the list. */
  public MemoryCaps {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of memory");
    }
    if (EnumSet.copyOf(kinds).size() != kinds.size()) {
      throw new IllegalArgumentException("a kind of memory is named twice kinds=" + kinds);
    }
  }

  /** The kinds that both allow in the order of this one, or null if there is none. */
  public @Nullable MemoryCaps intersect(MemoryCaps other) {
    if (kinds.equals(other.kinds)) {
      return this;
    }
    List<MemoryKind> common = kinds.stream().filter(other.kinds::contains).toList();
    return common.isEmpty() ? null : new MemoryCaps(common);
  }

  /** Whether the other allows every kind of this. */
  public boolean subsetOf(MemoryCaps other) {
    return other.kinds.containsAll(kinds);
  }

  /** Whether there is one kind only. */
  public boolean isFixed() {
    return kinds.size() == 1;
  }

  // By hand, as in MediaCaps.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MemoryCaps(var otherKinds) && kinds.equals(otherKinds);
  }

  @Override
  public int hashCode() {
    return kinds.hashCode();
  }
}
