package dev.parallax.elements.std.video;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.VideoFrame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A frame on memory of its own, so that elements can be called without a pipeline. */
final class FakeFrame implements VideoFrame {
  private static final int OFFSET = 64;

  private final VideoFormat format;
  private final PlaneLayout layout;
  private final MemorySegment segment;
  private long pts = Buffer.NO_TIME;
  private long dts = Buffer.NO_TIME;
  private long duration = Buffer.NO_TIME;
  private int flags;
  private Metadata metadata = Metadata.EMPTY;

  FakeFrame(VideoFormat format) {
    this.format = format;
    layout = PlaneLayout.of(format);
    segment = Arena.ofAuto().allocate(OFFSET + layout.size());
  }

  byte[] bytes() {
    return segment.asSlice(OFFSET, layout.size()).toArray(JAVA_BYTE);
  }

  @Override
  public VideoFormat format() {
    return format;
  }

  @Override
  public int width() {
    return format.width();
  }

  @Override
  public int height() {
    return format.height();
  }

  @Override
  public int planes() {
    return layout.planes();
  }

  @Override
  public long planeOffset(int plane) {
    return OFFSET + layout.offset(plane);
  }

  @Override
  public int stride(int plane) {
    return layout.stride(plane);
  }

  @Override
  public int u8(int plane, int x, int y) {
    return segment.get(JAVA_BYTE, planeOffset(plane) + (long) y * stride(plane) + x) & 0xff;
  }

  @Override
  public void setU8(int plane, int x, int y, int value) {
    segment.set(JAVA_BYTE, planeOffset(plane) + (long) y * stride(plane) + x, (byte) value);
  }

  @Override
  public VideoFrame retain() {
    return this;
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public long offset() {
    return OFFSET;
  }

  @Override
  public long size() {
    return layout.size();
  }

  @Override
  public void resize(long bytes) {
    throw new IllegalStateException("a raw frame keeps its size");
  }

  @Override
  public long capacity() {
    return layout.size();
  }

  @Override
  public long pts() {
    return pts;
  }

  @Override
  public void pts(long ns) {
    pts = ns;
  }

  @Override
  public long dts() {
    return dts;
  }

  @Override
  public void dts(long ns) {
    dts = ns;
  }

  @Override
  public long duration() {
    return duration;
  }

  @Override
  public void duration(long ns) {
    duration = ns;
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public void flags(int changed) {
    flags = changed;
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public void metadata(Metadata changed) {
    metadata = changed;
  }

  @Override
  public void close() {}
}
