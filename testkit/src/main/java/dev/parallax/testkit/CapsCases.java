package dev.parallax.testkit;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Fixed caps at the edges of what a port says that it takes, on either side of them. */
final class CapsCases {
  private static final String OTHER_TYPE = "application/x-none-of-these,framed=true";

  private final Caps caps;

  CapsCases(Caps caps) {
    this.caps = caps;
  }

  /** Each alternative, with each end of each range and each value of each list. */
  Set<MediaCaps> inside() {
    Set<MediaCaps> all = new LinkedHashSet<>();
    for (MediaCaps alternative : caps.alternatives()) {
      if (alternative.type().equals(MediaCaps.ANY_TYPE)) {
        continue; // nothing to be at the edge of
      }
      MediaCaps base = TestMedia.fixed(alternative);
      all.add(base);
      alternative
          .fields()
          .forEach((name, value) -> edges(value).forEach(edge -> all.add(base.with(name, edge))));
    }
    return all;
  }

  private static List<CapsValue> edges(CapsValue value) {
    return switch (value) {
      case CapsValue.OneOf list ->
          list.values().stream().<CapsValue>map(CapsValue.Fixed::new).toList();
      case CapsValue.IntRange r ->
          List.of(new CapsValue.Fixed(r.min()), new CapsValue.Fixed(last(r)));
      case CapsValue.FractionRange r ->
          List.of(new CapsValue.Fixed(r.min()), new CapsValue.Fixed(r.max()));
      case CapsValue.Fixed f -> List.of(f);
      case CapsValue.Any any -> List.of();
    };
  }

  private static int last(CapsValue.IntRange r) {
    return r.max() - (int) (((long) r.max() - r.min()) % r.step());
  }

  /** One step beyond each of them, unless another alternative has it. */
  Set<MediaCaps> outside() {
    Set<MediaCaps> all = new LinkedHashSet<>();
    for (MediaCaps alternative : caps.alternatives()) {
      if (alternative.type().equals(MediaCaps.ANY_TYPE)) {
        return Set.of();
      }
      MediaCaps base = TestMedia.fixed(alternative);
      alternative
          .fields()
          .forEach((name, value) ->
              beyond(name, value, alternative.type())
                  .forEach(other -> all.add(base.with(name, new CapsValue.Fixed(other)))));
    }
    if (caps.alternatives().stream().noneMatch(m -> m.type().equals(MediaCaps.STREAM_TYPE))) {
      all.add(Caps.parse(OTHER_TYPE).alternatives().getFirst());
    }
    all.removeIf(caps::accepts);
    return all;
  }

  private static List<Object> beyond(String name, CapsValue value, String type) {
    List<Object> other = new ArrayList<>();
    if (value instanceof CapsValue.IntRange r) {
      if (r.min() > 1) {
        other.add(r.min() - 1);
      }
      if (r.max() < Integer.MAX_VALUE) {
        other.add(r.max() + 1);
      }
    } else if (name.equals("format")) {
      formats(type).filter(f -> !value.accepts(f)).findFirst().ifPresent(other::add);
    }
    return other;
  }

  private static Stream<String> formats(String type) {
    return switch (type) {
      case MediaCaps.VIDEO_RAW -> Arrays.stream(PixelFormat.values()).map(Enum::name);
      case MediaCaps.AUDIO_RAW -> Arrays.stream(SampleFormat.values()).map(Enum::name);
      default -> Stream.of();
    };
  }
}
