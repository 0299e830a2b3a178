package dev.parallax.model.format;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Raw video.
 *
 * @param format pixel format
 * @param width pixels, 1 to 32768
 * @param height pixels, 1 to 32768
 * @param framerate frames per second; 0/1 when variable
 */
public record VideoFormat(PixelFormat format, int width, int height, Fraction framerate)
    implements Format {
  /** Largest width and height in pixels. */
  public static final int MAX_SIDE = 32_768;

  /** Checks the ranges. */
  public VideoFormat {
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "size out of range width=" + width + " height=" + height + " min=1 max=" + MAX_SIDE);
    }
  }

  /** Raw video. */
  public static VideoFormat of(PixelFormat format, int width, int height, Fraction framerate) {
    return new VideoFormat(format, width, height, framerate);
  }

  @Override
  public String mediaType() {
    return MediaCaps.VIDEO_RAW;
  }

  @Override
  public MediaCaps toCaps() {
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    fields.put("format", new CapsValue.Fixed(format.name()));
    fields.put("width", new CapsValue.Fixed(width));
    fields.put("height", new CapsValue.Fixed(height));
    fields.put("framerate", new CapsValue.Fixed(framerate));
    return new MediaCaps(MediaCaps.VIDEO_RAW, fields, MemoryCaps.CPU);
  }
}
