package dev.parallax.runtime.spi;

import dev.parallax.model.format.PacketFormat;
import dev.parallax.runtime.element.Packet;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

final class PacketView extends BufferView implements Packet {
  @Override
  public PacketFormat format() {
    return (PacketFormat) anyFormat();
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
  public Packet retain() {
    return (PacketView) retainView();
  }
}
