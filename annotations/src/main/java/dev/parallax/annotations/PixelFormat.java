package dev.parallax.annotations;

/**
 * Pixel formats of raw video. {@code YUYV} is GStreamer's {@code YUY2}, which caps text accepts
 * too.
 */
public enum PixelFormat {
  /** Planar 4:2:0, planes Y U V, 8 bits. */
  I420,
  /** Planar 4:2:0, planes Y and interleaved UV, 8 bits. */
  NV12,
  /** Packed 4:2:2, bytes Y0 U Y1 V. */
  YUYV,
  /** Packed 4:2:2, bytes U Y0 V Y1. */
  UYVY,
  /** Planar 4:2:0, 10 bits in 16, little endian. */
  I420_10LE,
  /** Packed, bytes R G B A. */
  RGBA,
  /** Packed, bytes B G R A. */
  BGRA,
  /** Packed, bytes R G B. */
  RGB,
  /** One plane of 8-bit luma. */
  GRAY8
}
