package dev.parallax.model.solve;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One alternative that stands for several. */
final class Hull {
  private Hull() {}

  /**
   * The least that holds all of them: their type if they share it, and the fields that are the same
   * in all.
   */
  static MediaCaps of(List<MediaCaps> domain) {
    MediaCaps first = domain.getFirst();
    if (domain.size() == 1) {
      return first;
    }
    boolean oneType = domain.stream().allMatch(m -> m.type().equals(first.type()));
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    first
        .fields()
        .forEach((name, value) -> {
          if (oneType && domain.stream().allMatch(m -> m.field(name).equals(value))) {
            fields.put(name, value);
          }
        });
    Set<dev.parallax.annotations.MemoryKind> kinds = new LinkedHashSet<>();
    domain.forEach(m -> kinds.addAll(m.memory().kinds()));
    return new MediaCaps(
        oneType ? first.type() : MediaCaps.ANY_TYPE, fields, new MemoryCaps(List.copyOf(kinds)));
  }

  /** Any media becomes a byte stream, and the preferred kind of memory is taken. */
  static MediaCaps typed(MediaCaps media) {
    MemoryCaps memory = new MemoryCaps(List.of(media.memory().kinds().getFirst()));
    boolean packets = media.field(MediaCaps.FRAMED) instanceof Fixed f && f.value().equals(true);
    String type =
        media.type().equals(MediaCaps.ANY_TYPE) && !packets ? MediaCaps.STREAM_TYPE : media.type();
    return new MediaCaps(type, media.fields(), memory);
  }
}
