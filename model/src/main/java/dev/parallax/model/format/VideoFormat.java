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
 * @param colorimetry what the numbers mean; range and matrix are always known
 * @param chromaSite where subsampled chroma lies
 */
public record VideoFormat(
    PixelFormat format,
    int width,
    int height,
    Fraction framerate,
    Colorimetry colorimetry,
    ChromaSite chromaSite)
    implements Format {
  /** Largest width and height in pixels. */
  public static final int MAX_SIDE = 32_768;

  /** Largest height of standard definition, which decides what caps mean that say nothing. */
  static final int MAX_SD_HEIGHT = 576;

  /** Checks the ranges, and fills what is unknown of the colorimetry with the default. */
  public VideoFormat {
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "size out of range width=" + width + " height=" + height + " min=1 max=" + MAX_SIDE);
    }
    colorimetry = colorimetry.orElse(Colorimetry.defaultFor(format, height));
  }

  /** Raw video with the colorimetry and chroma site that caps without these fields have. */
  public VideoFormat(PixelFormat format, int width, int height, Fraction framerate) {
    this(
        format,
        width,
        height,
        framerate,
        Colorimetry.defaultFor(format, height),
        ChromaSite.defaultFor(format, height));
  }

  /** Raw video. */
  public static VideoFormat of(PixelFormat format, int width, int height, Fraction framerate) {
    return new VideoFormat(format, width, height, framerate);
  }

  @Override
  public String mediaType() {
    return MediaCaps.VIDEO_RAW;
  }

  /**
   * {@inheritDoc} The fields {@code colorimetry} and {@code chroma-site} only when they differ from
   * the default of such a picture.
   */
  @Override
  public MediaCaps toCaps() {
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    fields.put("format", new CapsValue.Fixed(format.name()));
    fields.put("width", new CapsValue.Fixed(width));
    fields.put("height", new CapsValue.Fixed(height));
    fields.put("framerate", new CapsValue.Fixed(framerate));
    if (!colorimetry.equals(Colorimetry.defaultFor(format, height))) {
      fields.put("colorimetry", new CapsValue.Fixed(colorimetry.toString()));
    }
    if (chromaSite != ChromaSite.defaultFor(format, height)) {
      fields.put("chroma-site", new CapsValue.Fixed(chromaSite.toString()));
    }
    return new MediaCaps(MediaCaps.VIDEO_RAW, fields, MemoryCaps.CPU);
  }
}
