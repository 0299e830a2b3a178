package dev.parallax.model.format;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;

/**
 * Raw video.
 *
 * @param format pixel format
 * @param width pixels, 1 to 32768
 * @param height pixels, 1 to 32768
 * @param framerate frames per second; 0/1 when variable
 */
public record VideoFormat(PixelFormat format, int width, int height, Fraction framerate) implements Format {
  @Override
  public String mediaType() {
    return "video/x-raw";
  }
}
