package dev.parallax.testkit;

import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.SampleFormats;
import dev.parallax.model.format.VideoFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Made media: the same for the same arguments, different for each buffer. */
public final class TestMedia {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int FRAMES = 64;

  /** What a field that caps leave open is given. */
  private static final Map<String, Object> USUAL =
      Map.of(
          "rate",
          48_000,
          "channels",
          2,
          "width",
          64,
          "height",
          48,
          "framerate",
          new Fraction(25, 1),
          MediaCaps.FRAMED,
          true);

  private TestMedia() {}

  /**
   * Buffer {@code n} of a stream of raw media, with its times: a picture, or 64 frames of sound.
   *
   * @throws IllegalArgumentException for other formats
   */
  public static TestBuffer raw(Format format, int n) {
    return switch (format) {
      case AudioFormat audio -> sound(audio, n);
      case VideoFormat video -> picture(video, n);
      default ->
          throw new IllegalArgumentException(
              "only raw media can be made format=" + format + "; give the element samples");
    };
  }

  private static TestBuffer sound(AudioFormat audio, int n) {
    ByteBuffer bytes =
        ByteBuffer.allocate(FRAMES * audio.bytesPerFrame())
            .order(
                SampleFormats.isBigEndian(audio.format())
                    ? ByteOrder.BIG_ENDIAN
                    : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; bytes.hasRemaining(); i++) {
      double value = Math.sin((n * FRAMES + i) * 0.05) / 2;
      switch (audio.format()) {
        case F32LE, F32BE -> bytes.putFloat((float) value);
        case F64LE, F64BE -> bytes.putDouble(value);
        default -> integer(bytes, value, audio);
      }
    }
    long step = FRAMES * SECOND_NS / audio.rate();
    return TestBuffer.of(bytes.array()).at(n * step, step);
  }

  private static void integer(ByteBuffer bytes, double value, AudioFormat audio) {
    int bits = SampleFormats.bits(audio.format());
    long sample = Math.round(value * (1L << (bits - 1)));
    int last = audio.bytesPerSample() - 1;
    for (int b = 0; b <= last; b++) {
      int place = bytes.order() == ByteOrder.BIG_ENDIAN ? last - b : b;
      bytes.put((byte) (sample >> (8 * place)));
    }
  }

  private static TestBuffer picture(VideoFormat video, int n) {
    byte[] bytes = new byte[Math.toIntExact(PlaneLayout.of(video).size())];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (16 + (i * 7 + n * 31) % 200);
    }
    Fraction rate = video.framerate();
    long step =
        rate.num() == 0 ? Buffer.NO_TIME : Math.round((double) SECOND_NS * rate.den() / rate.num());
    return TestBuffer.of(bytes).at(step == Buffer.NO_TIME ? n : n * step, step);
  }

  /** Fixed caps within an alternative: usual values where it allows them, and small pictures. */
  static MediaCaps fixed(MediaCaps alternative) {
    Map<String, CapsValue> fields = new LinkedHashMap<>(alternative.fields());
    for (String name : MediaCaps.neededFields(alternative.type())) {
      fields.putIfAbsent(name, CapsValue.ANY);
    }
    fields.replaceAll((name, value) -> one(name, value, alternative.type()));
    return new MediaCaps(alternative.type(), fields, alternative.memory()).fixate();
  }

  private static CapsValue one(String name, CapsValue value, String type) {
    Object usual = USUAL.get(name);
    if (usual != null && value.accepts(usual)) {
      return new CapsValue.Fixed(usual);
    }
    CapsValue first = value.fixate();
    if (first != null) {
      return first;
    }
    String format = type.equals(MediaCaps.VIDEO_RAW) ? "I420" : "S16LE";
    return name.equals("format") ? new CapsValue.Fixed(format) : value;
  }
}
