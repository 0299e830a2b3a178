package dev.parallax.runtime.spi;

import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Bytes;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

final class BytesView extends BufferView implements Bytes {
  @Override
  public Format format() {
    return anyFormat();
  }

  @Override
  public byte get(long index) {
    Objects.checkIndex(index, live().length());
    return raw().get(ValueLayout.JAVA_BYTE, base() + index);
  }

  @Override
  public void set(long index, byte value) {
    writable();
    raw().set(ValueLayout.JAVA_BYTE, base() + Objects.checkIndex(index, capacity()), value);
  }

  @Override
  public Bytes retain() {
    return (BytesView) retainView();
  }
}
