package dev.parallax.processor;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.FractionRange;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.MemoryKind;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Caps annotations as caps. The order of alternatives is the order in the source; alternatives of
 * one kind of annotation stay together at the place of the first, because the compiler puts
 * repeated annotations into one container.
 */
final class CapsReader {
  private static final String PREFIX = "dev.parallax.annotations.";

  private record IntBounds(int min, int max, int step, int prefer) {
    boolean isDefault() {
      return min == 1 && max == Integer.MAX_VALUE && step == 1 && prefer == -1;
    }
  }

  private final Report report;

  CapsReader(Report report) {
    this.report = report;
  }

  /** Signals a refusal that was reported. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Caps that an element's annotations state, or null if they state none. Errors are reported and
   * left out.
   */
  @Nullable Caps read(Element at, ViewType view) {
    List<MediaCaps> alternatives = new ArrayList<>();
    boolean stated = false;
    for (AnnotationMirror mirror : at.getAnnotationMirrors()) {
      String name = Mirrors.typeName(mirror);
      if (!name.startsWith(PREFIX)) {
        continue;
      }
      String kind = name.substring(PREFIX.length()).replace(".List", "");
      boolean repeated = name.endsWith(".List");
      List<AnnotationMirror> mirrors = repeated ? Mirrors.contained(mirror) : List.of(mirror);
      for (int i = 0; i < mirrors.size(); i++) {
        try {
          for (MediaCaps caps : alternative(at, kind, i, mirrors.get(i))) {
            stated = true;
            checkView(at, mirrors.get(i), caps, view);
            alternatives.add(caps);
          }
        } catch (Refused e) {
          stated = true;
        } catch (IllegalArgumentException e) {
          stated = true;
          report.error(
              DiagnosticId.CAPS_VALUE,
              at,
              mirrors.get(i),
              null,
              "caps have a value out of bounds: " + e.getMessage() + "\n  fix: use ranges");
        }
      }
    }
    if (alternatives.size() > Caps.MAX_ALTERNATIVES) {
      report.error(
          DiagnosticId.CAPS_VALUE,
          at,
          "port has too many alternatives of caps count="
              + alternatives.size()
              + " max="
              + Caps.MAX_ALTERNATIVES
              + "\n  fix: use lists and ranges");
      return defaults(view, true);
    }
    return stated ? alternatives.isEmpty() ? defaults(view, true) : new Caps(alternatives) : null;
  }

  /** Caps of a port that states none. */
  static Caps defaults(ViewType view, boolean input) {
    return switch (view) {
      case VIEW -> Caps.ANY;
      case BYTES -> input ? Caps.ANY : Caps.of(MediaCaps.of(MediaCaps.STREAM_TYPE));
      case VIDEO_FRAME -> Caps.of(MediaCaps.of(MediaCaps.VIDEO_RAW));
      case AUDIO_BLOCK -> Caps.of(MediaCaps.of(MediaCaps.AUDIO_RAW));
      case PACKET ->
          Caps.of(
              MediaCaps.of(MediaCaps.ANY_TYPE).with(MediaCaps.FRAMED, new CapsValue.Fixed(true)));
    };
  }

  private List<MediaCaps> alternative(Element at, String kind, int index, AnnotationMirror mirror)
      throws Refused {
    return switch (kind) {
      case "AnyCaps" -> Mirrors.has(at, AnyCaps.class) ? List.of(MediaCaps.ANY) : List.of();
      case "VideoCaps" ->
          List.of(video(at, mirror, at.getAnnotationsByType(VideoCaps.class)[index]));
      case "AudioCaps" ->
          List.of(audio(at, mirror, at.getAnnotationsByType(AudioCaps.class)[index]));
      case "BytesCaps" -> bytes(at, mirror, at.getAnnotationsByType(BytesCaps.class)[index]);
      case "EncodedCaps" ->
          List.of(encoded(at, mirror, at.getAnnotationsByType(EncodedCaps.class)[index]));
      default -> List.of();
    };
  }

  private MediaCaps video(Element at, AnnotationMirror mirror, VideoCaps caps) throws Refused {
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    put(fields, "format", CapsValue.of(Arrays.stream(caps.format()).map(Enum::name).toList()));
    put(fields, "width", range(at, mirror, "width", caps.width()));
    put(fields, "height", range(at, mirror, "height", caps.height()));
    put(fields, "framerate", range(at, mirror, "framerate", caps.framerate()));
    return new MediaCaps(MediaCaps.VIDEO_RAW, fields, memory(at, mirror, caps.memory()));
  }

