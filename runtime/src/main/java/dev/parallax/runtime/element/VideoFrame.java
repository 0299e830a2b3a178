package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;
import dev.parallax.model.format.VideoFormat;

/**
 * A raw picture. Strides and plane offsets travel with the buffer; never compute them from the
 * format.
 */
@RtSafe
public interface VideoFrame extends View {
  @Override
  VideoFormat format();

  /** Pixels in a row. */
  int width();

  /** Rows. */
  int height();

  /** Number of planes. */
  int planes();

  /** First byte of a plane in {@link #segment} (not relative to {@link #offset}). */
  long planeOffset(int plane);

  /** Bytes from one row of a plane to the next. */
  int stride(int plane);

  /** Byte {@code x} of row {@code y} of a plane, unsigned. */
  int u8(int plane, int x, int y);

  /** Sets byte {@code x} of row {@code y} of a plane. */
  void setU8(int plane, int x, int y, int value);

  @Override
  VideoFrame retain();
}
