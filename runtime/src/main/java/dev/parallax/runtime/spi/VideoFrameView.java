package dev.parallax.runtime.spi;

import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.VideoFrame;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class VideoFrameView extends BufferView implements VideoFrame {
  private int width;
  private int height;
  private @Nullable PlaneLayout own;

  @Override
  void formatChanged(Format changed) {
    VideoFormat video = (VideoFormat) changed;
    width = video.width();
    height = video.height();
    own = PlaneLayout.of(video);
  }

  /** That of the buffer, if it brings one, else the format's. */
  private PlaneLayout planes0() {
    PlaneLayout l = live().layout() instanceof PlaneLayout travelling ? travelling : own;
    if (l == null) {
      throw new IllegalStateException("picture has no layout: no format was announced");
    }
    return l;
  }

  @Override
  boolean liesLike(BufferView other) {
    PlaneLayout mine = own;
    return mine != null
        && other instanceof VideoFrameView frame
        && other.size() == mine.size()
        && mine.liesLike(frame.planes0());
  }

  @Override
  public VideoFormat format() {
    return (VideoFormat) anyFormat();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int planes() {
    return planes0().planes();
  }

  @Override
  public long planeOffset(int plane) {
    return base() + planes0().offset(plane);
  }

  @Override
  public int stride(int plane) {
    return planes0().stride(plane);
  }

  private long at(int plane, int x, int y) {
    PlaneLayout l = planes0();
    Objects.checkIndex(x, l.stride(plane));
    Objects.checkIndex(y, l.planeHeight(plane));
    return base() + l.offset(plane) + (long) y * l.stride(plane) + x;
  }

  @Override
  public int u8(int plane, int x, int y) {
    return raw().get(ValueLayout.JAVA_BYTE, at(plane, x, y)) & 0xff;
  }

  @Override
  public void setU8(int plane, int x, int y, int value) {
    raw().set(ValueLayout.JAVA_BYTE, at(plane, x, y), (byte) value);
  }

  @Override
  public VideoFrame retain() {
    return (VideoFrameView) retainView();
  }
}