  private MediaCaps audio(Element at, AnnotationMirror mirror, AudioCaps caps) throws Refused {
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    put(fields, "format", CapsValue.of(Arrays.stream(caps.format()).map(Enum::name).toList()));
    put(fields, "rate", range(at, mirror, "rate", caps.rate()));
    put(fields, "channels", range(at, mirror, "channels", caps.channels()));
    return new MediaCaps(MediaCaps.AUDIO_RAW, fields, memory(at, mirror, caps.memory()));
  }

  private List<MediaCaps> bytes(Element at, AnnotationMirror mirror, BytesCaps caps)
      throws Refused {
    MemoryCaps memory = memory(at, mirror, caps.memory());
    if (caps.value().length == 0) {
      return List.of(MediaCaps.of(MediaCaps.STREAM_TYPE).withMemory(memory));
    }
    List<MediaCaps> streams = new ArrayList<>();
    for (String type : caps.value()) {
      checkType(at, mirror, type, "@BytesCaps");
      streams.add(
          MediaCaps.of(type).with(MediaCaps.FRAMED, new CapsValue.Fixed(false)).withMemory(memory));
    }
    return streams;
  }

  private MediaCaps encoded(Element at, AnnotationMirror mirror, EncodedCaps caps) throws Refused {
    checkType(at, mirror, caps.value(), "@EncodedCaps");
    MediaCaps parsed = MediaCaps.of(caps.value());
    if (caps.fields().length > 0) {
      String text = caps.value() + "," + String.join(",", caps.fields());
      try {
        Caps whole = Caps.parse(text);
        if (whole.alternatives().size() != 1) {
          throw refuse(
              at,
              mirror,
              "fields",
              "fields are not those of one alternative text=\""
                  + text
                  + "\"\n  fix: repeat @EncodedCaps");
        }
        parsed = whole.alternatives().getFirst();
      } catch (ParallaxException | IllegalArgumentException e) {
        throw refuse(
            at,
            mirror,
            "fields",
            "fields are not caps: "
                + factOf(e)
                + "\n"
                + "  supported: \"name=value\", for example \"stream-format=avc\" or"
                + " \"rate=[8000,48000]\"");
      }
    }
    return parsed
        .with(MediaCaps.FRAMED, new CapsValue.Fixed(true))
        .withMemory(memory(at, mirror, caps.memory()));
  }

  private static String factOf(RuntimeException e) {
    return e instanceof ParallaxException p
        ? p.diagnostic().text()
        : String.valueOf(e.getMessage());
  }

  private void checkType(Element at, AnnotationMirror mirror, String type, String annotation)
      throws Refused {
    if (MediaCaps.isRaw(type)) {
      String fix = type.equals(MediaCaps.VIDEO_RAW) ? "@VideoCaps" : "@AudioCaps";
      throw refuse(
          at,
          mirror,
          "value",
          annotation + " has a raw media type type=" + type + "\n  fix: use " + fix);
    }
    boolean stream = type.equals(MediaCaps.STREAM_TYPE) && annotation.equals("@EncodedCaps");
    if (stream || type.equals(MediaCaps.ANY_TYPE) || type.equals("NONE") || type.equals("EMPTY")) {
      throw refuse(
          at,
          mirror,
          "value",
          annotation
              + " has no media type of its own type="
              + type
              + "\n  fix: name one as in \"video/x-h264\", or use @BytesCaps or @AnyCaps");
    }
    try {
      MediaCaps.of(type);
    } catch (IllegalArgumentException e) {
      throw refuse(
          at, mirror, "value", e.getMessage() + "\n  fix: write it as in \"video/x-h264\"");
    }
  }

  private MemoryCaps memory(Element at, AnnotationMirror mirror, MemoryKind[] kinds)
      throws Refused {
    try {
      return new MemoryCaps(List.of(kinds));
    } catch (IllegalArgumentException e) {
      throw refuse(
          at,
          mirror,
          "memory",
          e.getMessage()
              + "\n  fix: name each of CPU, DMA_BUF, GPU at most once, and at least one");
    }
  }

