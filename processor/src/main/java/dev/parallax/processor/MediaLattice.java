package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The media types of typed pipelines: which one a port has. */
final class MediaLattice {
  private static final String MEDIA = "Media";
  private static final String VALUES = "Values";
  private static final Map<String, String> PARENTS =
      Map.ofEntries(
          Map.entry("Raw", MEDIA),
          Map.entry("Encoded", MEDIA),
          Map.entry("ByteStream", MEDIA),
          Map.entry("Values", MEDIA),
          Map.entry("RawVideo", "Raw"),
          Map.entry("RawAudio", "Raw"),
          Map.entry("EncodedVideo", "Encoded"),
          Map.entry("EncodedAudio", "Encoded"),
          Map.entry("H264", "EncodedVideo"),
          Map.entry("H265", "EncodedVideo"),
          Map.entry("Vp8", "EncodedVideo"),
          Map.entry("Vp9", "EncodedVideo"),
          Map.entry("Av1", "EncodedVideo"),
          Map.entry("Jpeg", "EncodedVideo"),
          Map.entry("Png", "EncodedVideo"),
          Map.entry("Aac", "EncodedAudio"),
          Map.entry("Mp3", "EncodedAudio"),
          Map.entry("Opus", "EncodedAudio"),
          Map.entry("Vorbis", "EncodedAudio"),
          Map.entry("Flac", "EncodedAudio"));
  private static final Map<String, String> PACKETS =
      Map.ofEntries(
          Map.entry("video/x-h264", "H264"),
          Map.entry("video/x-h265", "H265"),
          Map.entry("video/x-vp8", "Vp8"),
          Map.entry("video/x-vp9", "Vp9"),
          Map.entry("video/x-av1", "Av1"),
          Map.entry("image/jpeg", "Jpeg"),
          Map.entry("image/png", "Png"),
          Map.entry("audio/x-opus", "Opus"),
          Map.entry("audio/x-vorbis", "Vorbis"),
          Map.entry("audio/x-flac", "Flac"));

  private MediaLattice() {}

  /** The least upper bound of all alternatives. */
  static TypeName of(Caps caps) {
    @Nullable String bound = null;
    for (MediaCaps alternative : caps.alternatives()) {
      String media = of(alternative);
      bound = bound == null ? media : join(bound, media);
    }
    ClassName name = Names.media(bound == null ? MEDIA : bound);
    // Which objects they are is not in caps: only hand-written chains know.
    return VALUES.equals(bound)
        ? ParameterizedTypeName.get(name, WildcardTypeName.subtypeOf(Object.class))
        : name;
  }

  private static String of(MediaCaps caps) {
    CapsValue framed = caps.field(MediaCaps.FRAMED);
    return switch (caps.type()) {
      case MediaCaps.VIDEO_RAW -> "RawVideo";
      case MediaCaps.AUDIO_RAW -> "RawAudio";
      case MediaCaps.ANY_TYPE -> framed.accepts(false) ? MEDIA : "Encoded";
      default ->
          framed.accepts(true) ? framed.accepts(false) ? MEDIA : packets(caps) : "ByteStream";
    };
  }

  private static String packets(MediaCaps caps) {
    String type = caps.type();
    if (type.equals("audio/mpeg")) {
      CapsValue version = caps.field("mpegversion");
      boolean mp3 = version.accepts(1);
      boolean aac = version.accepts(4) || version.accepts(2);
      return mp3 == aac ? "EncodedAudio" : mp3 ? "Mp3" : "Aac";
    }
    if (type.equals("application/x-java-object")) {
      return VALUES;
    }
    String known = PACKETS.get(type);
    if (known != null) {
      return known;
    }
    if (type.startsWith("video/") || type.startsWith("image/")) {
      return "EncodedVideo";
    }
    return type.startsWith("audio/") ? "EncodedAudio" : "Encoded";
  }

  private static String join(String a, String b) {
    List<String> chain = chain(a);
    return chain(b).stream().filter(chain::contains).findFirst().orElse(MEDIA);
  }

  private static List<String> chain(String media) {
    List<String> chain = new ArrayList<>();
    for (String m = media; m != null; m = PARENTS.get(m)) {
      chain.add(m);
    }
    return chain;
  }
}
