package dev.parallax.runtime.spi;

import dev.parallax.model.caps.Caps;
import dev.parallax.runtime.typed.Aac;
import dev.parallax.runtime.typed.Av1;
import dev.parallax.runtime.typed.ByteStream;
import dev.parallax.runtime.typed.Flac;
import dev.parallax.runtime.typed.H264;
import dev.parallax.runtime.typed.H265;
import dev.parallax.runtime.typed.Jpeg;
import dev.parallax.runtime.typed.Media;
import dev.parallax.runtime.typed.Mp3;
import dev.parallax.runtime.typed.Opus;
import dev.parallax.runtime.typed.Png;
import dev.parallax.runtime.typed.RawAudio;
import dev.parallax.runtime.typed.RawVideo;
import dev.parallax.runtime.typed.Values;
import dev.parallax.runtime.typed.Vorbis;
import dev.parallax.runtime.typed.Vp8;
import dev.parallax.runtime.typed.Vp9;
import java.util.Map;

/** Caps of the media types of typed pipelines. */
public final class MediaTypes {
  private static final Map<Class<?>, String> CAPS =
      Map.ofEntries(
          Map.entry(RawVideo.class, "video/x-raw"),
          Map.entry(RawAudio.class, "audio/x-raw"),
          Map.entry(ByteStream.class, "application/octet-stream"),
          Map.entry(Values.class, "application/x-java-object,framed=true"),
          Map.entry(H264.class, "video/x-h264,framed=true"),
          Map.entry(H265.class, "video/x-h265,framed=true"),
          Map.entry(Vp8.class, "video/x-vp8,framed=true"),
          Map.entry(Vp9.class, "video/x-vp9,framed=true"),
          Map.entry(Av1.class, "video/x-av1,framed=true"),
          Map.entry(Jpeg.class, "image/jpeg,framed=true"),
          Map.entry(Png.class, "image/png,framed=true"),
          Map.entry(Aac.class, "audio/mpeg,mpegversion=4,framed=true"),
          Map.entry(Mp3.class, "audio/mpeg,mpegversion=1,framed=true"),
          Map.entry(Opus.class, "audio/x-opus,framed=true"),
          Map.entry(Vorbis.class, "audio/x-vorbis,framed=true"),
          Map.entry(Flac.class, "audio/x-flac,framed=true"));

  private MediaTypes() {}

  /** Caps that a media type stands for; anything for the abstract ones. */
  public static Caps capsOf(Class<? extends Media> media) {
    String text = CAPS.get(media);
    return text == null ? Caps.ANY : Caps.parse(text);
  }
}
