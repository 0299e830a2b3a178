package dev.parallax.model.solve;

import dev.parallax.model.caps.CapsText;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.OneOf;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Caps as a person reads them: {@code video/x-raw {I420, NV12} 1920x1080@30}. */
final class CapsBrief {
  private CapsBrief() {}

  static String of(MediaCaps media) {
    StringBuilder out = new StringBuilder(media.type());
    if (!media.memory().equals(MemoryCaps.CPU) && !media.memory().equals(MemoryCaps.ALL)) {
      out.append(" in ").append(memory(media));
    }
    Map<String, CapsValue> rest = new LinkedHashMap<>(media.fields());
    if (media.type().equals(MediaCaps.STREAM_TYPE)) {
      rest.remove(MediaCaps.FRAMED);
    }
    CapsValue format = rest.remove("format");
    if (format != null) {
      out.append(' ').append(set(format));
    }
    boolean sized = false;
    if (media.field("width") instanceof Fixed w && media.field("height") instanceof Fixed h) {
      out.append(' ').append(w.value()).append('x').append(h.value());
      rest.remove("width");
      rest.remove("height");
      sized = true;
    }
    if (media.field("framerate") instanceof Fixed f && f.value() instanceof Fraction rate) {
      out.append(sized ? "@" : " @")
          .append(rate.den() == 1 ? Integer.toString(rate.num()) : rate.toString());
      rest.remove("framerate");
    }
    rest.forEach(
        (name, value) -> out.append(' ').append(name).append('=').append(CapsText.print(value)));
    String any = MediaCaps.ANY_TYPE + " ";
    return out.indexOf(any) == 0 ? out.substring(any.length()) : out.toString();
  }

  /** A set of values: <code>{RGB}</code>, <code>[1,640]</code>. */
  static String set(CapsValue value) {
    return switch (value) {
      case Fixed f -> "{" + CapsText.print(f) + "}";
      case OneOf o ->
          o.values().stream()
              .map(v -> CapsText.print(new Fixed(v)))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> CapsText.print(value);
    };
  }

  static String memory(MediaCaps media) {
    return media.memory().kinds().stream()
        .map(Enum::name)
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
