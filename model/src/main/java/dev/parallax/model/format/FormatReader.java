package dev.parallax.model.format;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes formats of caps. */
final class FormatReader {
  private final MediaCaps caps;

  FormatReader(MediaCaps caps) {
    this.caps = caps;
  }

  static void checkEncoded(String type) {
    MediaCaps.of(type); // checks the syntax
    if (MediaCaps.isRaw(type) || type.equals(MediaCaps.ANY_TYPE)) {
      throw new IllegalArgumentException("not the type of an encoded stream type=" + type);
    }
  }

  Format read() {
    Set<String> open = caps.openFields();
    if (caps.type().equals(MediaCaps.ANY_TYPE) || !open.isEmpty()) {
      throw fail("caps are not fixed open=" + open, open.isEmpty() ? "" : open.iterator().next());
    }
    try {
      return switch (caps.type()) {
        case MediaCaps.VIDEO_RAW -> video();
        case MediaCaps.AUDIO_RAW -> audio();
        default -> encoded();
      };
    } catch (IllegalArgumentException e) {
      throw fail(String.valueOf(e.getMessage()), "");
    }
  }

  private VideoFormat video() {
    PixelFormat format = constant(PixelFormat.class, "format");
    int height = get("height", Integer.class);
    return new VideoFormat(
        format,
        get("width", Integer.class),
        height,
        get("framerate", Fraction.class),
        has("colorimetry")
            ? Colorimetry.parse(get("colorimetry", String.class))
            : Colorimetry.defaultFor(format, height),
        has("chroma-site")
            ? ChromaSite.parse(get("chroma-site", String.class))
            : ChromaSite.defaultFor(format, height));
  }

  private AudioFormat audio() {
    if (!caps.field("layout").accepts("interleaved")) {
      throw fail(
          "samples of the channels are not interleaved, only layout=interleaved exists", "layout");
    }
    SampleFormat format = constant(SampleFormat.class, "format");
    int depth = has("depth") ? get("depth", Integer.class) : SampleFormats.bits(format);
    // MediaCaps has checked the mask and given it the form 0x...
    long mask =
        has("channel-mask")
            ? Long.parseUnsignedLong(get("channel-mask", String.class).substring(2), 16)
            : 0;
    return new AudioFormat(
        format, get("rate", Integer.class), get("channels", Integer.class), depth, mask);
  }

  private Format encoded() {
    if (!get(MediaCaps.FRAMED, Boolean.class)) {
      return new BytesFormat(caps.type());
    }
    Map<String, Object> fields = new HashMap<>();
    for (String name : caps.fields().keySet()) {
      if (!name.equals(MediaCaps.FRAMED)) {
        fields.put(name, get(name, Object.class));
      }
    }
    return new PacketFormat(caps.type(), fields, CodecData.NONE);
  }

  private boolean has(String field) {
    return caps.fields().containsKey(field);
  }

  private <T> T get(String field, Class<T> type) {
    CapsValue.@Nullable Fixed fixed = caps.field(field).fixate();
    if (fixed == null || !type.isInstance(fixed.value())) {
      throw fail(
          "field has another type field="
              + field
              + " value="
              + fixed
              + " type="
              + type.getSimpleName(),
          field);
    }
    return type.cast(fixed.value());
  }

  private <E extends Enum<E>> E constant(Class<E> type, String field) {
    String name = get(field, String.class);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    String hint = NearMisses.hint(name, names);
    throw fail(
        "unknown "
            + field
            + " "
            + field
            + "="
            + name
            + "; "
            + (hint.isEmpty() ? "known are " + names : hint),
        field);
  }

  private ParallaxException fail(String fact, String field) {
    return Diagnostic.of(
            DiagnosticId.CAPS_FORMAT,
            fact + " caps=" + caps,
            "caps",
            caps.toString(),
            "field",
            field)
        .toException();
  }
}
