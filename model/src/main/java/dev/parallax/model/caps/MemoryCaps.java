package dev.parallax.model.caps;

import dev.parallax.annotations.MemoryKind;
import java.util.List;

/**
 * Kinds of memory that go with an alternative.
 *
 * @param kinds allowed kinds, most preferred first; never empty
 */
public record MemoryCaps(List<MemoryKind> kinds) {
  /** Memory of the processor only. */
  public static final MemoryCaps CPU = new MemoryCaps(List.of(MemoryKind.CPU));

  /** Copies the list. */
  public MemoryCaps {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of memory");
    }
  }
}