  private static void put(Map<String, CapsValue> fields, String name, @Nullable CapsValue value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private @Nullable CapsValue range(
      Element at, AnnotationMirror mirror, String member, IntRange range) throws Refused {
    IntBounds bounds = new IntBounds(range.min(), range.max(), range.step(), range.prefer());
    if (range.value().length > 0) {
      if (!bounds.isDefault()) {
        throw refuse(
            at,
            mirror,
            member,
            "field has values and bounds field="
                + member
                + "\n  fix: give either value or min, max, step, prefer");
      }
      if (Arrays.stream(range.value()).anyMatch(v -> v < 0)) {
        throw refuse(
            at,
            mirror,
            member,
            "field has a negative value field="
                + member
                + " values="
                + Arrays.toString(range.value())
                + "\n  fix: remove it");
      }
      return CapsValue.of(Arrays.stream(range.value()).boxed().toList());
    }
    if (bounds.isDefault()) {
      return null;
    }
    boolean preferred = range.prefer() >= 0;
    if (range.min() > range.max()
        || range.step() < 1
        || range.min() < 0
        || (preferred && (range.prefer() < range.min() || range.prefer() > range.max()))) {
      throw refuse(
          at,
          mirror,
          member,
          "field has a range that no value fits field="
              + member
              + " min="
              + range.min()
              + " max="
              + range.max()
              + " step="
              + range.step()
              + " prefer="
              + range.prefer()
              + "\n  fix: 0 <= min <= prefer <= max and step >= 1");
    }
    return CapsValue.range(
        range.min(), range.max(), range.step(), preferred ? range.prefer() : null);
  }

  private @Nullable CapsValue range(
      Element at, AnnotationMirror mirror, String member, FractionRange range) throws Refused {
    try {
      if (range.value().length > 0) {
        if (!range.min().equals("0/1")
            || !range.max().equals("2147483647/1")
            || !range.prefer().isEmpty()) {
          throw refuse(
              at,
              mirror,
              member,
              "field has values and bounds field="
                  + member
                  + "\n  fix: give either value or min, max, prefer");
        }
        return CapsValue.of(Arrays.stream(range.value()).map(Fraction::parse).toList());
      }
      Fraction min = Fraction.parse(range.min());
      Fraction max = Fraction.parse(range.max());
      @Nullable Fraction prefer = range.prefer().isEmpty() ? null : Fraction.parse(range.prefer());
      boolean whole = min.equals(Fraction.ZERO) && max.equals(new Fraction(Integer.MAX_VALUE, 1));
      if (whole && prefer == null) {
        return null;
      }
      if (min.compareTo(max) > 0
          || (prefer != null && (prefer.compareTo(min) < 0 || prefer.compareTo(max) > 0))) {
        throw refuse(
            at,
            mirror,
            member,
            "field has a range that no value fits field="
                + member
                + " min="
                + min
                + " max="
                + max
                + " prefer="
                + range.prefer()
                + "\n  fix: min <= prefer <= max");
      }
      return CapsValue.range(min, max, prefer);
    } catch (IllegalArgumentException e) {
      throw refuse(
          at,
          mirror,
          member,
          e.getMessage() + " field=" + member + "\n  fix: write it as in \"30000/1001\"");
    }
  }

  private void checkView(Element at, AnnotationMirror mirror, MediaCaps caps, ViewType view)
      throws Refused {
    boolean fits =
        switch (view) {
          case VIEW, BYTES -> true;
          case VIDEO_FRAME -> caps.type().equals(MediaCaps.VIDEO_RAW);
          case AUDIO_BLOCK -> caps.type().equals(MediaCaps.AUDIO_RAW);
          case PACKET ->
              !MediaCaps.isRaw(caps.type()) && !caps.field(MediaCaps.FRAMED).accepts(false);
        };
    if (!fits) {
      String annotation = mirror.getAnnotationType().asElement().getSimpleName().toString();
      report.error(
          DiagnosticId.CAPS_VIEW,
          at,
          mirror,
          null,
          "caps do not fit the port's view caps="
              + caps.type()
              + " view="
              + view.simpleName()
              + " annotation=@"
              + annotation
              + "\n"
              + "  supported: VideoFrame with @VideoCaps, AudioBlock with @AudioCaps, Packet with"
              + " @EncodedCaps, Bytes and View with all\n"
              + "  fix: change the view or the caps");
      throw new Refused();
    }
  }

  private Refused refuse(Element at, AnnotationMirror mirror, String member, String text) {
    report.error(DiagnosticId.CAPS_VALUE, at, mirror, member, text);
    return new Refused();
  }
}
