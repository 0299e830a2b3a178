package dev.parallax.runtime.spi;

import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.AudioBlock;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

final class AudioBlockView extends BufferView implements AudioBlock {
  private static final ValueLayout.OfShort S16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt S32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat F32 =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble F64 =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private int channels;
  private int rate;
  private int bytesPerSample;

  @Override
  void formatChanged(Format changed) {
    AudioFormat audio = (AudioFormat) changed;
    channels = audio.channels();
    rate = audio.rate();
    bytesPerSample = audio.bytesPerSample();
  }

  @Override
  public AudioFormat format() {
    return (AudioFormat) anyFormat();
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int rate() {
    return rate;
  }

  @Override
  public int frames() {
    return (int) (live().length() / ((long) bytesPerSample * channels));
  }

  @Override
  public void frames(int frames) {
    resize((long) frames * bytesPerSample * channels);
  }

  @Override
  public int length() {
    return (int) (live().length() / bytesPerSample);
  }

  private long at(int index, int bytes) {
    Objects.checkIndex(index, live().length() / bytes);
    return base() + (long) index * bytes;
  }

  @Override
  public float f32(int index) {
    return raw().get(F32, at(index, 4));
  }

  @Override
  public void setF32(int index, float value) {
    raw().set(F32, at(index, 4), value);
  }

  @Override
  public double f64(int index) {
    return raw().get(F64, at(index, 8));
  }

  @Override
  public void setF64(int index, double value) {
    raw().set(F64, at(index, 8), value);
  }

  @Override
  public short s16(int index) {
    return raw().get(S16, at(index, 2));
  }

  @Override
  public void setS16(int index, short value) {
    raw().set(S16, at(index, 2), value);
  }

  @Override
  public int s32(int index) {
    return raw().get(S32, at(index, 4));
  }

  @Override
  public void setS32(int index, int value) {
    raw().set(S32, at(index, 4), value);
  }

  @Override
  public AudioBlock retain() {
    return (AudioBlockView) retainView();
  }
}
