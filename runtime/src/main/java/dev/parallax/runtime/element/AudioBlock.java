package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;
import dev.parallax.model.format.AudioFormat;

/**
 * Raw interleaved audio. Samples are indexed over all channels: sample {@code frame * channels +
 * channel}. Accessors do not convert, nor do they clip or compare formats, they only check the
 * index: use the one that fits {@link #format}. Other formats than these four are read and written
 * in {@link #segment}.
 */
@RtSafe
public interface AudioBlock extends View {
  @Override
  AudioFormat format();

  /** Number of channels. */
  int channels();

  /** Samples per second and channel. */
  int rate();

  /** Samples per channel. */
  int frames();

  /** Sets the size to {@code frames} samples per channel. */
  void frames(int frames);

  /** Samples over all channels. */
  int length();

  /** Sample in F32LE. */
  float f32(int index);

  /** Sets a sample in F32LE. */
  void setF32(int index, float value);

  /** Sample in F64LE. */
  double f64(int index);

  /** Sets a sample in F64LE. */
  void setF64(int index, double value);

  /** Sample in S16LE. */
  short s16(int index);

  /** Sets a sample in S16LE. */
  void setS16(int index, short value);

  /** Sample in S32LE. */
  int s32(int index);

  /** Sets a sample in S32LE. */
  void setS32(int index, int value);

  @Override
  AudioBlock retain();
}
